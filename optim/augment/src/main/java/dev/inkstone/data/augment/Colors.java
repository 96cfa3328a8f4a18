package dev.inkstone.data.augment;

/** The arithmetic of colours; changes the values it is given. */
final class Colors {
    private Colors() {}

    static void brighten(float[] values, float added) {
        for (int i = 0; i < values.length; i++) {
            values[i] += added;
        }
    }

    static void contrast(float[] values, int channels, float factor) {
        for (int c = 0; c < channels; c++) {
            double sum = 0;
            for (int i = c; i < values.length; i += channels) {
                sum += values[i];
            }
            float mean = (float) (sum * channels / values.length);
            for (int i = c; i < values.length; i += channels) {
                values[i] = mean + factor * (values[i] - mean);
            }
        }
    }

    /**
     * Multiplies the saturation of red, green and blue: that is the distance of the smallest from the largest, as a share of the
     * largest, and at most 1. The largest and the hue stay.
     */
    static void saturate(float[] values, float factor, float black) {
        for (int i = 0; i < values.length; i += 3) {
            float most = Math.max(values[i], Math.max(values[i + 1], values[i + 2]));
            float least = Math.min(values[i], Math.min(values[i + 1], values[i + 2]));
            if (most > least) {
                float possible = (most - black) / (most - least);
                float applied = Math.min(factor, possible);
                for (int c = i; c < i + 3; c++) {
                    values[c] = most - applied * (most - values[c]);
                }
            }
        }
    }

    /** Turns the hue of red, green and blue by a share of the circle; the largest and the smallest of them stay. */
    static void turn(float[] values, float share) {
        for (int i = 0; i < values.length; i += 3) {
            float most = Math.max(values[i], Math.max(values[i + 1], values[i + 2]));
            float least = Math.min(values[i], Math.min(values[i + 1], values[i + 2]));
            if (most > least) {
                float hue = hue(values[i], values[i + 1], values[i + 2], most, most - least) + 6 * share;
                for (int c = 0; c < 3; c++) {
                    values[i + c] = least + (most - least) * presence(hue - 2 * c);
                }
            }
        }
    }

    /** 0 for red, 2 for green, 4 for blue, and linear between them. */
    private static float hue(float red, float green, float blue, float most, float span) {
        if (most == red) {
            return (green - blue) / span;
        }
        return most == green ? 2 + (blue - red) / span : 4 + (red - green) / span;
    }

    /** How much of a primary colour a hue has, if that colour is 0: all up to 1 on either side, nothing beyond 2. */
    private static float presence(float hue) {
        double apart = Math.abs(hue - 6 * Math.rint(hue / 6.0)); // 0 to 3
        return (float) Math.max(0, Math.min(1, 2 - apart));
    }
}
