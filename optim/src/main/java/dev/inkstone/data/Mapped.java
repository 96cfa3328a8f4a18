package dev.inkstone.data;

import dev.inkstone.tensor.Shape;

/** Examples whose values a function changes when they are read, in each epoch anew. */
final class Mapped extends View {
    private final MapStep step;
    private final int epoch;

    private Mapped(Dataset data, MapStep step, int epoch) {
        super(data);
        this.step = step;
        this.epoch = epoch;
    }

    static Mapped of(Dataset data, Shape shape, Transform transform, long seed) {
        return new Mapped(data, MapStep.of(shape, transform, seed, maps(data)), 0);
    }

    /** How often the examples were mapped before. */
    static int maps(Dataset data) {
        if (data instanceof Copied copied) {
            return copied.maps;
        }
        if (data instanceof Joined joined) {
            return Math.max(maps(joined.source), maps(joined.second));
        }
        return data instanceof View view ? maps(view.source) + (view instanceof Mapped ? 1 : 0) : 0;
    }

    @Override
    Dataset over(Dataset source) {
        return new Mapped(source, step, epoch);
    }

    @Override
    public Dataset inEpoch(int epoch) {
        return epoch == this.epoch && source.inEpoch(epoch) == source
                ? this
                : new Mapped(source.inEpoch(epoch), step, epoch);
    }

    @Override
    public Shape inputShape() {
        return step.shape();
    }

    @Override
    public void read(int index, float[] target, int offset) {
        float[] values = new float[source.inputShape().size()];
        source.read(at(index), values, 0);
        float[] changed = step.apply(values, epoch, index);
        System.arraycopy(changed, 0, target, offset, changed.length);
    }
}
