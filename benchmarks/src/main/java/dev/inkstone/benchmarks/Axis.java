package dev.inkstone.benchmarks;

import static dev.inkstone.layers.Layers.conv2d;
import static dev.inkstone.layers.Layers.dense;
import static dev.inkstone.layers.Layers.globalAveragePool2d;
import static dev.inkstone.layers.Layers.sequential;
import static dev.inkstone.ops.Activation.RELU;

import dev.inkstone.layers.LayerSpec;
import dev.inkstone.optim.Sgd;
import java.util.ArrayList;
import java.util.List;

/** What can be made larger, and should cost as much more and no more. */
enum Axis {
    /** Images in a training step of {@code cnn}. */
    BATCH("images in a step", 32, 64, 128, 256, 512, 1024) {
        @Override
        Runnable work(int size) {
            return Workload.of("cnn", size)::train;
        }
    },
    /** Images that {@code cnn} predicts at once. */
    IMAGES("images to predict", 1000, 2000, 4000, 8000) {
        @Override
        Runnable work(int size) {
            return Workload.of("cnn", size)::predict;
        }
    },
    /** Layers of 16 filters, one behind the other, in a training step. */
    LAYERS("layers", 2, 4, 8, 16, 32) {
        @Override
        Runnable work(int size) {
            List<LayerSpec> layers = new ArrayList<>(List.of(conv2d(16, 3).activation(RELU)));
            for (int i = 1; i < size; i++) {
                layers.add(conv2d(16, 3).activation(RELU));
            }
            return trained(layers);
        }
    },
    /** Filters of a layer behind one of 32, in a training step. */
    CHANNELS("channels", 32, 64, 128, 256, 512) {
        @Override
        Runnable work(int size) {
            return trained(new ArrayList<>(
                    List.of(conv2d(32, 3).activation(RELU), conv2d(size, 3).activation(RELU))));
        }
    };

    private static final int BATCH_OF_OTHERS = 32;

    private final String text;
    private final int[] sizes;

    Axis(String text, int... sizes) {
        this.text = text;
        this.sizes = sizes;
    }

    String text() {
        return text;
    }

    int[] sizes() {
        return sizes.clone();
    }

    /** Something of this size to do again and again. */
    abstract Runnable work(int size);

    private static Runnable trained(List<LayerSpec> layers) {
        layers.add(globalAveragePool2d());
        layers.add(dense(10));
        Workload workload =
                new Workload(sequential(layers.toArray(new LayerSpec[0])), Sgd.withLearningRate(0.01), BATCH_OF_OTHERS);
        return workload::train;
    }
}
