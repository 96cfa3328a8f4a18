package dev.inkstone.training.doctor;

import dev.inkstone.tensor.Tensor;

/** What can be said of numbers behind a function; the narrowest comes first. */
enum Squash {
    SOFTMAX("softmax", "sum to 1 in each row"),
    SIGMOID("sigmoid", "are never outside of 0 to 1"),
    RELU("ReLU", "are never negative"),
    NONE("", "");

    private static final float TOLERANCE = 1e-3f;
    private final String maker;
    private final String looks;

    Squash(String maker, String looks) {
        this.maker = maker;
        this.looks = looks;
    }

    String maker() {
        return maker;
    }

    String looks() {
        return looks;
    }

    /** The narrowest that fits. */
    static Squash of(Tensor outputs) {
        for (Squash squash : values()) {
            if (squash.fits(outputs)) {
                return squash;
            }
        }
        return NONE;
    }

    boolean fits(Tensor outputs) {
        Values values = Values.of(outputs);
        boolean positive = values.areFinite() && values.smallest() >= 0;
        return this == NONE
                || positive && this == RELU
                || positive && values.largest() <= 1 && (this == SIGMOID || rowsSumToOne(outputs));
    }

    private static boolean rowsSumToOne(Tensor outputs) {
        int columns = outputs.shape().rank() < 2 ? 1 : outputs.shape().dim(-1);
        if (columns < 2) {
            return false;
        }
        for (int i = 0; i < outputs.size(); i += columns) {
            double sum = 0;
            for (int j = 0; j < columns; j++) {
                sum += outputs.array()[outputs.offset() + i + j];
            }
            if (Math.abs(sum - 1) > TOLERANCE) {
                return false;
            }
        }
        return true;
    }
}
