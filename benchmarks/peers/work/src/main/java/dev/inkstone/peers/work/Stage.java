package dev.inkstone.peers.work;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** A layer in words that belong to no library. Its text is its name and its numbers: {@code convolution 32 3 2 relu}. */
public sealed interface Stage {
    /** What a layer does to its output. */
    enum Activation {
        LINEAR,
        RELU,
        SELU,
        SIGMOID
    }

    /** The size of its output. */
    default Extent output(Extent in) {
        return in;
    }

    /** The same stage in the terms of a library. */
    <T> T assemble(Assembler<T> assembler, T x, Extent in);

    /** A square kernel, SAME padding, a bias; weights {@code [kernel, kernel, in, filters]}, then {@code [filters]}. */
    record Convolution(int filters, int kernel, int stride, Activation activation) implements Stage {
        @Override
        public Extent output(Extent in) {
            return new Extent(Extent.same(in.height(), stride), Extent.same(in.width(), stride), filters);
        }

        @Override
        public <T> T assemble(Assembler<T> assembler, T x, Extent in) {
            return assembler.convolution(x, this, in);
        }

        @Override
        public String toString() {
            return text("convolution", filters, kernel, stride, activation);
        }
    }

    /** A bias; weights {@code [in, units]}, then {@code [units]}. */
    record Dense(int units, Activation activation) implements Stage {
        @Override
        public Extent output(Extent in) {
            return new Extent(1, 1, units);
        }

        @Override
        public <T> T assemble(Assembler<T> assembler, T x, Extent in) {
            return assembler.dense(x, this, in);
        }

        @Override
        public String toString() {
            return text("dense", units, activation);
        }
    }

    /** Square windows side by side. */
    record Pool(boolean largest, int size) implements Stage {
        @Override
        public Extent output(Extent in) {
            return new Extent(in.height() / size, in.width() / size, in.channels());
        }

        @Override
        public <T> T assemble(Assembler<T> assembler, T x, Extent in) {
            return assembler.pool(x, this, in);
        }

        @Override
        public String toString() {
            return text(largest ? "max-pool" : "average-pool", size);
        }
    }

    /** Weights gamma, then beta; running statistics start at mean 0, variance 1. Momentum is the share of the old ones. */
    record BatchNorm(float momentum, float epsilon, Activation activation) implements Stage {
        @Override
        public <T> T assemble(Assembler<T> assembler, T x, Extent in) {
            return assembler.batchNorm(x, this, in);
        }

        @Override
        public String toString() {
            return text("batch-norm", momentum, epsilon, activation);
        }
    }

    /** An activation on its own. */
    record Activate(Activation activation) implements Stage {
        @Override
        public <T> T assemble(Assembler<T> assembler, T x, Extent in) {
            return assembler.activate(x, activation);
        }

        @Override
        public String toString() {
            return text("activate", activation);
        }
    }

    /** Drops this share in training. */
    record Dropout(float rate) implements Stage {
        @Override
        public <T> T assemble(Assembler<T> assembler, T x, Extent in) {
            return assembler.dropout(x, rate, in);
        }

        @Override
        public String toString() {
            return text("dropout", rate);
        }
    }

    /** Row by row, then column by column, channels last. */
    record Flatten() implements Stage {
        @Override
        public Extent output(Extent in) {
            return new Extent(1, 1, in.size());
        }

        @Override
        public <T> T assemble(Assembler<T> assembler, T x, Extent in) {
            return assembler.flatten(x, in);
        }

        @Override
        public String toString() {
            return text("flatten");
        }
    }

    /** Reads what {@link Object#toString()} gives. */
    static Stage parse(String text) {
        String[] words = text.split(" ", -1);
        return switch (words[0]) {
            case "convolution" -> new Convolution(number(words, 1), number(words, 2), number(words, 3), last(words));
            case "dense" -> new Dense(number(words, 1), last(words));
            case "max-pool" -> new Pool(true, number(words, 1));
            case "average-pool" -> new Pool(false, number(words, 1));
            case "batch-norm" -> new BatchNorm(Float.parseFloat(words[1]), Float.parseFloat(words[2]), last(words));
            case "activate" -> new Activate(last(words));
            case "dropout" -> new Dropout(Float.parseFloat(words[1]));
            case "flatten" -> new Flatten();
            default -> throw new IllegalArgumentException("network: stage '" + text + "' is unknown");
        };
    }

    private static int number(String[] words, int index) {
        return Integer.parseInt(words[index]);
    }

    private static Activation last(String[] words) {
        return Activation.valueOf(words[words.length - 1].toUpperCase(Locale.ROOT));
    }

    private static String text(Object... words) {
        return Arrays.stream(words)
                .map(word -> word.toString().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(" "));
    }
}
