package dev.inkstone.ops;

/**
 * Zeros around an image before a window slides over it.
 *
 * <p>{@link Same} is TensorFlow's rule: the output has ⌈in / stride⌉ pixels; the total padding is {@code max((out − 1)·stride +
 * (kernel − 1)·dilation + 1 − in, 0)}, half of it (rounded down) before and the rest after, so an odd pixel goes after. With a
 * 28-pixel image, kernel 3 and stride 2 the total is 1: none before, one after.
 */
public sealed interface Padding {
    /** No padding: only whole windows. */
    Padding VALID = new Valid();

    /** TensorFlow's SAME: ⌈in / stride⌉ outputs. */
    Padding SAME = new Same();

    /** {@code amount} zeros on every side. */
    static Padding explicit(int amount) {
        return new Explicit(amount, amount, amount, amount);
    }

    /** No padding. */
    record Valid() implements Padding {
        @Override
        public String toString() {
            return "VALID";
        }
    }

    /** TensorFlow's rule. */
    record Same() implements Padding {
        @Override
        public String toString() {
            return "SAME";
        }
    }

    /** As many zeros on each side as given. */
    record Explicit(int top, int bottom, int left, int right) implements Padding {
        /** @throws IllegalArgumentException if a side is negative */
        public Explicit {
            if (top < 0 || bottom < 0 || left < 0 || right < 0) {
                throw new IllegalArgumentException("padding: top " + top + ", bottom " + bottom + ", left " + left
                        + ", right " + right + ", expected none to be negative");
            }
        }
    }
}
