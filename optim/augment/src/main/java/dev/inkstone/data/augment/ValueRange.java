package dev.inkstone.data.augment;

/**
 * What pixels lie within.
 *
 * @param low black
 * @param high white
 */
public record ValueRange(float low, float high) {
    /** Pixels scaled as the readers of this library do it. */
    static final ValueRange UNIT = new ValueRange(0, 1);

    /** More than this share of the range outside of it is no rounding. */
    private static final float TOLERANCE = 1e-3f;

    /** @throws IllegalArgumentException if they are not finite, or in the wrong order */
    public ValueRange {
        if (!(low < high && Float.isFinite(high - low))) {
            throw new IllegalArgumentException(
                    "range: " + low + " to " + high + ", expected two finite numbers, the smaller one first");
        }
    }

    /** The size of the range. */
    float size() {
        return high - low;
    }

    /** The nearest value within the range. */
    float clip(float value) {
        return Math.max(low, Math.min(high, value));
    }

    /** @throws IllegalArgumentException if a pixel clearly lies outside: to clip it would lose the image */
    void check(String what, float[] pixels) {
        float least = low - TOLERANCE * size();
        float most = high + TOLERANCE * size();
        for (float pixel : pixels) {
            if (!(pixel >= least && pixel <= most)) {
                throw new IllegalArgumentException(what + ": pixel " + pixel + ", expected " + low + " to " + high
                        + "; scale the pixels before, standardise them after, or say range(…, …)");
            }
        }
    }
}
