package dev.inkstone.data;

/** Examples that count differently. */
final class Weighted extends View {
    private final float[] weights;

    /** @param weights not copied */
    Weighted(Dataset data, float[] weights) {
        super(data);
        if (weights.length != data.size()) {
            throw new IllegalArgumentException(
                    "dataset: " + weights.length + " weights, expected " + data.size() + ", one for each example");
        }
        for (int i = 0; i < weights.length; i++) {
            if (!(weights[i] >= 0 && weights[i] <= Float.MAX_VALUE)) {
                throw new IllegalArgumentException("dataset: weight " + weights[i] + " of example " + i
                        + ", expected a finite number of 0 or more");
            }
        }
        this.weights = weights;
    }

    private Weighted(float[] weights, Dataset data) {
        super(data);
        this.weights = weights;
    }

    @Override
    Dataset over(Dataset source) {
        return new Weighted(weights, source);
    }

    @Override
    public boolean weighted() {
        return true;
    }

    @Override
    public float weight(int index) {
        return weights[at(index)];
    }
}
