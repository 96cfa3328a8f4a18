package dev.inkstone.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import dev.inkstone.layers.Model;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.Tensor;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("once")
class StandardizerTest {
    @Test
    void meansAndDeviationsAreAccurate() {
        float[] values = new float[3 * 4096];
        for (int i = 0; i < 4096; i++) {
            values[3 * i] = 1e6f + i % 2; // squares of 1e12 would leave nothing of a variance of 1/4
            values[3 * i + 1] = 7;
            values[3 * i + 2] = i;
        }
        Dataset data = Datasets.of(values, Shape.of(3), new int[4096]);
        Standardizer standardizer = Standardizer.fit(data);
        assertThat(standardizer.mean()[0]).isCloseTo(1e6 + 0.5, offset(1e-9));
        assertThat(standardizer.deviation()[0]).isCloseTo(0.5, offset(1e-9));
        assertThat(standardizer.mean()[2]).isCloseTo(2047.5, offset(1e-9));
        assertThat(standardizer.deviation()[2]).isCloseTo(StrictMath.sqrt((4096.0 * 4096 - 1) / 12), offset(1e-9));
        assertThat(standardizer.deviation()[1]).isEqualTo(1);
        assertThat(standardizer.constantFeatures()).containsExactly(1);
        float[] applied = ViewsTest.epoch(standardizer.apply(data).take(2), 0, 2);
        assertThat(applied[0]).isEqualTo(-1);
        assertThat(applied[1]).isZero();
        assertThat(applied[3]).isEqualTo(1);
    }

    /** Channels of images are features, and the layer does what the view does. */
    @Test
    void theLayerInAModelGivesTheSameBits() {
        float[] pixels = new float[5 * 2 * 3 * 3];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = 0.1f * (i * 37 % 101) - (i % 3);
        }
        Dataset images = Datasets.of(pixels, Shape.of(2, 3, 3), new int[5]);
        for (Standardizer each :
                new Standardizer[] {Standardizer.fit(images.take(4)), Standardizer.fitRange(images.take(4), -1, 1)}) {
            assertThat(each.mean()).hasSize(3);
            Model model = Model.build(Shape.of(2, 3, 3), 1, each.layer());
            assertThat(model.predict(Tensor.of(Shape.of(5, 2, 3, 3), pixels)).toArray())
                    .containsExactly(ViewsTest.epoch(each.apply(images), 0, 5));
        }
    }

    @Test
    void answersAreNotAskedFor() {
        float[][] rows = new float[70][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = new float[] {0.1f * (i * 37 % 101), 1e6f - i};
        }
        Dataset labelled = Datasets.of(rows, new int[70]);
        Dataset unlabelled = Datasets.unlabelled(rows);
        assertThat(Standardizer.fit(unlabelled).mean())
                .containsExactly(Standardizer.fit(labelled).mean());
        assertThat(Standardizer.fit(unlabelled).deviation())
                .containsExactly(Standardizer.fit(labelled).deviation());
        assertThat(Standardizer.fitRange(unlabelled, 0, 1).mean())
                .containsExactly(Standardizer.fitRange(labelled, 0, 1).mean());
        rows[40][1] = Float.NaN;
        ViewsTest.refused(
                () -> Standardizer.fit(Datasets.unlabelled(rows)),
                "standardizer: NaN in feature 1 of example 40, expected finite numbers; leave the example out");
        assertThatThrownBy(() -> Standardizer.fit(unlabelled.map((values, random) -> {
                    if (values[1] == 1e6f - 40) {
                        throw new IllegalStateException("no such day");
                    }
                    return values;
                })))
                .hasMessageStartingWith("dataset: example 40 ")
                .hasMessageEndingWith("no such day");
    }

    @Test
    void rangesGoFromLeastToGreatest() {
        Dataset data = Datasets.of(new float[] {3, 5, 5, 5, 4, 5}, Shape.of(2), 0, 0, 0);
        Standardizer range = Standardizer.fitRange(data, -1, 1);
        assertThat(ViewsTest.epoch(range.apply(data), 0, 3)).containsExactly(-1, -1, 1, -1, 0, -1);
        assertThat(range.constantFeatures()).containsExactly(1);
    }

    @Test
    void whatCannotBeMeasuredIsRefused() {
        Dataset data = Datasets.of(new float[] {1, 2, 3, Float.NaN}, Shape.of(2), 0, 0);
        ViewsTest.refused(
                () -> Standardizer.fit(data),
                "standardizer: NaN in feature 1 of example 1, expected finite numbers; leave the example out");
        ViewsTest.refused(
                () -> Standardizer.fit(data.take(0)),
                "standardizer: 0 examples of [2], expected at least one with at least one feature");
        ViewsTest.refused(
                () -> Standardizer.fit(data.take(1)).apply(Datasets.of(new float[3], Shape.of(3), 0)),
                "standardizer: examples [3], expected 2 features in the last axis, as in the data it was fitted to");
        ViewsTest.refused(
                () -> Standardizer.fitRange(data, 1, 1),
                "standardizer: range 1.0 to 1.0, expected two finite numbers, the smaller one first");
        Dataset wide = Datasets.of(new float[] {-3e38f, 3e38f}, Shape.of(1), 0, 0); // an infinite span would make NaN
        assertThatThrownBy(() -> Standardizer.fitRange(wide, 0, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("standardizer: feature 0 less -3.0")
                .hasMessageEndingWith(", expected two numbers that float32 can hold; scale it before, or leave it out");
    }
}
