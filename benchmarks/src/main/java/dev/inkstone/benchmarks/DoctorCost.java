package dev.inkstone.benchmarks;

import static dev.inkstone.losses.Losses.softmaxCrossEntropy;
import static dev.inkstone.metrics.Metrics.accuracy;

import dev.inkstone.data.Batches;
import dev.inkstone.layers.Model;
import dev.inkstone.mnist.Mnist;
import dev.inkstone.mnist.Networks;
import dev.inkstone.tensor.Shape;
import dev.inkstone.training.Trainer;
import dev.inkstone.training.TrainerBuilder;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;

/**
 * Prints what the training doctor costs: the time of a training on MNIST with validation after each epoch, with it and without, each
 * with new weights. They take turns, first one and then the other in front; the fastest and the median of each count, the first pair
 * warms up.
 *
 * <p>{@code java --add-modules jdk.incubator.vector -cp benchmarks/target/benchmarks.jar:mnist-example/target/mnist.jar
 * dev.inkstone.benchmarks.DoctorCost cnn}; the images are in the second jar. Arguments: the network (default: {@code cnn}), pairs of
 * trainings (8), epochs of each (1).
 */
public final class DoctorCost {
    private DoctorCost() {}

    /** Prints two lines. */
    public static void main(String[] args) throws IOException {
        String network = args.length > 0 ? args[0] : Networks.names().get(0);
        int pairs = args.length > 1 ? Math.max(1, Integer.parseInt(args[1])) : 8;
        int epochs = args.length > 2 ? Math.max(1, Integer.parseInt(args[2])) : 1;
        Mnist mnist = Mnist.bundled();
        Batches batches = mnist.train().shuffled(1).batches(Networks.batch(network));
        double[] with = new double[pairs];
        double[] without = new double[pairs];
        for (int i = -1; i < pairs; i++) {
            for (boolean doctor : new boolean[] {i % 2 == 0, i % 2 != 0}) {
                double seconds = training(network, batches, mnist.validation().batches(100), epochs, doctor);
                (doctor ? with : without)[Math.max(i, 0)] = seconds;
            }
        }
        Arrays.sort(with);
        Arrays.sort(without);
        print(network + ", fastest of " + pairs, with[0], without[0]);
        print(network + ", median", with[pairs / 2], without[pairs / 2]);
    }

    private static double training(String network, Batches batches, Batches validation, int epochs, boolean doctor) {
        TrainerBuilder settings = Trainer.of(Model.build(Shape.of(28, 28, 1), 1, Networks.named(network)))
                .loss(softmaxCrossEntropy())
                .optimizer(Networks.optimizer(network))
                .metrics(accuracy());
        Trainer trainer = doctor ? settings.build() : settings.withoutDoctor().build();
        long start = System.nanoTime();
        trainer.fit(batches, validation, epochs);
        return (System.nanoTime() - start) * 1e-9;
    }

    private static void print(String what, double with, double without) {
        System.out.println(String.format(
                Locale.ROOT,
                "%s: %.3f s with the doctor, %.3f s without: %+.2f %%",
                what,
                with,
                without,
                (with / without - 1) * 100));
    }
}
