package dev.inkstone.data;

import dev.inkstone.tensor.Shape;
import java.util.Arrays;

/** Class labels as values: 1 for the class, 0 for the others. */
final class OneHot extends View {
    private final Shape targetShape;

    OneHot(Dataset data, int classes) {
        super(data);
        this.targetShape = Shape.of(classes);
        for (int i = 0; i < data.size(); i++) {
            Classes.check(data, i, classes, "one-hot");
        }
    }

    private OneHot(Dataset data, Shape targetShape) {
        super(data);
        this.targetShape = targetShape;
    }

    @Override
    Dataset over(Dataset source) {
        return new OneHot(source, targetShape);
    }

    @Override
    public Shape targetShape() {
        return targetShape;
    }

    @Override
    public int label(int index) {
        throw Datasets.noLabels(targetShape);
    }

    @Override
    public void readTarget(int index, float[] target, int offset) {
        Arrays.fill(target, offset, offset + targetShape.size(), 0f);
        target[offset + source.label(at(index))] = 1f;
    }
}
