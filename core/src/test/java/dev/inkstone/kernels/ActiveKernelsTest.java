package dev.inkstone.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Each run of the tests says which kernels it is about; a run with the wrong ones would prove nothing. */
class ActiveKernelsTest {
    @Test
    void theExpectedKernelsAreActive() {
        String expected = System.getProperty("inkstone.expectedKernels");
        if (expected != null) { // null in an IDE
            assertThat(Kernels.active().name()).isEqualTo(expected);
        }
    }

    /** A kernel that gave zeros would be found. */
    @Test
    void everyCallOfTheSelfTestComputesSomethingAndTheActiveKernelsPassIt() {
        float[][] outputs = SelfTest.outputs(Kernels.scalar());
        for (float[] output : outputs) {
            assertThat(IntStream.range(0, output.length).anyMatch(i -> output[i] != 0))
                    .isTrue();
        }
        // Not isDeepEqualTo, for which NaN, the root of a negative number, differs from itself.
        assertThat(Arrays.deepEquals(SelfTest.outputs(Kernels.active()), outputs))
                .isTrue();
    }
}
