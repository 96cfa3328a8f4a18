package dev.inkstone.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Cases prove nothing if their comparison lets errors pass. */
@Tag("once")
class ComparisonTest {
    private final Comparison comparison = new Comparison();

    @Test
    void aValuePassesWithinItsOwnTolerance() {
        compare(new float[] {1.0000105f}, 1);
        compare(new float[] {-1e-6f}, 0);
        fails(new float[] {1.00002f}, 1);
        fails(new float[] {1, 2, 3.001f}, 1, 2, 3);
        assertThat(comparison.summary()).startsWith("2 tensors, 6 values compared");
    }

    @Test
    void whatIsNotFiniteMustBeTheSame() {
        compare(new float[] {Float.NaN, Float.POSITIVE_INFINITY, -0f}, Double.NaN, Double.POSITIVE_INFINITY, 0);
        fails(new float[] {Float.NaN}, 1);
        fails(new float[] {1}, Double.NaN);
        fails(new float[] {Float.NEGATIVE_INFINITY}, Double.POSITIVE_INFINITY);
        fails(new float[] {Float.MAX_VALUE}, Double.POSITIVE_INFINITY);
    }

    @Test
    void eitherOfTwoAlternativesPassesElementByElement() {
        Case c = expecting(1, 2);
        comparison.compare(c, "output", new float[] {1, 7}, new double[] {1, 2}, new double[] {6, 7});
        assertThatThrownBy(() ->
                        comparison.compare(c, "output", new float[] {1, 8}, new double[] {1, 2}, new double[] {6, 7}))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void whatWasNotComputedOrHasAnotherSizeFails() {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> comparison.compare(expecting(1), Map.of("grad_input", new float[1])))
                .withMessage("one: 'output' was not computed, only [grad_input]");
        fails(new float[] {1, 1}, 1);
    }

    private void fails(float[] actual, double... expected) {
        assertThatThrownBy(() -> compare(actual, expected)).isInstanceOf(AssertionError.class);
    }

    private void compare(float[] actual, double... expected) {
        comparison.compare(expecting(expected), Map.of("output", actual));
    }

    private static Case expecting(double... expected) {
        Map<String, Object> output = Map.of("role", "expected_output", "rtol", 1e-5, "atol", 1e-6);
        Vectors vectors = new Vectors(
                Path.of("one"), Map.of("output", new Vectors.Values(new int[] {expected.length}, expected)));
        return new Case(Path.of(""), "one", "op", Map.of(), Map.of("output", output), vectors);
    }
}
