package dev.inkstone.data;

/** A view of chosen examples in a chosen order. */
final class Selection extends View {
    private final int[] indices;

    /** @param indices not copied */
    Selection(Dataset data, int[] indices) {
        super(data);
        for (int index : indices) {
            Datasets.index(index, data.size());
        }
        this.indices = indices;
    }

    private Selection(int[] checked, Dataset data) {
        super(data);
        this.indices = checked;
    }

    @Override
    Dataset over(Dataset source) {
        return new Selection(indices, source);
    }

    @Override
    public int size() {
        return indices.length;
    }

    @Override
    int at(int index) {
        return indices[super.at(index)];
    }
}
