package dev.inkstone.data.augment;

import static dev.inkstone.data.augment.Augmentations.affine;
import static dev.inkstone.data.augment.Augmentations.compose;
import static dev.inkstone.data.augment.Augmentations.cutout;
import static dev.inkstone.data.augment.Augmentations.gaussianNoise;
import static dev.inkstone.data.augment.Augmentations.hue;
import static dev.inkstone.data.augment.Augmentations.randomCrop;
import static dev.inkstone.data.augment.Augmentations.resize;
import static org.assertj.core.api.Assertions.assertThat;

import dev.inkstone.data.Augmentation;
import dev.inkstone.data.Datasets;
import dev.inkstone.tensor.Shape;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Runs with each set of kernels: images are the same to the bit with both, and from version to version. */
class AugmentationBitsTest {
    @Test
    void bitsNeverChange() {
        Augmentation varied = compose(
                affine().rotate(20)
                        .shift(0.1, 0.1)
                        .scale(0.8, 1.2)
                        .stretch(0.9, 1.1)
                        .shear(9)
                        .elastic(20, 3),
                randomCrop(24, 24).padding(2),
                resize(17, 33),
                hue(0.2),
                gaussianNoise(0.1),
                cutout(5).withProbability(0.5));
        float[] images = Datasets.of(Numbers.image(4 * 25 * 31 * 3), Shape.of(25, 31, 3), 0, 1, 2, 3)
                .map(11L, varied)
                .inEpoch(3)
                .inputs()
                .toArray();
        assertThat(Arrays.hashCode(images)).isEqualTo(52740570);
    }
}
