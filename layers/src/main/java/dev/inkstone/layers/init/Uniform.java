package dev.inkstone.layers.init;

import dev.inkstone.random.RandomStream;
import dev.inkstone.tensor.Tensor;

/** Uniform in [{@code low}, {@code high}). */
public record Uniform(double low, double high) implements Initializer {
    /** @throws IllegalArgumentException unless low &lt;= high and both are finite */
    public Uniform {
        Constant.finite("uniform", "low", low);
        Constant.finite("uniform", "high", high);
        if (low > high) {
            throw new IllegalArgumentException(
                    "uniform: low " + low + ", high " + high + ", expected finite low <= high");
        }
    }

    @Override
    public void fill(Tensor parameter, RandomStream stream) {
        for (int i = 0; i < parameter.size(); i++) {
            parameter.array()[parameter.offset() + i] = (float) (low + (high - low) * stream.uniform(i));
        }
    }
}
