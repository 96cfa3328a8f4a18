package dev.inkstone.docs;

import static dev.inkstone.layers.Layers.batchNorm;
import static dev.inkstone.layers.Layers.conv2d;
import static dev.inkstone.layers.Layers.dense;
import static dev.inkstone.layers.Layers.globalAveragePool2d;
import static dev.inkstone.layers.Layers.maxPool2d;
import static dev.inkstone.layers.Layers.parallel;
import static dev.inkstone.layers.Layers.residual;
import static dev.inkstone.layers.Layers.sequential;
import static dev.inkstone.ops.Activation.RELU;

import dev.inkstone.checkpoint.Saver;
import dev.inkstone.layers.Model;
import dev.inkstone.mnist.Mnist;
import dev.inkstone.mnist.plots.Confusions;
import dev.inkstone.mnist.plots.Curves;
import dev.inkstone.mnist.plots.Filters;
import dev.inkstone.mnist.plots.Misclassified;
import dev.inkstone.mnist.plots.NetworkDiagram;
import dev.inkstone.mnist.plots.PlotFolder;
import dev.inkstone.mnist.plots.Review;
import dev.inkstone.mnist.plots.Samples;
import dev.inkstone.ops.Padding;
import dev.inkstone.tensor.Shape;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/**
 * Draws the pictures of {@code docs/plots.md} from the folder of a run:
 *
 * <pre>
 * java -jar mnist-example/target/mnist.jar train --out runs/cnn
 * java -cp mnist-example/target/mnist.jar docs/src/test/java/dev/inkstone/docs/PlotImages.java runs/cnn docs/images/plots
 * </pre>
 */
final class PlotImages {
    private PlotImages() {}

    public static void main(String[] arguments) throws Exception {
        Path run = Path.of(arguments[0]);
        PlotFolder images = new PlotFolder(Path.of(arguments[1]));
        Mnist mnist = Mnist.bundled();
        Model model = Saver.loadModel(run.resolve("model.safetensors"));
        String history = Files.readString(run.resolve("history.csv"));
        Review review = Review.of(model, mnist.test(), 42);

        images.png("samples", Samples.draw("training images", mnist.train(), 50));
        images.png("loss", ImageIO.read(run.resolve("plots/loss.png").toFile()));
        images.png("accuracy", Curves.draw(history, "accuracy"));
        images.png("confusion", Confusions.counts(review.matrix()));
        images.png("errors", Confusions.errors(review.matrix()));
        images.png("misclassified", Misclassified.draw(review, mnist.test()));
        images.png("filters-conv1", Filters.draw(Filters.untrained(model), model, "conv1", 0));
        images.png("filters-conv2", Filters.draw(Filters.untrained(model), model, "conv2", 5));
        images.svg("network", NetworkDiagram.of(model));
        images.svg("branches", NetworkDiagram.of(branches()));
    }

    /** With everything that makes a network more than a chain. */
    private static Model branches() {
        return Model.build(
                Shape.of(32, 32, 3),
                42L,
                conv2d(16, 3).bias(false).named("stem"),
                residual(
                                conv2d(32, 3).stride(2).bias(false),
                                batchNorm().activation(RELU),
                                conv2d(32, 3).bias(false))
                        .shortcut(conv2d(32, 1).stride(2))
                        .activation(RELU),
                parallel(
                        conv2d(16, 1).activation(RELU),
                        sequential(conv2d(8, 1).activation(RELU), conv2d(16, 3).activation(RELU)),
                        maxPool2d(3).stride(1).padding(Padding.SAME)),
                globalAveragePool2d(),
                dense(10).named("logits"));
    }
}
