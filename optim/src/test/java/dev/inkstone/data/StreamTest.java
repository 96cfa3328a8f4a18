package dev.inkstone.data;

import static dev.inkstone.data.ViewsTest.all;
import static dev.inkstone.data.ViewsTest.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inkstone.parallel.WorkerPool;
import dev.inkstone.tensor.Shape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("once")
class StreamTest {
    private static final Shape ONE = Shape.of(1);

    /** Example i is {@code [i]} with label i, in every epoch. */
    static ExampleStream counting(int n) {
        return ExampleStream.of(n, ONE, epoch -> numbers(n));
    }

    private static Iterator<Example> numbers(int n) {
        return IntStream.range(0, n)
                .mapToObj(i -> Example.of(new float[] {i}, i))
                .iterator();
    }

    @Test
    void ordersDependOnSeedEpochAndBuffer() {
        Batches batches = counting(50).shuffled(20, 7).batches(50);
        float[] first = all(batches.epoch(0));
        assertThat(all(batches.epoch(1))).isNotEqualTo(first);
        assertThat(all(counting(50).shuffled(20, 7).batches(9).epoch(0))).containsExactly(first);
        Batches other = counting(50).shuffled(21, 7).batches(50);
        assertThat(all(other.epoch(0))).isNotEqualTo(first);
        assertThat(other.seed()).isNotEqualTo(batches.seed()); // so a resumed run finds that its data differ
        assertThat(all(counting(50).shuffled(1, 7).batches(50).epoch(0)))
                .containsExactly(all(counting(50).batches(50).epoch(0)));
    }

    @Test
    void takeRepeatMapAndCache() {
        AtomicInteger asked = new AtomicInteger();
        Iterator<Example> endless = Stream.generate(
                        () -> Example.of(new float[] {asked.getAndIncrement()}, new float[] {1, 2}))
                .iterator();
        ExampleStream three = ExampleStream.of(Integer.MAX_VALUE, ONE, Shape.of(2), epoch -> endless)
                .take(3);
        assertThat(all(three.batches(2).epoch(0))).containsExactly(0, 1, 2);
        assertThat(asked).hasValueLessThanOrEqualTo(4);
        List<Integer> opened = new ArrayList<>();
        ExampleStream rounds = ExampleStream.of(2, ONE, epoch -> {
                    opened.add(epoch);
                    return numbers(2);
                })
                .repeat(3)
                .take(5);
        assertThat(all(rounds.batches(2).epoch(2))).containsExactly(0, 1, 0, 1, 0);
        assertThat(opened).containsExactly(6, 7, 8);
        ExampleStream pairs = counting(4)
                .map(7, Shape.of(2), (values, random) -> new float[] {values[0], random.uniform(0)})
                .map((values, random) -> new float[] {-values[0], values[1]});
        Dataset cached = pairs.cache();
        assertThat(all(cached.batches(4).epoch(5)))
                .containsExactly(all(pairs.batches(3).epoch(0)));
        assertThat(all(pairs.batches(4).epoch(1)))
                .isNotEqualTo(all(pairs.batches(4).epoch(0)));
        assertThat(IntStream.range(0, 4).map(cached::label)).containsExactly(0, 1, 2, 3);
        Transform noise = (values, random) -> new float[] {values[0], random.uniform(0)};
        float[] again = all(counting(1)
                .map(7, Shape.of(2), noise)
                .cache()
                .map(7, (values, random) -> new float[] {values[1], random.uniform(0)})
                .batches(1)
                .epoch(0));
        assertThat(again[0]).isNotEqualTo(again[1]); // a map behind the copy has numbers of its own
    }

    @Test
    void mapsGiveTheSameBitsOnAnyNumberOfThreads() {
        Batches batches = counting(40)
                .map(3, (values, random) -> new float[] {values[0] + random.uniform(0)})
                .shuffled(8, 1)
                .batches(16);
        float[] expected = all(batches.epoch(2));
        for (int threads : new int[] {1, 3, 8}) {
            try (WorkerPool.Scope scope = WorkerPool.scoped(threads)) {
                assertThat(all(batches.epoch(2))).containsExactly(expected);
                assertThat(all(batches.prefetch(2).epoch(2))).containsExactly(expected);
            }
        }
    }

    @Test
    void countsAreHeldTo() {
        fails(counting(5).take(5), 5, "");
        fails(
                ExampleStream.of(5, ONE, epoch -> numbers(4)),
                4,
                "stream: ended after 4 examples of epoch 0, expected 5; tell ExampleStream.of how many there are");
        fails(
                ExampleStream.of(5, ONE, epoch -> numbers(6)),
                4,
                "stream: goes on after 5 examples of epoch 0, expected its end; tell ExampleStream.of how many there"
                        + " are, or take(5)");
        assertThatThrownBy(() -> Datasets.collect(numbers(3), Shape.of(2)))
                .hasMessage("stream: example 0 has 1 values, expected 2 for [2]");
        assertThatThrownBy(() -> Datasets.collect(numbers(3), ONE, ONE))
                .hasMessage("stream: example 0 has a class label, expected 1 target values for [1]");
        assertThatThrownBy(() -> counting(5).batches(2).data())
                .hasMessage(
                        "batches: of a stream, expected those of a data set; cache() the stream to read it by index");
        refused(() -> counting(5).take(6), "stream: take 6, expected 0 to 5, the number of examples");
        refused(
                () -> counting(5).repeat(0),
                "stream: 5 examples repeated 0 times, expected 1 time or more and at most"
                        + " 2147483647 examples in all");
        refused(() -> counting(5).shuffled(0, 1), "stream: shuffle buffer 0, expected 1 or more");
        refused(() -> counting(5).batches(1).prefetch(-1), "batches: prefetch -1, expected 0 or more");
    }

    private static void fails(ExampleStream stream, int after, String message) {
        for (int ahead = 0; ahead < 3; ahead++) {
            BatchIterator batches = stream.batches(1).prefetch(ahead).epoch(0);
            for (int i = 0; i < after; i++) {
                assertThat(batches.next().labels().get(0)).isEqualTo(i);
            }
            if (!message.isEmpty()) {
                assertThatThrownBy(batches::next)
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessage(message);
                assertThatThrownBy(batches::next).isInstanceOf(IllegalStateException.class);
            }
            batches.close();
        }
    }

    @Test
    void weightsCountWhenTheStreamSaysSo() {
        ExampleStream stream = ExampleStream.of(
                2,
                ONE,
                epoch -> Stream.of(2f, 3f)
                        .map(w -> Example.of(new float[1], 0).weightedBy(w))
                        .iterator());
        assertThatThrownBy(() -> all(stream.batches(2).epoch(0)))
                .hasMessage("stream: example 0 has weight 2.0, expected 1; call weighted() on the stream");
        Batch batch = stream.weighted().batches(2).epoch(0).next();
        assertThat(batch.targets().weights().toArray()).containsExactly(2, 3);
        assertThat(stream.weighted().cache().weight(1)).isEqualTo(3);
    }

    /** An iterator that knows whether it was closed, and fails at an example if told to. */
    private static final class Source implements Iterator<Example>, AutoCloseable {
        private final int failAt;
        private int next;
        private volatile boolean closed;
        private volatile Thread reader;

        Source(int failAt) {
            this.failAt = failAt;
        }

        @Override
        public boolean hasNext() {
            return next < 100;
        }

        @Override
        public Example next() {
            reader = Thread.currentThread();
            if (next == failAt) {
                throw new UncheckedIOException(new IOException("disk on fire"));
            }
            return Example.of(new float[] {next}, next++);
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    @Test
    void whatFailsWhileReadingAheadReachesTheConsumerInItsTurn() {
        Source source = new Source(7);
        BatchIterator batches = ExampleStream.of(100, ONE, epoch -> source)
                .batches(2)
                .prefetch(3)
                .epoch(0);
        for (int i = 0; i < 3; i++) {
            assertThat(batches.next().labels().toArray()).containsExactly(2 * i, 2 * i + 1);
        }
        assertThatThrownBy(batches::next)
                .isInstanceOf(UncheckedIOException.class)
                .hasRootCauseMessage("disk on fire")
                .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));
        batches.close();
        assertThat(source.closed).isTrue();
        assertThat(source.reader).isNotSameAs(Thread.currentThread());
        assertThat(source.reader.isAlive()).isFalse();
    }

    @Test
    void whatCannotBeClosedIsSaidWithAThreadAndWithout() {
        final class Stuck implements Iterator<Example>, AutoCloseable {
            private final Iterator<Example> examples = numbers(4);

            @Override
            public boolean hasNext() {
                return examples.hasNext();
            }

            @Override
            public Example next() {
                return examples.next();
            }

            @Override
            public void close() throws IOException {
                throw new IOException("door jammed");
            }
        }
        for (int ahead : new int[] {0, 2}) {
            for (int read : new int[] {1, 2}) {
                BatchIterator batches = ExampleStream.of(4, ONE, epoch -> new Stuck())
                        .batches(2)
                        .prefetch(ahead)
                        .epoch(0);
                for (int i = 0; i < read; i++) {
                    batches.next();
                }
                assertThatThrownBy(batches::close).hasMessage("stream: cannot be closed: door jammed");
            }
        }
    }

    @Test
    void closingEarlyEndsTheThread() {
        Source source = new Source(-1);
        try (BatchIterator batches = ExampleStream.of(100, ONE, epoch -> source)
                .batches(2)
                .prefetch(3)
                .epoch(0)) {
            assertThat(batches.next().labels().toArray()).containsExactly(0, 1);
            assertThat(source.reader.isDaemon()).isTrue();
        }
        assertThat(source.reader.isAlive()).isFalse();
        assertThat(source.closed).isTrue();
        assertThat(source.next).isLessThanOrEqualTo(10); // bounded: in hand, three ahead, none more
    }

    @Test
    void anIteratorThatIsForgottenEndsTheThreadToo() throws InterruptedException {
        Source source = new Source(-1);
        ExampleStream.of(100, ONE, epoch -> source)
                .batches(2)
                .prefetch(1)
                .epoch(0)
                .next();
        for (int i = 0; i < 100 && source.reader.isAlive(); i++) {
            System.gc();
            source.reader.join(100);
        }
        assertThat(source.reader.isAlive()).isFalse();
    }

    @Test
    void prefetchedBatchesOfADataSetAreTheSame() {
        Batches batches = ViewsTest.TEN
                .map(5, (values, random) -> new float[] {values[0], random.uniform(1)})
                .shuffled(3)
                .batches(3);
        for (int epoch = 0; epoch < 3; epoch++) {
            assertThat(all(batches.prefetch(2).epoch(epoch, 1))).containsExactly(all(batches.epoch(epoch, 1)));
        }
        List<Float> through = new ArrayList<>();
        for (Batch batch : batches.prefetch(1).epochs(2)) {
            Arrays.stream(batch.labels().toArray()).forEach(label -> through.add((float) label));
        }
        assertThat(through).hasSize(20);
    }
}
