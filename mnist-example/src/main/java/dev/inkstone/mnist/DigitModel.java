package dev.inkstone.mnist;

import dev.inkstone.checkpoint.CheckpointException;
import dev.inkstone.checkpoint.Saver;
import dev.inkstone.layers.Model;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Saved models that read digits. */
final class DigitModel {
    /** What goes in: an image. */
    static final Shape INPUT = Shape.of(DigitImage.SIDE, DigitImage.SIDE, 1);

    private static final Shape OUTPUT = Shape.of(10);

    private DigitModel() {}

    /** Loads a model that takes an image {@code [28, 28, 1]} and gives ten logits. */
    static Model load(Path file) throws BadInputException, IOException {
        if (!Files.isRegularFile(file)) {
            throw new BadInputException(
                    "--model-file: '" + file + "': " + (Files.exists(file) ? "a folder" : "no such file")
                            + ", expected a model that was saved by train");
        }
        Model model;
        try {
            model = Saver.loadModel(file);
        } catch (CheckpointException e) {
            throw new BadInputException("--model-file: " + e.getMessage());
        }
        if (!model.inputShape().equals(INPUT) || !model.outputShape().equals(OUTPUT)) {
            throw new BadInputException("--model-file: " + file + ": a model from " + model.inputShape() + " to "
                    + model.outputShape() + ", expected one from " + INPUT + " to " + OUTPUT);
        }
        return model;
    }

    /** The softmax of row {@code row} of {@code logits [images, 10]}. */
    static double[] probabilities(Tensor logits, int row) {
        double[] result = new double[10];
        double largest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < result.length; i++) {
            largest = Math.max(largest, logits.get(row, i));
        }
        double sum = 0;
        for (int i = 0; i < result.length; i++) {
            result[i] = StrictMath.exp(logits.get(row, i) - largest);
            sum += result[i];
        }
        for (int i = 0; i < result.length; i++) {
            result[i] /= sum;
        }
        return result;
    }
}
