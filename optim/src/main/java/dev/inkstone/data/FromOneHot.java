package dev.inkstone.data;

import dev.inkstone.tensor.Shape;
import org.jspecify.annotations.Nullable;

/** One-hot values as class labels. */
final class FromOneHot extends View {
    private final int[] labels;

    private FromOneHot(Dataset data, int[] labels) {
        super(data);
        this.labels = labels;
    }

    static Dataset of(Dataset data) {
        Shape classes = data.targetShape();
        if (classes == null) {
            throw new IllegalStateException("from one-hot: examples have class labels, expected values [classes]");
        }
        if (classes.rank() != 1) {
            throw new IllegalArgumentException("from one-hot: values " + classes + ", expected [classes]");
        }
        int[] labels = new int[data.size()];
        float[] values = new float[classes.size()];
        for (int i = 0; i < labels.length; i++) {
            data.readTarget(i, values, 0);
            labels[i] = label(values, i);
        }
        return new FromOneHot(data, labels);
    }

    private static int label(float[] values, int example) {
        int label = -1;
        for (int c = 0; c < values.length; c++) {
            boolean first = values[c] == 1f && label < 0;
            if (!first && values[c] != 0f) {
                throw notOneHot(values[c], c, example);
            }
            label = first ? c : label;
        }
        if (label < 0) {
            throw notOneHot(0f, values.length - 1, example);
        }
        return label;
    }

    private static IllegalArgumentException notOneHot(float value, int column, int example) {
        return new IllegalArgumentException("from one-hot: " + value + " in column " + column + " of example " + example
                + ", expected a single 1 and zeros; soft labels are learnt from with a Trainer");
    }

    @Override
    Dataset over(Dataset source) {
        return new FromOneHot(source, labels);
    }

    @Override
    public @Nullable Shape targetShape() {
        return null;
    }

    @Override
    public int label(int index) {
        return labels[at(index)];
    }

    @Override
    public void readTarget(int index, float[] target, int offset) {
        throw new IllegalStateException("dataset: examples have class labels, expected values; ask label(index)");
    }
}
