package dev.inkstone.layers.init;

import dev.inkstone.random.RandomStream;
import dev.inkstone.tensor.Tensor;
import java.util.Arrays;

/** The same value everywhere. */
public record Constant(double value) implements Initializer {
    /** @throws IllegalArgumentException if the value is not finite */
    public Constant {
        finite("constant", "value", value);
    }

    @Override
    public void fill(Tensor parameter, RandomStream stream) {
        Arrays.fill(parameter.array(), parameter.offset(), parameter.offset() + parameter.size(), (float) value);
    }

    static void finite(String what, String argument, double value) {
        if (!Float.isFinite((float) value)) {
            throw new IllegalArgumentException(
                    what + ": " + argument + " " + value + ", expected a number that is finite as float32");
        }
    }
}
