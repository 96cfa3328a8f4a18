package dev.inkstone.data.augment;

/** What lies outside of an image {@code a b c d}. The names are those of Keras. */
public enum Border {
    /** One value: {@code 0 0 0 | a b c d | 0 0 0}. */
    CONSTANT,
    /** The pixel at the edge again: {@code a a a | a b c d | d d d}. */
    NEAREST,
    /** The image mirrored at its edge: {@code c b a | a b c d | d c b}. */
    REFLECT,
    /** The image from the other side: {@code b c d | a b c d | a b c}. */
    WRAP;

    /** The place of {@code index} within 0 … {@code size - 1}; −1 for outside. */
    int index(int index, int size) {
        if (index >= 0 && index < size) {
            return index;
        }
        return switch (this) {
            case CONSTANT -> -1;
            case NEAREST -> index < 0 ? 0 : size - 1;
            case REFLECT -> {
                int turned = Math.floorMod(index, 2 * size);
                yield turned < size ? turned : 2 * size - 1 - turned;
            }
            case WRAP -> Math.floorMod(index, size);
        };
    }

    /** The place in −1 … {@code size} that has the value of place {@code at}; neighbours are neighbours there as well. */
    float place(float at, int size) {
        if (at >= 0 && at <= size - 1) {
            return at;
        }
        return switch (this) {
            case CONSTANT -> Math.max(-1f, Math.min(size, at));
            case NEAREST -> Math.max(0f, Math.min(size - 1f, at));
            case REFLECT -> {
                double turned = at + 0.5 - 2.0 * size * Math.floor((at + 0.5) / (2.0 * size));
                yield (float) (Math.min(turned, 2.0 * size - turned) - 0.5);
            }
            case WRAP -> (float) (at - size * Math.floor((double) at / size));
        };
    }
}
