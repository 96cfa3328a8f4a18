package dev.inkstone.data.augment;

import dev.inkstone.data.Augmentation;
import dev.inkstone.data.Transform;
import dev.inkstone.random.RandomStream;
import dev.inkstone.tensor.Shape;

/**
 * Adds normally distributed numbers to all values, and clips what comes out to the range of pixels.
 *
 * @param deviation of what is added
 * @param range of pixels
 */
public record GaussianNoise(double deviation, ValueRange range) implements Augmentation {
    /** @throws IllegalArgumentException if the deviation is negative or not finite */
    public GaussianNoise {
        if (!(deviation >= 0 && deviation < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "gaussian noise: deviation " + deviation + ", expected a finite number of 0 or more");
        }
    }

    /** The same for pixels from {@code low} to {@code high}; default 0 to 1. */
    public GaussianNoise range(double low, double high) {
        return new GaussianNoise(deviation, new ValueRange((float) low, (float) high));
    }

    @Override
    public Transform on(Shape input) {
        Images.check("gaussian noise", input);
        return (values, random) -> {
            range.check("gaussian noise", values);
            return noisy(values, random);
        };
    }

    private float[] noisy(float[] values, RandomStream random) {
        for (int i = 0; i < values.length; i++) {
            values[i] = range.clip((float) (values[i] + deviation * random.gaussian(i)));
        }
        return values;
    }
}
