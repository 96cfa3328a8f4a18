package dev.inkstone.data.augment;

import static dev.inkstone.data.augment.Augmentations.cutout;
import static org.assertj.core.api.Assertions.assertThat;

import dev.inkstone.data.Transform;
import dev.inkstone.random.RandomStream;
import dev.inkstone.tensor.Shape;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("once")
class CutoutHolesTest {
    private static final int PIXELS = 20;

    /** What is covered, as bits: after many images every pair of centres has been seen, and nothing else. */
    @Test
    void twoHolesAreTwoSquaresThatChooseTheirPlacesApart() {
        Set<Integer> pairs = new TreeSet<>();
        for (int first = 0; first < PIXELS; first++) {
            for (int second = 0; second < PIXELS; second++) {
                pairs.add(square(first) | square(second));
            }
        }
        Transform twoHoles = cutout(3).fill(0.5f).holes(2).on(Shape.of(5, 4, 1));
        Set<Integer> seen = new TreeSet<>();
        for (int i = 0; i < 4000; i++) {
            float[] image = AugmentationTest.blank(PIXELS);
            seen.add(covered(twoHoles.apply(image, RandomStream.of(2, "holes").at(0, i))));
        }
        assertThat(seen).isEqualTo(pairs);
    }

    /** The 3 × 3 square around a pixel, as far as it lies inside. */
    private static int square(int centre) {
        int bits = 0;
        for (int p = 0; p < PIXELS; p++) {
            boolean near = Math.abs(p / 4 - centre / 4) <= 1 && Math.abs(p % 4 - centre % 4) <= 1;
            bits |= near ? 1 << p : 0;
        }
        return bits;
    }

    private static int covered(float[] image) {
        int bits = 0;
        for (int p = 0; p < PIXELS; p++) {
            bits |= image[p] == 0.5f ? 1 << p : 0;
        }
        return bits;
    }
}
