package dev.inkstone.data;

/** A view of consecutive examples. */
final class Range extends View {
    private final int from;
    private final int to;

    Range(Dataset data, int from, int to) {
        super(data);
        if (from < 0 || from > to || to > data.size()) {
            throw new IllegalArgumentException("dataset: examples " + from + " to " + to
                    + ", expected a range within 0 to " + data.size() + ", the number of examples");
        }
        this.from = from;
        this.to = to;
    }

    @Override
    Dataset over(Dataset source) {
        return new Range(source, from, to);
    }

    @Override
    public int size() {
        return to - from;
    }

    @Override
    int at(int index) {
        return from + super.at(index);
    }
}
