package dev.inkstone.data;

import dev.inkstone.tensor.Shape;

/** Examples that should give what they are. A map behind this view changes the input alone. */
final class TargetsFromInputs extends View {
    TargetsFromInputs(Dataset data) {
        super(data);
    }

    @Override
    Dataset over(Dataset source) {
        return new TargetsFromInputs(source);
    }

    @Override
    public Shape targetShape() {
        return inputShape();
    }

    @Override
    public int label(int index) {
        throw Datasets.noLabels(targetShape());
    }

    @Override
    public void readTarget(int index, float[] target, int offset) {
        read(index, target, offset);
    }
}
