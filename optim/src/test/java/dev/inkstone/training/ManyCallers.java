package dev.inkstone.training;

import static dev.inkstone.layers.Layers.batchNorm;
import static dev.inkstone.layers.Layers.conv2d;
import static dev.inkstone.layers.Layers.dense;
import static dev.inkstone.layers.Layers.flatten;
import static dev.inkstone.layers.Layers.maxPool2d;
import static dev.inkstone.losses.Losses.softmaxCrossEntropy;
import static dev.inkstone.ops.Activation.RELU;

import dev.inkstone.autodiff.Tape;
import dev.inkstone.layers.Model;
import dev.inkstone.optim.Adam;
import dev.inkstone.optim.Optimizer;
import dev.inkstone.random.Position;
import dev.inkstone.random.RandomStream;
import dev.inkstone.tensor.IntTensor;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** A program: many threads at once train a small model each and predict with it, all in one library. */
final class ManyCallers {
    private static final int CALLERS = 64;
    private static final int STEPS = 3;
    private static final int BATCH = 16;

    private ManyCallers() {}

    /** Prints how many threads the library has started. */
    public static void main(String[] arguments) throws Exception {
        requireTheSameBits(work -> work);
        System.out.println("workers " + workers());
    }

    /**
     * Lets every thread do its {@code surrounded} work.
     *
     * @throws AssertionError if one of them gets other bits than alone
     */
    static void requireTheSameBits(Surrounding surrounding) throws Exception {
        List<Integer> alone = new ArrayList<>();
        for (int caller = 0; caller < CALLERS; caller++) {
            alone.add(hash(caller));
        }
        List<Integer> together = together(surrounding);
        if (!together.equals(alone)) {
            throw new AssertionError("hashes " + together + ", expected " + alone);
        }
    }

    /** What a caller does around its work. */
    interface Surrounding {
        Callable<Integer> around(Callable<Integer> work);
    }

    private static List<Integer> together(Surrounding surrounding) throws Exception {
        CyclicBarrier start = new CyclicBarrier(CALLERS);
        ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
        try {
            List<Future<Integer>> results = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                int caller = i;
                results.add(callers.submit(surrounding.around(() -> {
                    start.await();
                    return hash(caller);
                })));
            }
            List<Integer> hashes = new ArrayList<>();
            for (Future<Integer> result : results) {
                hashes.add(result.get(2, TimeUnit.MINUTES));
            }
            return hashes;
        } finally {
            callers.shutdownNow();
        }
    }

    /** How many workers of pools there are now. */
    static long workers() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().matches("inkstone-\\d+"))
                .count();
    }

    /** Trains a model of {@code seed}; the hash of its weights and predictions. */
    private static int hash(int seed) {
        Model model = Model.build(
                Shape.of(12, 12, 1),
                seed,
                conv2d(6, 3).activation(RELU),
                batchNorm(),
                maxPool2d(2),
                flatten(),
                dense(20).activation(RELU),
                dense(5));
        Optimizer optimizer = Adam.withLearningRate(0.01);
        RandomStream random = RandomStream.of(seed, "images");
        Tensor images = Tensor.zeros(Shape.of(BATCH, 12, 12, 1));
        for (int i = 0; i < images.size(); i++) {
            images.array()[i] = random.uniform(i);
        }
        int[] labels = new int[BATCH];
        Arrays.setAll(labels, i -> i % 5);
        for (int step = 0; step < STEPS; step++) {
            try (Tape tape = Tape.record(new Position(seed, step, 0, BATCH))) {
                Tensor loss = softmaxCrossEntropy().of(model.forward(images, tape), IntTensor.of(labels));
                optimizer.step(model, tape.gradients(loss));
            }
        }
        return 31 * Arrays.hashCode(model.parameters().values())
                + Arrays.hashCode(model.predict(images).toArray());
    }
}
