package dev.inkstone.data;

import java.util.Objects;

/** The examples of one data set and then those of another. */
final class Joined extends View {
    final Dataset second;

    Joined(Dataset first, Dataset second) {
        super(first);
        this.second = second;
        if (!first.inputShape().equals(second.inputShape())
                || !Objects.equals(first.targetShape(), second.targetShape())) {
            throw new IllegalArgumentException("dataset: examples " + kind(second) + " behind " + kind(first)
                    + ", expected equal shapes; map or relabel one of them");
        }
        if ((long) first.size() + second.size() > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("dataset: " + first.size() + " and " + second.size()
                    + " examples, expected at most " + Integer.MAX_VALUE + " in all");
        }
    }

    private static String kind(Dataset data) {
        return data.inputShape() + " with "
                + (data.targetShape() == null ? "class labels" : "values " + data.targetShape());
    }

    @Override
    Dataset over(Dataset source) {
        return new Joined(source, second);
    }

    @Override
    public Dataset inEpoch(int epoch) {
        Dataset then = source.inEpoch(epoch);
        Dataset secondThen = second.inEpoch(epoch);
        return then == source && secondThen == second ? this : new Joined(then, secondThen);
    }

    @Override
    public int size() {
        return source.size() + second.size();
    }

    private Dataset part(int index) {
        return super.at(index) < source.size() ? source : second;
    }

    @Override
    int at(int index) {
        return index < source.size() ? index : index - source.size();
    }

    @Override
    public int label(int index) {
        return part(index).label(at(index));
    }

    @Override
    public void read(int index, float[] target, int offset) {
        part(index).read(at(index), target, offset);
    }

    @Override
    public void readTarget(int index, float[] target, int offset) {
        part(index).readTarget(at(index), target, offset);
    }

    @Override
    public boolean weighted() {
        return source.weighted() || second.weighted();
    }

    @Override
    public float weight(int index) {
        return part(index).weight(at(index));
    }
}
