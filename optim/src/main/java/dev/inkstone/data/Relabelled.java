package dev.inkstone.data;

/** Examples with other class labels. */
final class Relabelled extends View {
    private final int[] labels;

    /** @param labels not copied */
    Relabelled(Dataset data, int[] labels) {
        super(data);
        this.labels = labels;
    }

    @Override
    Dataset over(Dataset source) {
        return new Relabelled(source, labels);
    }

    @Override
    public int label(int index) {
        return labels[at(index)];
    }
}
