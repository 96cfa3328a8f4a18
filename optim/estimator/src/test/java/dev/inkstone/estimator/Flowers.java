package dev.inkstone.estimator;

import dev.inkstone.data.Dataset;
import dev.inkstone.data.Datasets;
import dev.inkstone.random.RandomStream;

/**
 * Measures of flowers of three kinds, two of which overlap a little. The columns have the scales that tables have: metres, millimetres,
 * a year.
 */
final class Flowers {
    static final int[] KINDS = {-5, 3, 40};
    static final String[] NAMES = {"aster", "bellis", "cosmos"};

    final float[][] x;
    final int[] y;

    Flowers(int examples, long seed) {
        RandomStream random = RandomStream.of(seed, "flowers");
        x = new float[examples][];
        y = new int[examples];
        for (int i = 0; i < examples; i++) {
            int kind = i % 3;
            y[i] = KINDS[kind];
            x[i] = new float[] {
                (float) (0.01 + 0.004 * kind + 0.001 * random.gaussian(3L * i)),
                (float) (1000 + 300 * (kind == 2 ? 1 : 0) + 100 * random.gaussian(3L * i + 1)),
                2000 + random.below(1_000_000 + i, 20)
            };
        }
    }

    Dataset data() {
        return Datasets.of(x, y);
    }

    String[] names() {
        String[] names = new String[y.length];
        for (int i = 0; i < names.length; i++) {
            names[i] = NAMES[i % 3];
        }
        return names;
    }

    /** Few epochs, quick steps. */
    static TrainingParameters quick() {
        return TrainingParameters.DEFAULT.withLearningRate(0.02).withEpochs(30);
    }

    static Classifier classifier() {
        return Classifier.of(MlpParameters.DEFAULT.withHidden(8), quick());
    }
}
