package dev.inkstone.layers.init;

import dev.inkstone.random.RandomStream;
import dev.inkstone.tensor.Tensor;

/** Normal with mean 0 and this deviation. */
public record Normal(double deviation) implements Initializer {
    /** @throws IllegalArgumentException if the deviation is negative or not finite */
    public Normal {
        Constant.finite("normal", "deviation", deviation);
        if (deviation < 0) {
            throw new IllegalArgumentException("normal: deviation " + deviation + ", expected 0 or more");
        }
    }

    @Override
    public void fill(Tensor parameter, RandomStream stream) {
        for (int i = 0; i < parameter.size(); i++) {
            parameter.array()[parameter.offset() + i] = (float) (deviation * stream.gaussian(i));
        }
    }
}
