package dev.inkstone.training;

import static dev.inkstone.layers.Layers.conv2d;
import static dev.inkstone.layers.Layers.dense;
import static dev.inkstone.layers.Layers.flatten;
import static dev.inkstone.layers.Layers.maxPool2d;
import static dev.inkstone.losses.Losses.softmaxCrossEntropy;
import static dev.inkstone.ops.Activation.RELU;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.inkstone.data.Batches;
import dev.inkstone.data.Datasets;
import dev.inkstone.kernels.Kernels;
import dev.inkstone.layers.Model;
import dev.inkstone.memory.BufferPool;
import dev.inkstone.metrics.Metrics;
import dev.inkstone.optim.Adam;
import dev.inkstone.tensor.Shape;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** A step of the MNIST network makes next to no garbage, on the caller and on the workers together. */
class StepAllocationTest {
    private static final int BATCH = 100;
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final Trainer trainer = Trainer.of(Model.build(
                    Shape.of(28, 28, 1),
                    1L,
                    conv2d(16, 3).activation(RELU),
                    conv2d(32, 3).stride(2).activation(RELU),
                    maxPool2d(2),
                    flatten(),
                    dense(32).activation(RELU),
                    dense(10)))
            .loss(softmaxCrossEntropy())
            .optimizer(Adam.withLearningRate(1e-3))
            .metrics(Metrics.accuracy())
            .build();
    private final Batches batches = Datasets.ofBytes(
                    new byte[BATCH * 784], Shape.of(28, 28, 1), 1 / 255f, new byte[BATCH])
            .batches(BATCH);

    /** Vectors are boxed until their kernels are compiled: for long in a busy machine, and longer where they are rare. */
    @Test
    void aStepAllocatesLessThanOneMegabyte() {
        long most = Kernels.active().name().equals("vector") ? 1_000_000 : 600_000;
        int steps = 20;
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 40 && least >= most; round++) {
            long before = allocatedByAllThreads();
            trainer.fitSteps(batches, null, steps);
            least = Math.min(least, (allocatedByAllThreads() - before) / steps);
        }
        assertThat(least).as("bytes per step").isLessThan(most);
    }

    @Test
    void thePoolAsksForNoNewArrayFromTheSecondStepOn() {
        trainer.fitSteps(batches, null, 1);
        long before = BufferPool.shared().allocations();
        trainer.fitSteps(batches, null, 5);
        assertThat(BufferPool.shared().allocations()).isEqualTo(before);
    }

    private long allocatedByAllThreads() {
        long total = 0;
        for (long bytes : threads.getThreadAllocatedBytes(threads.getAllThreadIds())) {
            total += Math.max(0, bytes);
        }
        return total;
    }
}
