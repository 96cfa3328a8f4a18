package dev.inkstone.data;

/** All examples several times, one round after the other. */
final class Repeated extends View {
    private final int times;
    private final int size;

    Repeated(Dataset data, int times) {
        super(data);
        long examples = (long) data.size() * times;
        if (times < 0 || examples > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("dataset: " + data.size() + " examples repeated " + times
                    + " times, expected 0 times or more and at most " + Integer.MAX_VALUE + " examples in all");
        }
        this.times = times;
        this.size = (int) examples;
    }

    @Override
    Dataset over(Dataset source) {
        return new Repeated(source, times);
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    int at(int index) {
        return super.at(index) % source.size();
    }
}
