package dev.inkstone.layers.init;

import dev.inkstone.random.RandomStream;
import dev.inkstone.tensor.Tensor;

/** Normal with mean 0 and this deviation before values beyond two deviations are drawn again, as in TensorFlow. */
public record TruncatedNormal(double deviation) implements Initializer {
    /** The deviation that is left of a normal distribution of deviation 1 when it is cut at ±2. */
    static final double DEVIATION = 0.87962566103423978;

    /** @throws IllegalArgumentException if the deviation is negative or not finite */
    public TruncatedNormal {
        Constant.finite("truncated normal", "deviation", deviation);
        if (deviation < 0) {
            throw new IllegalArgumentException("truncated normal: deviation " + deviation + ", expected 0 or more");
        }
    }

    @Override
    public void fill(Tensor parameter, RandomStream stream) {
        int n = parameter.size();
        for (int i = 0; i < n; i++) {
            double z = stream.gaussian(i);
            for (long draw = 1; Math.abs(z) > 2; draw++) {
                z = stream.gaussian(i + draw * n); // numbers that no other element looks at
            }
            parameter.array()[parameter.offset() + i] = (float) (deviation * z);
        }
    }
}
