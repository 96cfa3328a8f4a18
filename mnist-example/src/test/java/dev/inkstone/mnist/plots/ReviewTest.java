package dev.inkstone.mnist.plots;

import static dev.inkstone.layers.Layers.dense;
import static dev.inkstone.layers.Layers.flatten;
import static dev.inkstone.layers.Layers.softmax;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inkstone.data.Dataset;
import dev.inkstone.data.Datasets;
import dev.inkstone.layers.Model;
import dev.inkstone.metrics.ConfusionMatrix;
import dev.inkstone.random.RandomStream;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.ShapeException;
import dev.inkstone.tensor.Tensor;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReviewTest {
    private static final Shape IMAGE = Shape.of(4, 4, 1);
    private static final Model MODEL = Model.build(IMAGE, 1L, flatten(), dense(3));
    /** More than one piece of inference. */
    private static final Dataset DATA = data(250);

    @Test
    void theMistakesAreWhatIsBesideTheDiagonal() {
        Review review = Review.of(MODEL, DATA, Integer.MAX_VALUE);
        ConfusionMatrix matrix = ConfusionMatrix.of(MODEL, DATA);

        assertThat(review.matrix()).isEqualTo(matrix);
        assertThat(review.surest()).hasSize((int) review.mistakes()).isNotEmpty();
        for (int actual = 0; actual < 3; actual++) {
            for (int predicted = 0; predicted < 3; predicted++) {
                int a = actual;
                int p = predicted;
                assertThat(review.surest())
                        .filteredOn(mistake -> mistake.actual() == a && mistake.predicted() == p)
                        .hasSize(a == p ? 0 : (int) matrix.count(a, p));
            }
        }
    }

    @Test
    void theSurestMistakesComeFirstWithTheModelsProbabilities() {
        List<Mistake> all = Review.of(MODEL, DATA, Integer.MAX_VALUE).surest();
        Tensor probabilities = MODEL.predictProbabilities(DATA.inputs());

        assertThat(all).isSortedAccordingTo((a, b) -> Double.compare(b.probability(), a.probability()));
        assertThat(all).allSatisfy(mistake -> {
            assertThat(mistake.actual()).isEqualTo(DATA.label(mistake.index()));
            assertThat(mistake.probability()).isEqualTo(probabilities.get(mistake.index(), mistake.predicted()));
        });
        assertThat(Review.of(MODEL, DATA, 7).surest()).isEqualTo(all.subList(0, 7));
    }

    @Test
    void aModelThatEndsWithProbabilitiesIsAsSure() {
        Model ending = Model.build(IMAGE, 1L, flatten(), dense(3), softmax());

        assertThat(Review.of(ending, DATA, 20)).isEqualTo(Review.of(MODEL, DATA, 20));
    }

    @Test
    void noAnswerIsAMistakeToo() {
        Dataset broken = Datasets.of(filled(Float.NaN), IMAGE, 2);
        Review review = Review.of(MODEL, broken, 5);

        assertThat(review.mistakes()).isEqualTo(1);
        assertThat(review.surest()).containsExactly(new Mistake(0, 2, -1, Double.NaN));
        assertThat(Misclassified.captions(review.surest().get(0))).containsExactly("true 2", "no answer");
        assertThat(Misclassified.draw(review, broken)).isNotNull();
    }

    @Test
    void misclassifiedImagesSayHowManyThereAre() {
        Review review = Review.of(MODEL, DATA, 10);

        assertThat(Misclassified.subtitle(review))
                .isEqualTo(review.mistakes()
                        + " of 250 images are misclassified; these are the 10 that the model was surest of");
        assertThat(Misclassified.captions(new Mistake(3, 0, 2, 0.876), "T-shirt", "trouser", "dress"))
                .containsExactly("true T-shirt", "predicted dress (88 %)");

        Review perfect = Review.of(MODEL, DATA.take(1).relabel(label -> answer(0)), 10);
        BufferedImage none = Misclassified.draw(perfect, DATA);
        assertThat(Misclassified.subtitle(perfect)).isEqualTo("0 of 1 images are misclassified");
        assertThat(none.getHeight()).as("a heading and nothing under it").isLessThan(120);
    }

    @Test
    void whatCannotBeReviewed() {
        assertThatThrownBy(() -> Review.of(MODEL, DATA.take(0), 1))
                .hasMessage("review: 0 examples, expected 1 or more");
        assertThatThrownBy(() -> Review.of(MODEL, Datasets.of(new float[4], Shape.of(2, 2, 1), 0), 1))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("[1, 2, 2, 1], expected [batch, 4, 4, 1]");
        assertThatThrownBy(() -> Review.of(Model.build(IMAGE, 1L, flatten(), dense(1)), DATA, 1))
                .hasMessage("review: a model that gives [1], expected logits [classes] of two classes or more; end the"
                        + " model with dense(classes)");
        Dataset points = Datasets.of(new float[2], Shape.of(2), 0);
        assertThatThrownBy(() -> Samples.draw("points", points, 5))
                .hasMessage("samples: examples of [2], expected images [height, width, 1] or [height, width, 3]; take a"
                        + " data set of images");
        assertThatThrownBy(() -> Samples.draw("images", DATA, 5, "zero"))
                .hasMessage("samples: 1 names, expected 3, one for each class, or none");
    }

    @Test
    void samplesShowTheValues() {
        float[] values = filled(0);
        values[5] = 1;
        BufferedImage image = Samples.draw("images", Datasets.of(values, IMAGE, 0), 50);
        long black = 0;
        for (int y = 60; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                black += (image.getRGB(x, y) & 0xffffff) == 0 ? 1 : 0;
            }
        }
        assertThat(black).as("15 of 16 pixels, each 16 wide and high").isEqualTo(15L * 16 * 16);
    }

    private static int answer(int index) {
        Tensor logits = MODEL.predict(DATA.range(index, index + 1).inputs());
        int best = 0;
        for (int i = 1; i < 3; i++) {
            best = logits.get(0, i) > logits.get(0, best) ? i : best;
        }
        return best;
    }

    private static Dataset data(int size) {
        RandomStream random = RandomStream.of(3L, "review");
        float[] values = new float[16 * size];
        int[] labels = new int[size];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.uniform(i);
        }
        for (int i = 0; i < size; i++) {
            labels[i] = (i * 7 + i / 5) % 3;
        }
        return Datasets.of(values, IMAGE, labels);
    }

    private static float[] filled(float value) {
        float[] values = new float[16];
        Arrays.fill(values, value);
        return values;
    }
}
