package dev.inkstone.data.augment;

import static dev.inkstone.data.augment.Augmentations.affine;
import static dev.inkstone.data.augment.Augmentations.compose;
import static dev.inkstone.data.augment.Augmentations.cutout;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inkstone.data.Augmentation;
import dev.inkstone.data.BatchIterator;
import dev.inkstone.data.Batches;
import dev.inkstone.data.Dataset;
import dev.inkstone.data.Datasets;
import dev.inkstone.data.Example;
import dev.inkstone.data.ExampleStream;
import dev.inkstone.data.Transform;
import dev.inkstone.parallel.WorkerPool;
import dev.inkstone.random.RandomStream;
import dev.inkstone.tensor.Shape;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("once")
class AugmentationTest {
    private static final Shape IMAGE = Shape.of(6, 7, 1);
    private static final Augmentation VARIED =
            compose(affine().rotate(20).elastic(5, 2), cutout(3).withProbability(0.5), affine().shift(0.2, 0.2));

    @Test
    void sameSeedSameBitsAtAnyThreadCountOrderAndStart() {
        Batches batches = images(20).map(7, VARIED).shuffled(3).batches(8);
        float[] first = epoch(batches, 2, 0);
        for (int threads : new int[] {1, 3}) {
            try (WorkerPool.Scope scope = WorkerPool.scoped(threads)) {
                assertThat(epoch(batches, 2, 0)).containsExactly(first);
                assertThat(epoch(batches.prefetch(2), 2, 0)).containsExactly(first);
            }
        }
        float[] resumed = Arrays.copyOfRange(first, 8 * IMAGE.size(), first.length);
        assertThat(epoch(batches, 2, 1)).containsExactly(resumed);
    }

    @Test
    void epochsExamplesAndStepsDiffer() {
        Dataset same = images(1).repeat(2).map(7, VARIED);
        float[] first = epoch(same.batches(2), 0, 0);
        assertThat(epoch(same.batches(2), 1, 0)).isNotEqualTo(first);
        assertThat(Arrays.copyOfRange(first, 0, 42)).isNotEqualTo(Arrays.copyOfRange(first, 42, 84));
        float[] blank = blank(200);
        Transform twice = cutout(1).then(cutout(1)).on(Shape.of(10, 20, 1));
        assertThat(count(twice.apply(blank, RandomStream.of(1, "twice")), 0)).isEqualTo(2);
    }

    @Test
    void streamsAreMappedAsDataSetsAre() {
        Dataset data = images(5);
        ExampleStream stream = ExampleStream.of(
                5,
                IMAGE,
                epoch -> IntStream.range(0, 5)
                        .mapToObj(i -> Example.of(data.range(i, i + 1).inputs().toArray(), 0))
                        .iterator());
        float[] mapped = epoch(data.map(7, VARIED).batches(5), 1, 0);
        assertThat(epoch(stream.map(7, VARIED).batches(5), 1, 0)).containsExactly(mapped);
    }

    @Test
    void probabilityIsTheShareOfTheImages() {
        Augmentation covered = cutout(1).withProbability(0.25);
        Transform transform = covered.on(Shape.of(1, 1, 1));
        int hit = 0;
        for (int i = 0; i < 10_000; i++) {
            hit += transform.apply(blank(1), RandomStream.of(5, "share").at(0, i))[0] == 0 ? 1 : 0;
        }
        assertThat(hit).isBetween(2_370, 2_630); // three deviations
        assertThatThrownBy(() -> cutout(1).withProbability(1.5))
                .hasMessage("augmentation: probability 1.5, expected a number from 0 to 1");
    }

    @Test
    void cutoutCoversSquaresThatMayLieHalfOutside() {
        Shape shape = Shape.of(5, 4, 2);
        boolean[] centred = new boolean[20];
        for (int i = 0; i < 400; i++) {
            float[] image = cutout(3)
                    .fill(0.5f)
                    .on(shape)
                    .apply(blank(40), RandomStream.of(2, "cut").at(0, i));
            int covered = count(image, 0.5f) / 2;
            assertThat(covered).isIn(4, 6, 9);
            for (int p = 0; p < 20; p++) {
                assertThat(image[2 * p]).isEqualTo(image[2 * p + 1]);
                centred[p] |= isCentre(image, p / 4, p % 4, covered);
            }
        }
        assertThat(centred).containsOnly(true);
        assertThat(cutout(9).on(shape).apply(blank(40), RandomStream.of(2, "all")))
                .containsOnly(0);
        assertThatThrownBy(() -> cutout(0)).hasMessage("cutout: size 0, holes 1, expected 1 or more of both");
    }

    /** Whether what is covered is the 3 × 3 square around a pixel. */
    private static boolean isCentre(float[] image, int y, int x, int covered) {
        int around = 0;
        for (int p = 0; p < 20; p++) {
            boolean near = Math.abs(p / 4 - y) <= 1 && Math.abs(p % 4 - x) <= 1;
            around += near && image[2 * p] == 0.5f ? 1 : 0;
            if (near && image[2 * p] != 0.5f) {
                return false;
            }
        }
        return around == covered;
    }

    static Dataset images(int count) {
        float[] values = new float[count * IMAGE.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = i * 37 % 101 / 100f;
        }
        return Datasets.of(values, IMAGE, new int[count]);
    }

    static float[] blank(int size) {
        float[] values = new float[size];
        Arrays.fill(values, 1);
        return values;
    }

    private static int count(float[] values, float wanted) {
        return (int) IntStream.range(0, values.length)
                .filter(i -> values[i] == wanted)
                .count();
    }

    static float[] epoch(Batches batches, int epoch, int firstBatch) {
        float[] all = new float[0];
        try (BatchIterator iterator = batches.epoch(epoch, firstBatch)) {
            while (iterator.hasNext()) {
                float[] batch = iterator.next().inputs().toArray();
                int end = all.length;
                all = Arrays.copyOf(all, end + batch.length);
                System.arraycopy(batch, 0, all, end, batch.length);
            }
        }
        return all;
    }
}
