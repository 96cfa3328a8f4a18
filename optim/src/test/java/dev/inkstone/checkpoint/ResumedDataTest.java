package dev.inkstone.checkpoint;

import static dev.inkstone.checkpoint.Runs.model;
import static dev.inkstone.checkpoint.Runs.trainer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inkstone.data.Batches;
import dev.inkstone.data.Dataset;
import dev.inkstone.data.Example;
import dev.inkstone.data.ExampleStream;
import dev.inkstone.layers.Model;
import dev.inkstone.tensor.Shape;
import dev.inkstone.training.Trainer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Data that are mapped, streamed, shuffled and read ahead leave a run that is resumed in the middle of an epoch its bits. */
@Tag("once")
class ResumedDataTest {
    @TempDir
    Path folder;

    @Test
    void mappedDataSet() throws IOException {
        Dataset points = Runs.TRAIN.data().map(9, (values, random) -> {
            values[0] += 0.1f * random.uniform(0);
            return values;
        });
        goesOn(points.shuffled(4).batches(12), points.shuffled(4).batches(12).prefetch(2));
    }

    @Test
    void mappedStreamThroughAShuffleBuffer() throws IOException {
        Batches stream = stream(20);
        goesOn(stream.prefetch(2), stream);
        Trainer trainer = trainer(model()).build();
        trainer.fitSteps(stream, null, 2);
        assertThatThrownBy(() -> trainer.fitSteps(stream(21), null, 2))
                .hasMessageContaining("finish the epoch with them");
    }

    private static Batches stream(int buffer) {
        Dataset points = Runs.TRAIN.data();
        return ExampleStream.of(
                        points.size(),
                        Shape.of(2),
                        epoch -> IntStream.range(0, points.size())
                                .mapToObj(i -> {
                                    float[] values = new float[2];
                                    points.read(i, values, 0);
                                    return Example.of(values, points.label(i));
                                })
                                .iterator())
                .map((values, random) -> new float[] {values[0] + 0.1f * random.uniform(0), values[1]})
                .shuffled(buffer, 4)
                .batches(12);
    }

    /** Interrupted after each step, and gone on with in another trainer. */
    private void goesOn(Batches train, Batches afterwards) throws IOException {
        Saver saver = Saver.in(folder).keepLast(100);
        Model straight = model();
        Trainer whole = trainer(straight).callbacks(saver.everySteps(1)).build();
        whole.fit(train, afterwards, 3);
        for (long step = 1; step < whole.step(); step++) {
            Trainer resumed = trainer(model()).build();
            saver.restore(resumed, folder.resolve("ckpt-" + step + ".safetensors"));
            resumed.fit(afterwards, train, 3 - resumed.epoch());
            Runs.assertSame(resumed.model(), straight);
            assertThat(resumed.history().validations())
                    .isEqualTo(whole.history().validations());
        }
    }
}
