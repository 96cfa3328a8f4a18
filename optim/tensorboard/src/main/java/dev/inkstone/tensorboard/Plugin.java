package dev.inkstone.tensorboard;

import java.util.Locale;

/** The part of TensorBoard that shows a value. */
enum Plugin {
    SCALARS(1),
    HISTOGRAMS(2),
    IMAGES(3),
    TEXT(2);

    /** Of the enum DataType. */
    static final int FLOAT = 1;

    static final int DOUBLE = 2;
    static final int STRING = 7;

    /** How its values are stored: 1 as numbers, 2 as tensors, 3 as large objects. */
    private final int dataClass;

    Plugin(int dataClass) {
        this.dataClass = dataClass;
    }

    /** Its name in the files, and for people. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What the first value of a tag says about all. */
    Proto metadata(String description) {
        Proto metadata = new Proto().message(1, new Proto().text(1, label()));
        if (!description.isEmpty()) {
            metadata.text(3, description);
        }
        return metadata.integer(4, dataClass);
    }

    /** The beginning of a tensor. */
    static Proto tensor(int type, int... dims) {
        return new Proto().integer(1, type).message(2, shape(dims));
    }

    /** A shape; -1 for a size that may vary. */
    static Proto shape(int... dims) {
        Proto shape = new Proto();
        for (int dim : dims) {
            shape.message(2, new Proto().integer(1, dim));
        }
        return shape;
    }
}
