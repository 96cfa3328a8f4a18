package dev.inkstone.data;

import dev.inkstone.tensor.Shape;
import org.jspecify.annotations.Nullable;

/** Another look at a data set, whose storage it shares. A subclass says what it changes; the rest is passed on. */
abstract class View implements Dataset {
    final Dataset source;

    View(Dataset source) {
        this.source = source;
    }

    /** The example of the source that stands at {@code index}; what checks the index. */
    int at(int index) {
        return Datasets.index(index, size());
    }

    /** The same look at another data set of the same size and shapes. */
    abstract Dataset over(Dataset source);

    /** Whether examples cost enough to be read by several threads: they are decoded, or changed by a function. */
    static boolean costly(Dataset data) {
        if (data instanceof Joined joined) {
            return costly(joined.source) || costly(joined.second);
        }
        return data instanceof Mapped
                || data instanceof ImageFolder.Decoded
                || (data instanceof View view && costly(view.source));
    }

    @Override
    public Dataset inEpoch(int epoch) {
        Dataset then = source.inEpoch(epoch);
        return then == source ? this : over(then);
    }

    @Override
    public int size() {
        return source.size();
    }

    @Override
    public Shape inputShape() {
        return source.inputShape();
    }

    @Override
    public int label(int index) {
        return source.label(at(index));
    }

    @Override
    public void read(int index, float[] target, int offset) {
        source.read(at(index), target, offset);
    }

    @Override
    public @Nullable Shape targetShape() {
        return source.targetShape();
    }

    @Override
    public void readTarget(int index, float[] target, int offset) {
        source.readTarget(at(index), target, offset);
    }

    @Override
    public boolean weighted() {
        return source.weighted();
    }

    @Override
    public float weight(int index) {
        return source.weight(at(index));
    }
}
