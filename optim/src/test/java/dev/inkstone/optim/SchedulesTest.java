package dev.inkstone.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The schedules that have no conformance cases, and what all refuse. */
@Tag("once")
class SchedulesTest {
    @Test
    void polynomialGoesToTheEndAndStaysThere() {
        Schedule line = Schedules.polynomial(1, 0.2, 4, 1);
        expect(line, 1, 0.8, 0.6, 0.4, 0.2, 0.2);
        expect(Schedules.polynomial(1, 0, 4, 2), 1, 0.5625, 0.25, 0.0625, 0, 0);
    }

    @Test
    void cosineRestarts() {
        expect(Schedules.cosineRestarts(1, 2), 1, 0.5, 1, 0.5, 1);
        double third = (1 + Math.cos(Math.PI / 4)) / 2;
        expect(
                Schedules.cosineRestarts(1, 2).growth(2).peak(0.5).minimum(0.1),
                1,
                0.55,
                0.55,
                0.1 + 0.45 * third,
                0.325,
                0.1 + 0.45 * (1 - third),
                0.325);
    }

    @Test
    void equalSchedulesAreEqual() {
        assertThat(Schedules.cosine(0.1, 30).warmUp(5))
                .isEqualTo(Schedules.cosine(0.1, 30).warmUp(5));
        assertThat(Schedules.cosine(0.1, 30).warmUp(5))
                .isNotEqualTo(Schedules.cosine(0.1, 30).warmUp(5, 0.01));
    }

    @Test
    void whatCannotBeIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Schedules.stepDecay(0.1, 0.5, 0))
                .withMessage("step decay: every 0, expected 1 or more; steps, not epochs");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Schedules.constant(-1))
                .withMessage("constant rate: rate -1.0, expected a finite number of 0.0 or more");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Schedules.oneCycle(1, 10).rise(1))
                .withMessage("one-cycle: rise 1.0, expected a share between 0 and 1");
    }

    private static void expect(Schedule schedule, double... rates) {
        for (int t = 0; t < rates.length; t++) {
            assertThat(schedule.rate(t)).as("step %s", t).isCloseTo(rates[t], within(1e-12));
        }
    }
}
