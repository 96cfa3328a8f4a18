package dev.inkstone.docs;

import dev.inkstone.data.Dataset;
import dev.inkstone.data.Datasets;
import dev.inkstone.tensor.Shape;

/** A picture in colours {@code [48, 48, 3]}, drawn by arithmetic: a house with a tree under the sun. */
final class Scene {
    private static final int SIZE = 48;
    private static final int SKY = 0x8CBEEB;
    private static final int SUN = 0xFAD232;
    private static final int GRASS = 0x5AA546;
    private static final int WALL = 0xDCC8AA;
    private static final int ROOF = 0xB4372D;
    private static final int DOOR = 0x6E4628;
    private static final int WINDOW = 0x325078;
    private static final int LEAVES = 0x237332;

    private Scene() {}

    /** The picture {@code count} times. */
    static Dataset repeated(int count) {
        float[] values = new float[SIZE * SIZE * 3];
        for (int i = 0; i < SIZE * SIZE; i++) {
            int color = color(i % SIZE, i / SIZE);
            values[3 * i] = (color >> 16) / 255f;
            values[3 * i + 1] = (color >> 8 & 0xff) / 255f;
            values[3 * i + 2] = (color & 0xff) / 255f;
        }
        return Datasets.of(values, Shape.of(SIZE, SIZE, 3), 0).repeat(count);
    }

    private static int color(int x, int y) {
        if (round(x - 8, y - 8, 5)) {
            return SUN;
        }
        if (round(x - 39, y - 24, 6)) {
            return LEAVES;
        }
        if (within(x, y, 38, 29, 41, 40) || within(x, y, 16, 30, 21, 40)) {
            return DOOR;
        }
        if (within(x, y, 24, 27, 29, 32)) {
            return WINDOW;
        }
        if (within(x, y, 12, 23, 32, 40)) {
            return WALL;
        }
        boolean roof = y >= 12 && y < 23 && Math.abs(2 * x - 43) <= 2 * (y - 11) + 2;
        return roof ? ROOF : y >= 38 - x / 12 ? GRASS : SKY;
    }

    private static boolean round(int x, int y, int radius) {
        return x * x + y * y <= radius * radius;
    }

    private static boolean within(int x, int y, int left, int top, int right, int bottom) {
        return x >= left && x < right && y >= top && y < bottom;
    }
}
