package dev.inkstone.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import dev.inkstone.autodiff.Parameter;
import dev.inkstone.autodiff.Parameters;
import dev.inkstone.autodiff.Tape;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.Tensor;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** How grouped, depthwise and transposed convolution relate to the plain one. */
class ConvolutionKindTest {
    /** {@code ⟨conv(u), v⟩ = ⟨u, transposed(v)⟩} for every u and v. */
    @Property
    void sameTransposedIsTheAdjointOfTheSameConvolution(
            @ForAll @IntRange(min = 1, max = 6) int height,
            @ForAll @IntRange(min = 1, max = 6) int width,
            @ForAll @IntRange(min = 1, max = 3) int stride,
            @ForAll @IntRange(min = 1, max = 5) int kernelSize,
            @ForAll @IntRange(min = 1, max = 2) int dilation,
            @ForAll long seed) {
        Inputs random = new Inputs(seed);
        Tensor u = random.uniform(2, height * stride, width * stride, 3);
        Tensor v = random.uniform(2, height, width, 5);
        Tensor kernel = random.uniform(kernelSize, kernelSize, 3, 5);
        try (Tape tape = Tape.inference()) {
            Tensor swapped = Transpose.transpose(tape, kernel, 0, 1, 3, 2);
            Tensor down = Conv2d.conv2d(
                    tape, u, kernel, Conv2d.Options.DEFAULT.stride(stride).dilation(dilation));
            Tensor up = Conv2dTranspose.conv2dTranspose(
                    tape,
                    v,
                    swapped,
                    Conv2dTranspose.Options.DEFAULT.stride(stride).dilation(dilation));
            assertThat(down.shape()).isEqualTo(v.shape());
            assertThat(up.shape()).isEqualTo(u.shape());
            double size = Math.sqrt(dot(down, down) * dot(v, v));
            assertThat(dot(down, v)).isCloseTo(dot(u, up), offset(1e-5 * size));
        }
    }

    @Test
    void aGroupIsAConvolutionOfItsChannels() {
        Inputs random = new Inputs(1);
        Tensor x = random.uniform(2, 7, 6, 6);
        Tensor kernel = random.uniform(3, 3, 3, 8);
        try (Tape tape = Tape.inference()) {
            Tensor all = Conv2d.conv2d(tape, x, kernel, Conv2d.Options.DEFAULT.groups(2));
            for (int q = 0; q < 2; q++) {
                Tensor part = Conv2d.conv2d(
                        tape,
                        Slice.slice(tape, x, new int[] {0, 0, 0, 3 * q}, new int[] {2, 7, 6, 3}),
                        Slice.slice(tape, kernel, new int[] {0, 0, 0, 4 * q}, new int[] {3, 3, 3, 4}),
                        Conv2d.Options.DEFAULT);
                assertThat(Slice.slice(tape, all, new int[] {0, 0, 0, 4 * q}, new int[] {2, 7, 6, 4})
                                .toArray())
                        .containsExactly(part.toArray());
            }
        }
    }

    @Test
    void depthwiseIsAConvolutionWithAsManyGroupsAsChannels() {
        Inputs random = new Inputs(2);
        Tensor x = random.uniform(2, 7, 6, 18);
        Tensor kernel = random.uniform(3, 2, 18, 3);
        try (Tape tape = Tape.inference()) {
            Tensor depthwise = DepthwiseConv2d.depthwiseConv2d(tape, x, kernel, Conv2d.Options.DEFAULT.stride(2));
            Tensor grouped = Conv2d.conv2d(
                    tape,
                    x,
                    kernel.reshape(3, 2, 1, 54),
                    Conv2d.Options.DEFAULT.stride(2).groups(18));
            assertThat(depthwise.shape()).isEqualTo(Shape.of(2, 4, 3, 54));
            assertThat(depthwise.toArray()).containsExactly(grouped.toArray());
        }
    }

    @Test
    void anEmptyBatchGivesZeroGradients() {
        Parameters own = new Parameters();
        Parameter grouped = own.declare("grouped", Shape.of(3, 3, 2, 6));
        Parameter depthwise = own.declare("depthwise", Shape.of(3, 3, 6, 2));
        Parameter transposed = own.declare("transposed", Shape.of(3, 3, 12, 5));
        Parameter bias = own.declare("bias", Shape.of(5));
        own.allocate();
        Arrays.fill(own.values(), 1f);
        try (Tape tape = Tape.recordInference()) {
            Tensor x = tape.watch(Tensor.zeros(Shape.of(0, 5, 4, 4)));
            Tensor y = Conv2d.conv2d(tape, x, tape.use(grouped), Conv2d.Options.DEFAULT.groups(2));
            y = DepthwiseConv2d.depthwiseConv2d(tape, y, tape.use(depthwise), Conv2d.Options.DEFAULT);
            y = Conv2dTranspose.conv2dTranspose(
                    tape,
                    y,
                    tape.use(transposed),
                    tape.use(bias),
                    Conv2dTranspose.Options.DEFAULT.stride(2),
                    Activation.RELU);
            assertThat(y.shape()).isEqualTo(Shape.of(0, 10, 8, 5));
            var gradients = tape.gradients(y, Tensor.zeros(y.shape()));
            assertThat(gradients.flat().toArray()).containsOnly(0f);
            assertThat(gradients.of(x).shape()).isEqualTo(x.shape());
        }
    }

    private static double dot(Tensor a, Tensor b) {
        float[] x = a.toArray();
        float[] y = b.toArray();
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += (double) x[i] * y[i];
        }
        return sum;
    }
}
