package dev.inkstone.estimator;

import static dev.inkstone.estimator.ClassifierTest.weights;
import static dev.inkstone.estimator.Flowers.classifier;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inkstone.data.Dataset;
import dev.inkstone.data.Datasets;
import dev.inkstone.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Learning from data that come bit by bit. */
class PartialFitTest {
    private static final Dataset DATA = new Flowers(150, 1).data();
    private static final Dataset TEST = new Flowers(90, 2).data();

    @Test
    void passesAddUp() {
        Classifier classifier = classifier().partialFit(DATA);
        double first = classifier.score(TEST);
        for (int pass = 1; pass < 20; pass++) {
            classifier.partialFit(DATA);
        }
        assertThat(classifier.score(TEST)).isGreaterThan(0.9).isGreaterThan(first);
        assertThat(classifier.history().epochs()).as("of the last pass").hasSize(1);
    }

    @Test
    void theSameCallsGiveTheSameBits() {
        Classifier one = classifier().partialFit(DATA).partialFit(DATA);
        Classifier other = classifier().partialFit(DATA);
        float[] after = weights(other).clone();
        Classifier same = other.partialFit(DATA);
        assertThat(weights(same)).isEqualTo(weights(one)).isNotEqualTo(after);
    }

    /** Remembers in which order examples are read. */
    private record Watched(List<Integer> order) implements Dataset {
        @Override
        public int size() {
            return 40;
        }

        @Override
        public Shape inputShape() {
            return Shape.of(1);
        }

        @Override
        public int label(int index) {
            return index % 2;
        }

        @Override
        public void read(int index, float[] target, int offset) {
            order.add(index);
            target[offset] = index;
        }
    }

    @Test
    void eachPassHasAnOrderOfItsOwn() {
        Watched data = new Watched(new ArrayList<>());
        Classifier classifier = classifier().partialFit(data); // the first pass also measures the scaling
        List<List<Integer>> orders = new ArrayList<>();
        for (int pass = 0; pass < 2; pass++) {
            data.order().clear();
            classifier.partialFit(data);
            orders.add(List.copyOf(data.order()));
        }
        assertThat(orders.get(0)).hasSize(40).doesNotHaveDuplicates().isNotEqualTo(orders.get(1));
    }

    @Test
    void theOptimizerGoesOnToo() {
        Classifier classifier = classifier().partialFit(DATA).partialFit(DATA);
        assertThat(classifier.fitted("test").optimizer().step())
                .as("two passes of five steps")
                .isEqualTo(10);
    }

    @Test
    void goesOnFromAFit() {
        Classifier fitted = classifier().fit(DATA);
        float[] before = weights(fitted);
        float[] copy = before.clone();
        fitted.partialFit(DATA.take(40));
        assertThat(weights(fitted)).isNotEqualTo(copy);
        assertThat(before).as("who still holds the old model sees no change").isEqualTo(copy);
    }

    @Test
    void classesAreSettledByTheFirstCall() {
        Dataset two = DATA.filter(i -> DATA.label(i) != 40);
        Classifier classifier = classifier().partialFit(two);
        assertThatThrownBy(() -> classifier.partialFit(DATA))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("classifier: label 40, expected one of the classes [-5, 3]; fit again with data of all"
                        + " classes, or name all of them in the first partialFit");
        Classifier told = classifier().partialFit(two, 40, 3, -5).partialFit(DATA);
        assertThat(told.classes()).containsExactly(-5, 3, 40);
    }

    @Test
    void numbersAreLearntBitByBitToo() {
        float[][] x = new float[200][];
        float[] y = new float[200];
        for (int i = 0; i < 200; i++) {
            x[i] = new float[] {i};
            y[i] = 1e6f + 1000 * i;
        }
        Regressor regressor = Regressor.of(MlpParameters.DEFAULT.withHidden(), Flowers.quick());
        for (int pass = 0; pass < 30; pass++) {
            regressor.partialFit(Datasets.of(x, y));
        }
        assertThat(regressor.score(x, y)).isGreaterThan(0.99);
    }
}
