package dev.inkstone.training;

import static dev.inkstone.layers.Layers.averagePool2d;
import static dev.inkstone.layers.Layers.batchNorm;
import static dev.inkstone.layers.Layers.conv2d;
import static dev.inkstone.layers.Layers.dense;
import static dev.inkstone.layers.Layers.dropout;
import static dev.inkstone.layers.Layers.flatten;
import static dev.inkstone.layers.Layers.maxPool2d;
import static dev.inkstone.layers.Layers.residual;
import static dev.inkstone.losses.Losses.softmaxCrossEntropy;
import static dev.inkstone.ops.Activation.RELU;
import static dev.inkstone.ops.Activation.SELU;
import static dev.inkstone.ops.Activation.SIGMOID;
import static dev.inkstone.ops.Activation.TANH;

import dev.inkstone.data.Dataset;
import dev.inkstone.data.Datasets;
import dev.inkstone.kernels.Kernels;
import dev.inkstone.layers.Model;
import dev.inkstone.metrics.Metrics;
import dev.inkstone.ops.Padding;
import dev.inkstone.optim.Adam;
import dev.inkstone.parallel.WorkerPool;
import dev.inkstone.random.RandomStream;
import dev.inkstone.tensor.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.HexFormat;

/** A program: trains a network with every kind of layer for some steps and prints the hash of all that it has learned. */
final class TrainingHash {
    private TrainingHash() {}

    /**
     * Arguments: steps, threads, shards, and perhaps a step after which to wait until the scalar kernels, which stand in for the
     * vector kernels at the start, have been replaced by these.
     */
    public static void main(String[] arguments) throws Exception {
        int steps = Integer.parseInt(arguments[0]);
        int threads = Integer.parseInt(arguments[1]);
        int shards = Integer.parseInt(arguments[2]);
        long last = arguments.length > 3 ? Long.parseLong(arguments[3]) : -1;
        System.out.println("hash "
                + of(steps, threads, shards, (event, trainer) -> {
                    if (event instanceof TrainingEvent.StepSettled settled && settled.step() == last) {
                        replaceKernels();
                    }
                }));
    }

    private static void replaceKernels() {
        if (!Kernels.active().name().equals("scalar")) {
            throw new IllegalStateException(
                    "kernels at the start: " + Kernels.active().name() + ", expected scalar");
        }
        long end = System.nanoTime() + 100_000_000_000L;
        while (!Kernels.active().name().equals("vector")) {
            if (System.nanoTime() - end > 0) {
                throw new IllegalStateException("the vector kernels have not taken over");
            }
            Thread.onSpinWait();
        }
    }

    static String of(int steps, int threads, int shards, Callback... callbacks) throws Exception {
        Model model = Model.build(
                Shape.of(12, 12, 1),
                7L,
                conv2d(6, 5).activation(TANH),
                averagePool2d(2),
                conv2d(20, 3).stride(2).bias(false),
                batchNorm().momentum(0.9).activation(SELU),
                residual(conv2d(20, 3).activation(RELU), conv2d(20, 3)).activation(RELU),
                maxPool2d(2).stride(1).padding(Padding.SAME),
                dropout(0.25),
                flatten(),
                dense(17).activation(SIGMOID),
                dense(5));
        try (WorkerPool.Scope scope = WorkerPool.scoped(threads)) {
            Trainer.of(model)
                    .loss(softmaxCrossEntropy())
                    .optimizer(Adam.withLearningRate(0.01))
                    .metrics(Metrics.accuracy())
                    .callbacks(callbacks)
                    .shards(shards)
                    .build()
                    .fitSteps(images().shuffled(3L).batches(24), null, steps);
        }
        return sha256(model.parameters().values(), model.parameters().states());
    }

    private static Dataset images() {
        RandomStream random = RandomStream.of(11L, "images");
        int n = 100;
        byte[] pixels = new byte[n * 144];
        byte[] labels = new byte[n];
        for (int i = 0; i < n; i++) {
            labels[i] = (byte) random.below(1_000_000 + i, 5);
            for (int j = 0; j < 144; j++) {
                pixels[i * 144 + j] = (byte) (random.below(i * 144 + j, 128) + 25 * labels[i]);
            }
        }
        return Datasets.ofBytes(pixels, Shape.of(12, 12, 1), 1 / 255f, labels);
    }

    private static String sha256(float[]... arrays) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (float[] array : arrays) {
            ByteBuffer bytes = ByteBuffer.allocate(4 * array.length).order(ByteOrder.LITTLE_ENDIAN);
            bytes.asFloatBuffer().put(array);
            digest.update(bytes);
        }
        return HexFormat.of().formatHex(digest.digest()).substring(0, 16);
    }
}
