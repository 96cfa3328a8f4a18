package dev.inkstone.training.doctor;

import dev.inkstone.data.Dataset;
import dev.inkstone.data.Datasets;
import dev.inkstone.random.RandomStream;
import dev.inkstone.tensor.Shape;

/** Small data sets of every kind that a network is trained on. */
final class Examples {
    private Examples() {}

    /** Images as bytes, each class with a bright spot of its own on noise; scaled by {@code scale} when they are read. */
    static Dataset images(int examples, int side, int channels, int classes, float scale, long seed) {
        RandomStream random = RandomStream.of(seed, "images");
        int size = side * side * channels;
        byte[] pixels = new byte[examples * size];
        int[] labels = new int[examples];
        for (int i = 0; i < examples; i++) {
            labels[i] = random.below(i, classes);
            int spot = labels[i] * side * side / classes;
            for (int j = 0; j < size; j++) {
                int noise = random.below(examples + (long) size * i + j, 60);
                int distance = Math.abs(j / channels - spot);
                pixels[i * size + j] = (byte) (distance < 3 ? 195 + noise : noise);
            }
        }
        return Datasets.ofBytes(pixels, Shape.of(side, side, channels), scale, labels);
    }

    /** Normally distributed points around the centres of the classes. */
    static Dataset clusters(int examples, int features, int classes, double scale, long seed) {
        RandomStream random = RandomStream.of(seed, "clusters");
        RandomStream centres = RandomStream.of(99, "centres");
        float[] values = new float[examples * features];
        int[] labels = new int[examples];
        for (int i = 0; i < examples; i++) {
            labels[i] = random.below(-1 - i, classes);
            for (int j = 0; j < features; j++) {
                double centre = 1.5 * centres.gaussian(labels[i] * features + j);
                values[i * features + j] = (float) (scale * (centre + random.gaussian(i * features + j)));
            }
        }
        return Datasets.of(values, Shape.of(features), labels);
    }

    /** Numbers that depend on the features, with noise, times {@code scale}. */
    static Dataset regression(int examples, int features, double scale, long seed) {
        Dataset points = clusters(examples, features, 2, 0.5, seed);
        RandomStream noise = RandomStream.of(seed, "noise");
        float[] targets = new float[examples];
        float[] values = points.inputs().toArray();
        for (int i = 0; i < examples; i++) {
            double sum = 0.1 * noise.gaussian(i);
            for (int j = 0; j < features; j++) {
                sum += (j % 2 == 0 ? 1 : -0.5) * values[i * features + j];
            }
            targets[i] = (float) (scale * sum);
        }
        return Datasets.of(values, Shape.of(features), targets, Shape.of(1));
    }

    /** Few ones among many zeros, as words in texts; a class has words of its own. */
    static Dataset words(int examples, int vocabulary, int classes, long seed) {
        RandomStream random = RandomStream.of(seed, "words");
        float[] values = new float[examples * vocabulary];
        int[] labels = new int[examples];
        for (int i = 0; i < examples; i++) {
            labels[i] = random.below(-1 - i, classes);
            for (int w = 0; w < 12; w++) {
                int word = random.below(20L * i + w, vocabulary / 2);
                int own = w % 3 == 0 ? vocabulary / 2 + labels[i] * (vocabulary / 2 / classes) + word % 5 : word;
                values[i * vocabulary + own]++;
            }
        }
        return Datasets.of(values, Shape.of(vocabulary), labels);
    }

    /** Sequences of token numbers; the first one tells the class. */
    static Dataset tokens(int examples, int length, int vocabulary, int classes, long seed) {
        RandomStream random = RandomStream.of(seed, "tokens");
        float[] values = new float[examples * length];
        int[] labels = new int[examples];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.below(i, vocabulary);
        }
        for (int i = 0; i < examples; i++) {
            labels[i] = (int) values[i * length] % classes;
        }
        return Datasets.of(values, Shape.of(length), labels);
    }

    /** The same with labels that have nothing to do with the inputs. */
    static Dataset shuffledLabels(Dataset data, int classes, long seed) {
        RandomStream random = RandomStream.of(seed, "labels");
        int[] labels = new int[data.size()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = random.below(i, classes);
        }
        return Datasets.of(data.inputs().toArray(), data.inputShape(), labels);
    }
}
