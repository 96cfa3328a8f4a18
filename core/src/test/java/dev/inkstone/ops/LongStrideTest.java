package dev.inkstone.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inkstone.autodiff.Gradients;
import dev.inkstone.autodiff.Tape;
import dev.inkstone.random.Position;
import dev.inkstone.tensor.Tensor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A stride as long as the image gives one window; a longer one the same window, as fast and with the same gradients. */
class LongStrideTest {
    @ParameterizedTest
    @ValueSource(ints = {6, 30_000, 50_000, 65_536, Integer.MAX_VALUE})
    void aStrideBeyondTheImageIsAsGoodAsOneOfItsLength(int stride) {
        for (Padding padding : new Padding[] {Padding.SAME, Padding.VALID, Padding.explicit(1)}) {
            int whole = padding instanceof Padding.Explicit ? 7 : 5;
            assertThat(convolution(Math.max(whole, stride), padding)).isEqualTo(convolution(whole, padding));
            assertThat(pooling(Math.max(whole, stride), padding)).isEqualTo(pooling(whole, padding));
        }
    }

    private static float[][] convolution(int stride, Padding padding) {
        Inputs inputs = new Inputs(1);
        try (Tape tape = Tape.record(Position.START)) {
            Tensor x = tape.watch(inputs.uniform(2, 5, 5, 3));
            Tensor w = tape.watch(inputs.uniform(3, 3, 3, 4));
            Tensor y = Conv2d.conv2d(
                    tape, x, w, Conv2d.Options.DEFAULT.stride(stride).padding(padding));
            Gradients gradients = tape.gradients(y, y);
            return new float[][] {
                y.toArray(), gradients.of(x).toArray(), gradients.of(w).toArray()
            };
        }
    }

    private static float[][] pooling(int stride, Padding padding) {
        try (Tape tape = Tape.record(Position.START)) {
            Tensor x = tape.watch(new Inputs(1).uniform(2, 5, 5, 3));
            Pool2d window = new Pool2d(3, 3, stride, stride, padding);
            Tensor y =
                    Add.add(tape, MaxPool2d.maxPool2d(tape, x, window), AveragePool2d.averagePool2d(tape, x, window));
            return new float[][] {y.toArray(), tape.gradients(y, y).of(x).toArray()};
        }
    }
}
