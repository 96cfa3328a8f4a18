package dev.inkstone.layers.init;

import dev.inkstone.random.RandomStream;
import dev.inkstone.tensor.Tensor;

/**
 * Random weights with mean 0 and variance {@code scale / fan}: the family of Glorot, He and LeCun.
 *
 * @param scale the numerator of the variance, above 0
 * @param fan which count of connections divides it
 * @param distribution the form of the distribution; all have the variance given
 */
public record VarianceScaling(double scale, Fan fan, Distribution distribution) implements Initializer {
    /** What the variance is divided by. */
    public enum Fan {
        /** {@link Fans#in}. */
        IN,
        /** {@link Fans#out}. */
        OUT,
        /** The mean of both. */
        AVERAGE
    }

    /** The form of a distribution with mean 0. */
    public enum Distribution {
        /** Uniform between ±√(3·variance). */
        UNIFORM,
        /** Normal. */
        NORMAL,
        /** Normal, drawn again beyond two deviations, and widened so that the variance is as given. */
        TRUNCATED_NORMAL
    }

    /** @throws IllegalArgumentException if the scale is not above 0 */
    public VarianceScaling {
        if (!(scale > 0 && scale < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "variance scaling: scale " + scale + ", expected a finite number above 0");
        }
    }

    @Override
    public void fill(Tensor parameter, RandomStream stream) {
        fill(parameter, stream, Fans.of(parameter.shape()));
    }

    @Override
    public void fill(Tensor parameter, RandomStream stream, Fans fans) {
        double divisor = switch (fan) {
            case IN -> fans.in();
            case OUT -> fans.out();
            case AVERAGE -> (fans.in() + fans.out()) / 2;
        };
        double deviation = Math.sqrt(scale / divisor);
        switch (distribution) {
            case UNIFORM -> new Uniform(-deviation * Math.sqrt(3), deviation * Math.sqrt(3)).fill(parameter, stream);
            case NORMAL -> new Normal(deviation).fill(parameter, stream);
            case TRUNCATED_NORMAL -> new TruncatedNormal(deviation / TruncatedNormal.DEVIATION).fill(parameter, stream);
        }
    }
}
