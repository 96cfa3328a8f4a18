package dev.inkstone.metrics;

import static dev.inkstone.layers.Layers.dense;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inkstone.data.Dataset;
import dev.inkstone.data.Datasets;
import dev.inkstone.layers.Model;
import dev.inkstone.tensor.Shape;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class MistakeTest {
    /** The logits of a model that gives back its input; 250 examples are three pieces. */
    private static final Model IDENTITY = identity();

    private static final Dataset DATA = data();

    private static Model identity() {
        Model model = Model.build(Shape.of(3), 1L, dense(3));
        float[] kernel = model.parameter("dense1/kernel").value().array();
        for (int i = 0; i < 9; i++) {
            kernel[i] = i % 4 == 0 ? 1 : 0;
        }
        return model;
    }

    /** Example i is of class i % 3 and looks like it, but for every fiftieth, which looks like the next class. */
    private static Dataset data() {
        float[] logits = new float[3 * 250];
        int[] labels = new int[250];
        for (int i = 0; i < 250; i++) {
            labels[i] = i % 3;
            logits[3 * i + (i % 50 == 49 ? (i + 1) % 3 : i % 3)] = 1;
        }
        return Datasets.of(logits, Shape.of(3), labels);
    }

    @Test
    void theFirstOnesInTheOrderOfTheDataAreFound() {
        assertThat(Mistake.first(100, IDENTITY, DATA))
                .containsExactly(
                        new Mistake(49, 1, 2),
                        new Mistake(99, 0, 1),
                        new Mistake(149, 2, 0),
                        new Mistake(199, 1, 2),
                        new Mistake(249, 0, 1));
        assertThat(Mistake.first(2, IDENTITY, DATA))
                .extracting(Mistake::example)
                .containsExactly(49, 99);
        assertThat(Mistake.first(9, IDENTITY, DATA.take(49))).isEmpty();
    }

    @Test
    void itLooksNoFurtherThanItNeeds() {
        Watched watched = new Watched(new AtomicInteger());
        assertThat(Mistake.first(1, IDENTITY, watched)).hasSize(1);
        assertThat(watched.furthest.get()).as("the first piece").isLessThan(IDENTITY.inferenceBatch());
    }

    private record Watched(AtomicInteger furthest) implements Dataset {
        @Override
        public int size() {
            return DATA.size();
        }

        @Override
        public Shape inputShape() {
            return DATA.inputShape();
        }

        @Override
        public int label(int index) {
            return DATA.label(index);
        }

        @Override
        public void read(int index, float[] target, int offset) {
            furthest.accumulateAndGet(index, Math::max);
            DATA.read(index, target, offset);
        }
    }

    @Test
    void badInputIsExplained() {
        assertThatThrownBy(() -> Mistake.first(0, IDENTITY, DATA))
                .hasMessage("mistakes: the first 0, expected 1 or more");
        assertThatThrownBy(() -> Mistake.first(1, IDENTITY, DATA.take(0)))
                .hasMessage("mistakes: 0 examples, expected 1 or more");
        Dataset wrong = Datasets.of(new float[3], Shape.of(3), new int[] {3});
        assertThatThrownBy(() -> Mistake.first(1, IDENTITY, wrong))
                .hasMessageStartingWith("mistakes: label 3 of example 0 of the batch, expected 0 to 2");
    }
}
