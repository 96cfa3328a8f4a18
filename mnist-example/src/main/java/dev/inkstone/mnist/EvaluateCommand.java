package dev.inkstone.mnist;

import static dev.inkstone.losses.Losses.softmaxCrossEntropy;
import static dev.inkstone.metrics.Metrics.accuracy;

import dev.inkstone.data.Dataset;
import dev.inkstone.layers.Model;
import dev.inkstone.metrics.ConfusionMatrix;
import dev.inkstone.optim.Sgd;
import dev.inkstone.training.Evaluation;
import dev.inkstone.training.Trainer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code mnist evaluate}: how well a saved model reads the test images. */
@Command(
        name = "evaluate",
        description = "Prints accuracy and loss of a saved model on the test images.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class EvaluateCommand implements Callable<Integer> {
    @ParentCommand
    private MnistCommand program;

    @Option(names = "--model-file", paramLabel = "F", required = true, description = "A model that was trained before.")
    private Path modelFile;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "Folder with IDX files named as those of MNIST, gzipped or not. Default: MNIST, which is in the jar.")
    private @Nullable Path data;

    @Option(
            names = "--confusion",
            description =
                    "Also print how many images of each digit were taken for which, and the most frequent mistakes.")
    private boolean confusion;

    @Option(
            names = "--classes",
            paramLabel = "NAME",
            split = ",",
            description =
                    "What --confusion and --plots call the ten classes, with commas between. Default: the digits 0 to 9.")
    private String[] classes = {"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"};

    @Option(
            names = "--plots",
            paramLabel = "DIR",
            description =
                    "Also draw into this folder: test images, confusion matrix, errors, misclassified images, filters"
                            + " before and after training, the network; and loss and accuracy in training, if the model's"
                            + " history.csv is beside it.")
    private @Nullable Path plots;

    @Option(
            names = "--filters",
            paramLabel = "LAYER[:CHANNEL]",
            description =
                    "Filters that --plots draws: those of a convolution for one channel of its input, as in conv2:5."
                            + " May be repeated. Default: the first channel of the first convolutions.")
    private List<String> filters = List.of();

    @Mixin
    private Machine machine = new Machine();

    @Override
    public Integer call() throws Exception {
        machine.check();
        if (classes.length != 10) {
            throw new BadInputException("--classes: " + classes.length + " names, expected 10 with commas between");
        }
        Model model = DigitModel.load(modelFile);
        List<RunPlots.Channel> channels = channels(model);
        IdxPair files = data == null ? null : IdxPair.in(data, IdxPair.TEST);
        return machine.run(program.args(), () -> {
            Dataset test = files == null ? Mnist.bundledTest() : Mnist.read(files);
            System.out.println(line(evaluate(model, test)));
            if (confusion) {
                System.out.print(mistakes(ConfusionMatrix.of(model, test)));
            }
            if (plots != null) {
                draw(plots, model, test, channels);
            }
            return Main.SUCCESS;
        });
    }

    /** What {@code --filters} asks for, if all of it can be drawn. */
    private List<RunPlots.Channel> channels(Model model) throws BadInputException {
        if (plots == null) {
            if (!filters.isEmpty()) {
                throw new BadInputException(
                        "--filters: " + filters + " without --plots, expected a folder to draw into");
            }
            return List.of();
        }
        Check.folder("--plots", plots);
        List<RunPlots.Channel> channels = new ArrayList<>();
        for (String filter : filters) {
            channels.add(RunPlots.Channel.of(model, filter));
        }
        return channels.isEmpty() ? RunPlots.Channel.first(model) : channels;
    }

    private void draw(Path folder, Model model, Dataset test, List<RunPlots.Channel> channels) throws Exception {
        Path history = new RunFolder(modelFile.resolveSibling("")).history();
        try {
            new RunPlots(folder).draw(history, model, test, channels, classes);
        } catch (IllegalArgumentException e) {
            throw new BadInputException("--plots: " + e.getMessage());
        }
        System.out.println("plots " + folder);
    }

    private static Evaluation evaluate(Model model, Dataset test) {
        return Trainer.of(model)
                .loss(softmaxCrossEntropy())
                .metrics(accuracy())
                .optimizer(Sgd.withLearningRate(1))
                .build()
                .evaluate(test);
    }

    private String mistakes(ConfusionMatrix matrix) {
        StringBuilder text = new StringBuilder(matrix.toText(classes));
        for (ConfusionMatrix.Confusion pair : matrix.mostConfused(5)) {
            text.append(String.format(
                    Locale.ROOT,
                    "%s taken for %s: %d times%n",
                    classes[pair.actual()],
                    classes[pair.predicted()],
                    pair.count()));
        }
        return text.toString();
    }

    private static String line(Evaluation test) {
        double accuracy = test.value("accuracy");
        return String.format(
                Locale.ROOT,
                "test_accuracy=%.4f (%d/%d) test_loss=%.4f",
                accuracy,
                Math.round(accuracy * test.examples()),
                test.examples(),
                test.loss());
    }
}
