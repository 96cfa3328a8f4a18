package dev.inkstone.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class PanelsTest {
    /** One column is copied as a whole vector of them: 16 times as much. */
    @Test
    void aCopyThatNoArrayHoldsIsRefused() {
        assertThat(Panels.room(134_217_727, 16)).isEqualTo(2_147_483_632);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Panels.room(134_217_728, 16))
                .withMessage("product: a copy of more than 2147483647 floats; use fewer rows at a time");
    }
}
