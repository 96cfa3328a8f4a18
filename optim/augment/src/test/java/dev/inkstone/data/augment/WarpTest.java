package dev.inkstone.data.augment;

import static dev.inkstone.data.augment.Augmentations.affine;
import static dev.inkstone.data.augment.Augmentations.elastic;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.inkstone.random.RandomStream;
import dev.inkstone.tensor.Shape;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The expected values are SciPy's, made by {@code optim/src/test/resources/augment/warp.py}. */
@Tag("once")
class WarpTest {
    private static final Warp EVERYTHING = affine().rotate(-40, 60)
            .shift(-0.2, 0.2, -0.3, 0.1)
            .scale(0.7, 1.4)
            .stretch(0.8, 1.3)
            .shear(-20, 30);

    @Test
    void outsideIsOneValue() {
        assertWarp(EVERYTHING.fill(0.25f), Shape.of(4, 6, 1), 0, """
                .23754 .15777 .58690 .50319 .43516 .46661 .26904 .47728 .53146 .41546 .75467 .20456
                .38783 .79678 .51672 .64123 .06995 .39585 .25000 .25000 .25000 .25000 .25000 .25000""");
    }

    @Test
    void outsideIsTheEdge() {
        assertWarp(EVERYTHING.border(Border.NEAREST), Shape.of(5, 4, 2), 1, """
                .60081 .14858 .59178 .36440 .39498 .76498 .19818 .56818 .69577 .13924 .58244 .34725
                .38563 .71449 .18883 .55883 .76989 .33525 .57309 .76468 .37629 .74629 .42490 .54948
                .76054 .52793 .56374 .93374 .36694 .73694 .44546 .54014 .75119 .38994 .55439 .82245
                .35759 .72759 .30747 .53079""");
    }

    @Test
    void outsideIsTheMirroredImage() {
        assertWarp(EVERYTHING.scale(0.3, 0.3).border(Border.REFLECT), Shape.of(5, 4, 2), 2, """
                .78724 .14724 .35017 .56931 .31905 .68905 .75740 .31360 .34204 .24520 .73727 .10748
                .15521 .52521 .62754 .44990 .35401 .72401 .79401 .15401 .27970 .53895 .49934 .44713
                .96719 .32719 .62407 .72687 .67913 .69735 .12354 .49354 .34058 .71058 .44078 .81078
                .33222 .34526 .43397 .66282""");
    }

    @Test
    void outsideIsTheImageAgain() {
        assertWarp(EVERYTHING.scale(0.3, 0.3).border(Border.WRAP), Shape.of(4, 6, 1), 3, """
                .55952 .44758 .62544 .33960 .69136 .23162 .33834 .50309 .47335 .35218 .58502 .35163
                .45508 .46845 .77967 .37280 .74208 .50782 .71244 .44064 .85836 .34984 .70744 .43572""");
    }

    @Test
    void takesTheNearestPixel() {
        assertWarp(EVERYTHING.fill(0.25f).interpolation(Interpolation.NEAREST), Shape.of(4, 6, 1), 4, """
                .25000 .74000 .30000 .50000 .06000 .25000 .25000 .37000 .94000 .13000 .70000 .25000
                .00000 .20000 .77000 .97000 .25000 .25000 .25000 .25000 .60000 .60000 .25000 .25000""");
    }

    @Test
    void elasticDisplacementsAreSmoothedNoise() {
        assertWarp(elastic(6, 1.5), Shape.of(6, 5, 1), 5, """
                .02419 .23957 .53948 .57800 .43273 .34002 .36132 .31633 .62026 .66089 .52559 .58910
                .14960 .50696 .51606 .36446 .52615 .22905 .41132 .63070 .29941 .59266 .72286 .29112
                .74553 .21264 .48330 .53794 .38396 .59883""");
    }

    @Test
    void allIsOneResampling() {
        assertWarp(EVERYTHING.elastic(9, 2), Shape.of(5, 4, 2), 6, """
                .49285 .73257 .18949 .55949 .03661 .20515 .00000 .00000 .60620 .28763 .31544 .68544
                .25015 .44884 .42242 .16645 .76515 .25934 .48526 .81549 .32494 .62592 .79741 .39550
                .63883 .17562 .68217 .62470 .44479 .81479 .19877 .56877 .00000 .00000 .55288 .10822
                .62122 .46102 .20052 .39350""");
    }

    @Test
    void directionsAreThoseOfTheJavadoc() {
        float[] image = {1, 2, 3, 4, 5, 6, 7, 8, 9};
        assertThat(on(affine(), image)).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9);
        assertThat(on(affine().rotate(90, 90), image)).containsExactly(3, 6, 9, 2, 5, 8, 1, 4, 7);
        double third = 1 / 3.0;
        assertThat(on(affine().shift(third, third, 0, 0), image)).containsExactly(0, 1, 2, 0, 4, 5, 0, 7, 8);
        assertThat(on(affine().shift(0, 0, third, third), image)).containsExactly(0, 0, 0, 1, 2, 3, 4, 5, 6);
        assertThat(on(affine().scale(2, 2), image)).containsExactly(3, 3.5f, 4, 4.5f, 5, 5.5f, 6, 6.5f, 7);
        assertThat(on(affine().stretch(2, 2), image)).containsExactly(1.5f, 2, 2.5f, 4.5f, 5, 5.5f, 7.5f, 8, 8.5f);
        float[] leaning = on(affine().shear(45, 45), image);
        assertThat(leaning).containsExactly(new float[] {0, 1, 2, 4, 5, 6, 8, 9, 0}, within(1e-6f));
    }

    @Test
    void saysWhatIsWrong() {
        assertThatThrownBy(() -> affine().rotate(-5))
                .hasMessage("rotate: 5.0 to -5.0, expected two finite numbers, the smaller one first");
        assertThatThrownBy(() -> affine().scale(0, 1))
                .hasMessage("scale: factor 0.0 to 1.0, expected more than 0; 1 keeps the size");
        assertThatThrownBy(() -> affine().shear(90))
                .hasMessage("shear: -90.0 to 90.0 degrees, expected more than -90 and less than 90");
        assertThatThrownBy(() -> elastic(34, 0))
                .hasMessage("elastic: alpha 34.0, sigma 0.0, expected an alpha of 0 or more and a sigma of more than 0"
                        + " and at most 1000 pixels");
        assertThatThrownBy(() -> affine().on(Shape.of(784)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "affine: examples [784], expected images [height, width, channels]; reshape them, or map them"
                                + " before they are flattened");
    }

    private static float[] on(Warp warp, float[] image) {
        return warp.on(Shape.of(3, 3, 1)).apply(image.clone(), RandomStream.of(1, "none"));
    }

    private static void assertWarp(Warp warp, Shape shape, int example, String expected) {
        RandomStream random = RandomStream.of(7, "warp").at(0, example);
        assertThat(warp.on(shape).apply(Numbers.image(shape.size()), random))
                .containsExactly(Numbers.of(expected), within(2e-5f));
    }
}
