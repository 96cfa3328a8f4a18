package dev.inkstone.layers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inkstone.kernels.Kernels;
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
}
