package dev.inkstone.data.augment;

/** Expected values as a table of text. */
final class Numbers {
    private Numbers() {}

    static float[] of(String text) {
        String[] numbers = text.strip().split("\\s+");
        float[] values = new float[numbers.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = Float.parseFloat(numbers[i]);
        }
        return values;
    }

    /** The image of the reference programs. */
    static float[] image(int size) {
        float[] image = new float[size];
        for (int i = 0; i < size; i++) {
            image[i] = i * 37 % 101 / 100f;
        }
        return image;
    }
}
