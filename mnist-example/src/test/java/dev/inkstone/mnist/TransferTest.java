package dev.inkstone.mnist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inkstone.autodiff.Parameter;
import dev.inkstone.checkpoint.Saver;
import dev.inkstone.layers.Model;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was learnt about 0 to 4, used for 5 to 9. */
@Tag("once")
class TransferTest {
    @TempDir
    Path folder;

    @Test
    void whatIsFrozenIsTheOldNetworkToTheBit() throws IOException {
        Path file = folder.resolve("low.safetensors");
        Transfer transfer = Transfer.after(Mnist.bundled().train().take(6000), 1, 60, file);
        Model learnt = Saver.loadModel(file);
        Map<Transfer.Way, Double> right = new EnumMap<>(Transfer.Way.class);
        for (Transfer.Way way : Transfer.Way.values()) {
            Model model = transfer.learn(way, 10);
            for (Parameter old : learnt.parameters().list()) {
                boolean frozen = way.taken().test(old.name()) && way != Transfer.Way.THEN_UNFROZEN;
                assertThat(Arrays.equals(
                                model.parameter(old.name()).value().toArray(),
                                old.value().toArray()))
                        .as("%s of %s", old.name(), way)
                        .isEqualTo(frozen);
            }
            right.put(way, Transfer.accuracy(model, Mnist.bundledTest().take(1000)));
        }
        assertThat(right.get(Transfer.Way.CONVOLUTIONS_FROZEN))
                .isGreaterThan(right.get(Transfer.Way.ALL_BUT_HEAD_FROZEN) + 0.05)
                .isGreaterThan(right.get(Transfer.Way.FROM_NOTHING));
    }

    @Test
    void theCommandPrintsALineForEachNumberOfExamples() throws IOException {
        Path digits = Digits.folder(folder.resolve("digits"), 2000, 300);
        Program.Outcome outcome =
                Program.run("transfer", "--seeds", 1, "--steps", 4, "--no-relaunch", "--data", digits);
        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(outcome.out().lines()).hasSize(5).element(2).asString().matches(" +10( +\\d+\\.\\d\\d ± 0\\.00){4}");
        Path few = Digits.folder(folder.resolve("few"), 500, 100);
        Program.Outcome little = Program.run("transfer", "--seeds", 1, "--steps", 4, "--no-relaunch", "--data", few);
        assertThat(little.out().lines())
                .hasSize(4)
                .contains("no row for more than 39 examples of each: there are no more to train on");
        assertThat(Program.run("transfer", "--seeds", 0).lastError())
                .isEqualTo("error: --seeds: 0, expected 1 to 1000");
        assertThat(Program.run("transfer", "--seeds", "x").lastError())
                .isEqualTo("error: --seeds: 'x', expected a whole number from 1 to 1000");
    }
}
