package dev.inkstone.training;

import dev.inkstone.data.Dataset;
import dev.inkstone.data.Datasets;
import dev.inkstone.random.RandomStream;
import dev.inkstone.tensor.Shape;

/** Small problems to learn. */
final class Problems {
    private Problems() {}

    /** Points {@code [2]} on two spirals that wind around each other, one class each. */
    static Dataset spirals(int examples, long seed) {
        RandomStream random = RandomStream.of(seed, "spirals");
        float[] points = new float[2 * examples];
        int[] labels = new int[examples];
        for (int i = 0; i < examples; i++) {
            labels[i] = i % 2;
            double t = 0.3 + 0.7 * random.uniform(i);
            double angle = 6 * t + Math.PI * labels[i];
            points[2 * i] = (float) (2 * t * Math.cos(angle));
            points[2 * i + 1] = (float) (2 * t * Math.sin(angle));
        }
        return Datasets.of(points, Shape.of(2), labels);
    }

    /** Noisy images {@code [6, 6, 1]} as bytes; the class says which third is bright. */
    static Dataset stripes(int examples, long seed) {
        RandomStream random = RandomStream.of(seed, "stripes");
        byte[] pixels = new byte[36 * examples];
        int[] labels = new int[examples];
        for (int i = 0; i < examples; i++) {
            labels[i] = random.below(i, 3);
            for (int j = 0; j < 36; j++) {
                int noise = random.below(examples + 36L * i + j, 120);
                pixels[36 * i + j] = (byte) (j / 12 == labels[i] ? 130 + noise : noise);
            }
        }
        return Datasets.ofBytes(pixels, Shape.of(6, 6, 1), 1 / 255f, labels);
    }
}
