package dev.inkstone.estimator;

import dev.inkstone.data.Dataset;
import dev.inkstone.layers.LayerSpec;
import dev.inkstone.losses.Loss;
import dev.inkstone.losses.Losses;
import dev.inkstone.metrics.Metric;
import dev.inkstone.metrics.Metrics;
import dev.inkstone.tensor.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The classes: labels may be any whole numbers, and logit i is that of the i-th of them.
 *
 * @param labels ascending
 * @param names of the classes, or none
 */
record Classification(List<Integer> labels, List<String> names) implements Task {
    Classification {
        labels = List.copyOf(labels);
        names = List.copyOf(names);
        for (int i = 1; i < labels.size(); i++) {
            if (labels.get(i - 1) >= labels.get(i)) {
                throw new IllegalArgumentException("classifier: classes " + labels + ", expected ascending labels");
            }
        }
        if (labels.size() < 2) {
            throw new IllegalArgumentException("classifier: examples of the classes " + labels
                    + " alone, expected 2 classes or more; there is nothing to tell apart");
        }
        if (!names.isEmpty() && names.size() != labels.size()) {
            throw new IllegalArgumentException(
                    "classifier: " + names.size() + " names for the classes " + labels + ", expected one for each");
        }
    }

    /**
     * The classes that occur; of one-hot values all that there are columns for.
     *
     * @param names of the labels 0, 1, …, or none; with them, all named classes count as occurring
     */
    static Classification of(Dataset data, List<String> names) {
        Shape columns = data.targetShape();
        if (columns != null && columns.size() == 1) {
            throw new IllegalArgumentException("classifier: examples have numbers " + columns
                    + " to predict, expected class labels, or one-hot values of 2 classes or more; numbers are learnt by a"
                    + " Regressor");
        }
        if (columns != null) {
            return new Classification(IntStream.range(0, columns.size()).boxed().toList(), names);
        }
        return !names.isEmpty()
                ? of(names)
                : of(IntStream.range(0, data.size()).map(data::label).toArray());
    }

    /** The labels 0, 1, … with these names. */
    static Classification of(List<String> names) {
        return new Classification(IntStream.range(0, names.size()).boxed().toList(), names);
    }

    /** These classes, in any order. */
    static Classification of(int... labels) {
        return new Classification(
                Arrays.stream(labels).distinct().sorted().boxed().toList(), List.of());
    }

    /** Data with labels, whether they had them or one-hot values. */
    static Dataset labelled(Dataset data) {
        return data.targetShape() == null ? data : data.fromOneHot();
    }

    int label(int index) {
        return labels.get(index);
    }

    String nameOf(int label) {
        int index = labels.indexOf(label);
        return names.isEmpty() || index < 0 ? Integer.toString(label) : names.get(index);
    }

    @Override
    public String name() {
        return "classifier";
    }

    @Override
    public int outputs() {
        return labels.size();
    }

    @Override
    public List<LayerSpec> outputLayers() {
        return List.of();
    }

    @Override
    public Dataset encoded(Dataset data) {
        int[] sorted = labels.stream().mapToInt(label -> label).toArray();
        return labelled(data).relabel(label -> {
            int index = Arrays.binarySearch(sorted, label);
            if (index < 0) {
                throw new IllegalArgumentException("classifier: label " + label + ", expected one of the classes "
                        + labels + "; fit again with data of all classes, or name all of them in the first partialFit");
            }
            return index;
        });
    }

    @Override
    public Loss loss() {
        return Losses.softmaxCrossEntropy();
    }

    @Override
    public Metric metric() {
        return Metrics.accuracy();
    }

    @Override
    public List<Dataset> holdOut(Dataset encoded, double share, long seed) {
        return encoded.stratifiedSplit(seed, 1 - share, share);
    }
}
