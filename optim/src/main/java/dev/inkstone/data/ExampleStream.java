package dev.inkstone.data;

import dev.inkstone.random.RandomStream;
import dev.inkstone.tensor.Shape;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Examples that can only be walked through, from the first to the last, for example because they do not fit into memory. It is
 * opened anew for each epoch. Immutable; {@link #batches} makes of it what a {@code Trainer} takes:
 *
 * <pre>{@code
 * ExampleStream.of(50_000, Shape.of(20), epoch -> new MyReader(file)).shuffled(2_000, 7).batches(100).prefetch(2)
 * }</pre>
 *
 * <p>What goes on in the middle of an epoch opens it again and skips the examples that were seen.
 */
public final class ExampleStream {
    private final int size;
    private final Layout source;
    private final IntFunction<Walk> walks;
    private final List<MapStep> maps;

    private ExampleStream(int size, Layout source, IntFunction<Walk> walks, List<MapStep> maps) {
        this.size = size;
        this.source = source;
        this.walks = walks;
        this.maps = List.copyOf(maps);
    }

    /**
     * Examples with class labels.
     *
     * @param size how many there are in each epoch: more or fewer are an error when it comes to them. Of endless ones say {@code
     *     Integer.MAX_VALUE}, and {@link #take} some
     * @param source opens an epoch; for the same results each time, the same examples must come in the same order. If the
     *     iterator is {@code AutoCloseable}, it is closed when it is left
     * @throws IllegalArgumentException if the size is negative
     */
    public static ExampleStream of(int size, Shape inputShape, IntFunction<? extends Iterator<Example>> source) {
        return of(size, new Layout(inputShape, null, false), source);
    }

    /** As {@link #of(int, Shape, IntFunction)}: examples with the values that they should give. */
    public static ExampleStream of(
            int size, Shape inputShape, Shape targetShape, IntFunction<? extends Iterator<Example>> source) {
        return of(size, new Layout(inputShape, targetShape, false), source);
    }

    private static ExampleStream of(int size, Layout layout, IntFunction<? extends Iterator<Example>> source) {
        if (size < 0) {
            throw new IllegalArgumentException("stream: " + size + " examples, expected 0 or more");
        }
        return new ExampleStream(size, layout, epoch -> new Walk.Exact(source.apply(epoch), epoch, size), List.of());
    }

    /** The number of examples in an epoch. */
    public int size() {
        return size;
    }

    /** The same with examples that count as their weights say. */
    public ExampleStream weighted() {
        Layout layout = new Layout(source.inputShape(), source.targetShape(), true);
        return new ExampleStream(size, layout, walks, maps);
    }

    /**
     * The first {@code n} examples of each epoch; nobody asks whether there are more.
     *
     * @throws IllegalArgumentException if there are fewer
     */
    public ExampleStream take(int n) {
        if (n < 0 || n > size) {
            throw new IllegalArgumentException(
                    "stream: take " + n + ", expected 0 to " + size + ", the number of examples");
        }
        return new ExampleStream(n, source, epoch -> new Walk.Limited(walks.apply(epoch), n), maps);
    }

    /**
     * Epochs of {@code times} rounds; round r of epoch e opens epoch {@code e · times + r}.
     *
     * @throws IllegalArgumentException if that is not positive, or makes 2³¹ examples or more
     */
    public ExampleStream repeat(int times) {
        long all = (long) size * times;
        if (times < 1 || all > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("stream: " + size + " examples repeated " + times
                    + " times, expected 1 time or more and at most " + Integer.MAX_VALUE + " examples in all");
        }
        IntFunction<Walk> rounds = epoch -> {
            int first = Math.multiplyExact(epoch, times);
            return new Walk.Rounds(walks, first, Math.addExact(first, times));
        };
        return new ExampleStream((int) all, source, rounds, maps);
    }

    /** As {@link #map(long, Shape, Transform)} with seed 0 and examples that keep their shape. */
    public ExampleStream map(Transform transform) {
        return map(0, inputShape(), transform);
    }

    /** As {@link #map(long, Shape, Transform)} with examples that keep their shape. */
    public ExampleStream map(long seed, Transform transform) {
        return map(seed, inputShape(), transform);
    }

    /**
     * Examples that {@code transform} changes, several threads at once; its random numbers are a function of the seed, the epoch
     * and the place of the example in the stream before it is shuffled.
     *
     * @param shape of what {@code transform} returns
     */
    public ExampleStream map(long seed, Shape shape, Transform transform) {
        List<MapStep> more = new ArrayList<>(maps);
        more.add(MapStep.of(shape, transform, seed, maps.size()));
        return new ExampleStream(size, source, walks, more);
    }

    /** As {@link Dataset#map(Augmentation)}. */
    public ExampleStream map(Augmentation augmentation) {
        return map(0, augmentation);
    }

    /** As {@link Dataset#map(long, Augmentation)}, with the random numbers of {@link #map(long, Shape, Transform)}. */
    public ExampleStream map(long seed, Augmentation augmentation) {
        return map(seed, augmentation.outputShape(inputShape()), augmentation.on(inputShape()));
    }

    /**
     * The examples of epoch 0 in memory, with all maps applied; see {@link Dataset#cache}.
     *
     * @throws IllegalStateException if there are more or fewer than announced, or 2³¹ values or more
     */
    public Dataset cache() {
        try (Walk walk = walks.apply(0)) {
            Dataset copy = Collected.of(
                    new Iterator<>() {
                        private int index;

                        @Override
                        public boolean hasNext() {
                            return walk.hasNext();
                        }

                        @Override
                        public Example next() {
                            Example example = checked(walk.next(), index);
                            float[] values = mapped(example.values(), 0, index++);
                            return new Example(values, example.label(), example.target(), example.weight());
                        }
                    },
                    layout());
            return Collected.mapped(copy, maps.size());
        }
    }

    /**
     * The examples in another order each epoch: each comes out of {@code buffer} examples at random, and the next one takes its
     * place. An example can come any time later, but at most {@code buffer - 1} places earlier. Needs memory for that many.
     *
     * @throws IllegalArgumentException if the buffer is not positive
     */
    public Shuffled shuffled(int buffer, long seed) {
        return new Shuffled(this, buffer, seed);
    }

    /** Batches in the order of the examples; the last one of an epoch may be smaller. */
    public Batches batches(int batchSize) {
        return Batches.of(new StreamSource(this, 1, null), batchSize, null);
    }

    /**
     * A stream that is to be shuffled for each epoch; it is mapped and so on before that.
     *
     * @param stream the examples
     * @param buffer how many wait at a time
     * @param seed what the orders depend on
     */
    public record Shuffled(ExampleStream stream, int buffer, long seed) {
        /** @throws IllegalArgumentException if the buffer is not positive */
        public Shuffled {
            if (buffer < 1) {
                throw new IllegalArgumentException("stream: shuffle buffer " + buffer + ", expected 1 or more");
            }
        }

        /**
         * Shuffled batches; the last one of an epoch may be smaller. Their {@link Batches#seed} is made of seed and buffer, since
         * the orders depend on both.
         */
        public Batches batches(int batchSize) {
            long both = RandomStream.of(seed, "buffer-" + buffer).key();
            return Batches.of(new StreamSource(stream, buffer, both), batchSize, both);
        }
    }

    private Shape inputShape() {
        return maps.isEmpty() ? source.inputShape() : maps.get(maps.size() - 1).shape();
    }

    /** What the examples look like after all maps. */
    Layout layout() {
        return new Layout(inputShape(), source.targetShape(), source.weighted());
    }

    boolean hasMaps() {
        return !maps.isEmpty();
    }

    Walk open(int epoch) {
        return walks.apply(epoch);
    }

    /** The example, if it looks as it should before the maps. */
    Example checked(Example example, int index) {
        source.check(example, index);
        if (example.weight() != 1f && !source.weighted()) {
            throw new IllegalStateException("stream: example " + index + " has weight " + example.weight()
                    + ", expected 1; call weighted() on the stream");
        }
        return example;
    }

    /** The values of an example after all maps. */
    float[] mapped(float[] values, int epoch, int index) {
        float[] changed = maps.isEmpty() ? values : values.clone();
        try {
            for (MapStep step : maps) {
                changed = step.apply(changed, epoch, index);
            }
            return changed;
        } catch (RuntimeException e) {
            throw Unreadable.example("stream", index, epoch, e);
        }
    }
}
