package dev.inkstone.training;

import static dev.inkstone.training.TrainerTest.network;
import static dev.inkstone.training.TrainerTest.trainer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.inkstone.data.Batches;
import dev.inkstone.memory.BufferPool;
import dev.inkstone.parallel.WorkerPool;
import org.junit.jupiter.api.Test;

class ShardMemoryTest {
    @Test
    void aStepInShardsTakesItsMemoryFromThePool() {
        Batches train = Problems.stripes(90, 1).shuffled(5).batches(32);
        try (WorkerPool.Scope scope = WorkerPool.scoped(1)) { // so that no shard is ever computed beside another
            Trainer trainer = trainer(network()).shards(4).build();
            trainer.fit(train, 1);
            long arrays = BufferPool.shared().allocations();
            trainer.fit(train, 2);
            assertThat(BufferPool.shared().allocations()).isEqualTo(arrays);
        }
    }
}
