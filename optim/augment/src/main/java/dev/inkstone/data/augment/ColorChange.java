package dev.inkstone.data.augment;

import dev.inkstone.data.Augmentation;
import dev.inkstone.data.Transform;
import dev.inkstone.tensor.Shape;
import java.util.Locale;

/**
 * Changes brightness, contrast, saturation or hue by an amount drawn for each image, as {@code tf.image} defines them, and clips
 * what comes out to the range of pixels.
 *
 * @param property what is changed
 * @param amount by how much
 * @param range of pixels
 */
public record ColorChange(Property property, Interval amount, ValueRange range) implements Augmentation {
    /** What can be changed. */
    public enum Property {
        /** A share of the range is added to all values. */
        BRIGHTNESS,
        /** The distance of each value from the mean of its channel is multiplied. */
        CONTRAST,
        /** The saturation of HSV is multiplied; red, green and blue only. */
        SATURATION,
        /** The hue of HSV is turned by a share of the full circle; red, green and blue only. */
        HUE;

        /** As it stands in code. */
        String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        private boolean ofColors() {
            return this == SATURATION || this == HUE;
        }

        private boolean isFactor() {
            return this == CONTRAST || this == SATURATION;
        }
    }

    /** @throws IllegalArgumentException if a factor is negative */
    public ColorChange {
        if (property.isFactor() && amount.low() < 0) {
            throw new IllegalArgumentException(property.label() + ": factor " + amount.low() + " to " + amount.high()
                    + ", expected 0 or more; 1 keeps the image");
        }
    }

    /** The same for pixels from {@code low} to {@code high}; default 0 to 1. */
    public ColorChange range(double low, double high) {
        return new ColorChange(property, amount, new ValueRange((float) low, (float) high));
    }

    @Override
    public Transform on(Shape input) {
        String what = property.label();
        Images.check(what, input);
        int channels = input.dim(2);
        if (property.ofColors() && channels != 3) {
            throw new IllegalArgumentException(what + ": images " + input
                    + ", expected 3 channels: red, green and blue; grey images have brightness and contrast");
        }
        return (values, random) -> {
            range.check(what, values);
            return changed(values, channels, (float) amount.draw(random, 0));
        };
    }

    private float[] changed(float[] values, int channels, float drawn) {
        switch (property) {
            case BRIGHTNESS -> Colors.brighten(values, drawn * range.size());
            case CONTRAST -> Colors.contrast(values, channels, drawn);
            case SATURATION -> Colors.saturate(values, drawn, range.low());
            case HUE -> Colors.turn(values, drawn);
        }
        for (int i = 0; i < values.length; i++) {
            values[i] = range.clip(values[i]);
        }
        return values;
    }
}
