package dev.inkstone.training;

import static dev.inkstone.training.TrainerTest.network;
import static dev.inkstone.training.TrainerTest.trainer;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.inkstone.data.Batches;
import dev.inkstone.kernels.Kernels;
import dev.inkstone.memory.BufferPool;
import dev.inkstone.parallel.WorkerPool;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** A step takes its memory from the pool; what is left to the heap is small. */
class StepMemoryTest {
    private static final int MEASURED = 50;
    private static final long MOST_BYTES = 50_000;

    @Test
    void aStepAsksTheHeapForLittle() {
        Batches train = Problems.stripes(320, 1).shuffled(5).batches(32);
        try (WorkerPool.Scope scope = WorkerPool.scoped(1)) {
            for (int shards : new int[] {1, 4}) {
                Trainer trainer = trainer(network()).shards(shards).build();
                trainer.fitSteps(train, null, 300); // vectors are boxed until they are compiled
                long arrays = BufferPool.shared().allocations();
                long before = allocated();
                trainer.fitSteps(train, null, MEASURED);
                assertThat(BufferPool.shared().allocations()).isEqualTo(arrays);
                if (Kernels.active().name().equals("scalar")) {
                    assertThat((allocated() - before) / MEASURED).isLessThan(MOST_BYTES * shards);
                }
            }
        }
    }

    private static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }
}
