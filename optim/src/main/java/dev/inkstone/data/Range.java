package dev.inkstone.data;

import dev.inkstone.tensor.Shape;
import org.jspecify.annotations.Nullable;

/** A view of consecutive examples. */
record Range(Dataset data, int from, int to) implements Dataset {
    Range {
        if (from < 0 || from > to || to > data.size()) {
            throw new IllegalArgumentException("dataset: examples " + from + " to " + to
                    + ", expected a range within 0 to " + data.size() + ", the number of examples");
        }
    }

    @Override
    public int size() {
        return to - from;
    }

    @Override
    public Shape inputShape() {
        return data.inputShape();
    }

    @Override
    public int label(int index) {
        return data.label(at(index));
    }

    @Override
    public void read(int index, float[] target, int offset) {
        data.read(at(index), target, offset);
    }

    @Override
    public @Nullable Shape targetShape() {
        return data.targetShape();
    }

    @Override
    public void readTarget(int index, float[] target, int offset) {
        data.readTarget(at(index), target, offset);
    }

    @Override
    public boolean weighted() {
        return data.weighted();
    }

    @Override
    public float weight(int index) {
        return data.weight(at(index));
    }

    private int at(int index) {
        return from + Datasets.index(index, size());
    }
}
