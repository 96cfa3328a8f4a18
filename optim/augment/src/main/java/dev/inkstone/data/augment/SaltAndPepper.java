package dev.inkstone.data.augment;

import dev.inkstone.data.Augmentation;
import dev.inkstone.data.Transform;
import dev.inkstone.random.RandomStream;
import dev.inkstone.tensor.Shape;
import java.util.Arrays;

/**
 * Makes some pixels white or black, either as often, in all channels.
 *
 * @param share of the pixels that become so
 * @param range of pixels
 */
public record SaltAndPepper(double share, ValueRange range) implements Augmentation {
    /** @throws IllegalArgumentException if the share is not within 0 to 1 */
    public SaltAndPepper {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("salt and pepper: share " + share + ", expected a number from 0 to 1");
        }
    }

    /** The same with black {@code low} and white {@code high}; default 0 and 1. */
    public SaltAndPepper range(double low, double high) {
        return new SaltAndPepper(share, new ValueRange((float) low, (float) high));
    }

    @Override
    public Transform on(Shape input) {
        Images.check("salt and pepper", input);
        int channels = input.dim(2);
        return (values, random) -> {
            range.check("salt and pepper", values);
            return sprinkled(values, channels, random);
        };
    }

    private float[] sprinkled(float[] values, int channels, RandomStream random) {
        for (int i = 0; i < values.length / channels; i++) {
            float drawn = random.uniform(i);
            if (drawn < share) {
                Arrays.fill(values, i * channels, (i + 1) * channels, drawn < share / 2 ? range.low() : range.high());
            }
        }
        return values;
    }
}
