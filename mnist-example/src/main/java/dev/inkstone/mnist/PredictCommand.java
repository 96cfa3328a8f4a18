package dev.inkstone.mnist;

import dev.inkstone.layers.Model;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.Tensor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code mnist predict}: which digit a picture shows. Some pictures are done before a second JVM had started, so this command
 * works with the kernels it finds.
 */
@Command(
        name = "predict",
        description = {
            "Prints for each image: its path, the digit, and the probabilities of 0 to 9.",
            "An image that cannot be read is reported, and the others are answered.",
            "Photos are read as they are stored: turn first what a camera has stored on its side."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class PredictCommand implements Callable<Integer> {
    private static final int PIXELS = DigitImage.SIDE * DigitImage.SIDE;

    @Option(names = "--model-file", paramLabel = "F", required = true, description = "A model that was trained before.")
    private Path modelFile;

    @Parameters(
            arity = "1..*",
            paramLabel = "IMAGE",
            description = "PNG or JPEG of one digit, of any size, dark on light or light on dark.")
    private List<Path> images = List.of();

    @Override
    public Integer call() throws Exception {
        Check.systemProperties();
        Machine.requireVectorModule("");
        Model model = DigitModel.load(modelFile);
        List<Path> read = new ArrayList<>();
        List<float[]> digits = new ArrayList<>();
        int code = Main.SUCCESS;
        for (Path image : images) {
            try {
                digits.add(DigitImage.read(image));
                read.add(image);
            } catch (BadInputException e) {
                code = Main.refuse(String.valueOf(e.getMessage()));
            }
        }
        answer(model, read, digits);
        return code;
    }

    private static void answer(Model model, List<Path> images, List<float[]> digits) {
        if (images.isEmpty()) {
            return;
        }
        float[] pixels = new float[Math.multiplyExact(images.size(), PIXELS)];
        for (int i = 0; i < images.size(); i++) {
            System.arraycopy(digits.get(i), 0, pixels, i * PIXELS, PIXELS);
        }
        Shape shape = Shape.of(images.size(), DigitImage.SIDE, DigitImage.SIDE, 1);
        Tensor logits = model.predict(Tensor.wrap(pixels, 0, shape));
        int[] answers = logits.argmax();
        for (int i = 0; i < images.size(); i++) {
            System.out.println(line(images.get(i), answers[i], DigitModel.probabilities(logits, i)));
        }
    }

    private static String line(Path image, int digit, double[] probabilities) {
        return image + "\t" + digit + "\t"
                + DoubleStream.of(probabilities)
                        .mapToObj(p -> String.format(Locale.ROOT, "%.4f", p))
                        .collect(Collectors.joining(" "));
    }
}
