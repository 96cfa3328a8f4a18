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

/** The expected values are SciPy's, made by {@code src/test/resources/augment/warp.py}. */
@Tag("once")
class WarpTest {
    private static final Warp EVERYTHING = affine().rotate(-40, 60)
            .shift(-0.2, 0.2, -0.3, 0.1)
            .scale(0.7, 1.4)
            .stretch(0.8, 1.3)
            .shear(-20, 30);

    @Test
    void outsideIsOneValue() {
        assertWarp(
                EVERYTHING.fill(0.25f),
                Shape.of(4, 6, 1),
                0,
                .23754f,
                .15777f,
                .58690f,
                .50319f,
                .43516f,
                .46661f,
                .26904f,
                .47728f,
                .53146f,
                .41546f,
                .75467f,
                .20456f,
                .38783f,
                .79678f,
                .51672f,
                .64123f,
                .06995f,
                .39585f,
                .25000f,
                .25000f,
                .25000f,
                .25000f,
                .25000f,
                .25000f);
    }

    @Test
    void outsideIsTheEdge() {
        assertWarp(
                EVERYTHING.border(Border.NEAREST),
                Shape.of(5, 4, 2),
                1,
                .60081f,
                .14858f,
                .59178f,
                .36440f,
                .39498f,
                .76498f,
                .19818f,
                .56818f,
                .69577f,
                .13924f,
                .58244f,
                .34725f,
                .38563f,
                .71449f,
                .18883f,
                .55883f,
                .76989f,
                .33525f,
                .57309f,
                .76468f,
                .37629f,
                .74629f,
                .42490f,
                .54948f,
                .76054f,
                .52793f,
                .56374f,
                .93374f,
                .36694f,
                .73694f,
                .44546f,
                .54014f,
                .75119f,
                .38994f,
                .55439f,
                .82245f,
                .35759f,
                .72759f,
                .30747f,
                .53079f);
    }

    @Test
    void outsideIsTheMirroredImage() {
        assertWarp(
                EVERYTHING.scale(0.3, 0.3).border(Border.REFLECT),
                Shape.of(5, 4, 2),
                2,
                .78724f,
                .14724f,
                .35017f,
                .56931f,
                .31905f,
                .68905f,
                .75740f,
                .31360f,
                .34204f,
                .24520f,
                .73727f,
                .10748f,
                .15521f,
                .52521f,
                .62754f,
                .44990f,
                .35401f,
                .72401f,
                .79401f,
                .15401f,
                .27970f,
                .53895f,
                .49934f,
                .44713f,
                .96719f,
                .32719f,
                .62407f,
                .72687f,
                .67913f,
                .69735f,
                .12354f,
                .49354f,
                .34058f,
                .71058f,
                .44078f,
                .81078f,
                .33222f,
                .34526f,
                .43397f,
                .66282f);
    }

    @Test
    void outsideIsTheImageAgain() {
        assertWarp(
                EVERYTHING.scale(0.3, 0.3).border(Border.WRAP),
                Shape.of(4, 6, 1),
                3,
                .55952f,
                .44758f,
                .62544f,
                .33960f,
                .69136f,
                .23162f,
                .33834f,
                .50309f,
                .47335f,
                .35218f,
                .58502f,
                .35163f,
                .45508f,
                .46845f,
                .77967f,
                .37280f,
                .74208f,
                .50782f,
                .71244f,
                .44064f,
                .85836f,
                .34984f,
                .70744f,
                .43572f);
    }

    @Test
    void takesTheNearestPixel() {
        assertWarp(
                EVERYTHING.fill(0.25f).interpolation(Interpolation.NEAREST),
                Shape.of(4, 6, 1),
                4,
                .25000f,
                .74000f,
                .30000f,
                .50000f,
                .06000f,
                .25000f,
                .25000f,
                .37000f,
                .94000f,
                .13000f,
                .70000f,
                .25000f,
                .00000f,
                .20000f,
                .77000f,
                .97000f,
                .25000f,
                .25000f,
                .25000f,
                .25000f,
                .60000f,
                .60000f,
                .25000f,
                .25000f);
    }

    @Test
    void elasticDisplacementsAreSmoothedNoise() {
        assertWarp(
                elastic(6, 1.5),
                Shape.of(6, 5, 1),
                5,
                .02419f,
                .23957f,
                .53948f,
                .57800f,
                .43273f,
                .34002f,
                .36132f,
                .31633f,
                .62026f,
                .66089f,
                .52559f,
                .58910f,
                .14960f,
                .50696f,
                .51606f,
                .36446f,
                .52615f,
                .22905f,
                .41132f,
                .63070f,
                .29941f,
                .59266f,
                .72286f,
                .29112f,
                .74553f,
                .21264f,
                .48330f,
                .53794f,
                .38396f,
                .59883f);
    }

    @Test
    void allIsOneResampling() {
        assertWarp(
                EVERYTHING.elastic(9, 2),
                Shape.of(5, 4, 2),
                6,
                .49285f,
                .73257f,
                .18949f,
                .55949f,
                .03661f,
                .20515f,
                .00000f,
                .00000f,
                .60620f,
                .28763f,
                .31544f,
                .68544f,
                .25015f,
                .44884f,
                .42242f,
                .16645f,
                .76515f,
                .25934f,
                .48526f,
                .81549f,
                .32494f,
                .62592f,
                .79741f,
                .39550f,
                .63883f,
                .17562f,
                .68217f,
                .62470f,
                .44479f,
                .81479f,
                .19877f,
                .56877f,
                .00000f,
                .00000f,
                .55288f,
                .10822f,
                .62122f,
                .46102f,
                .20052f,
                .39350f);
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

    private static void assertWarp(Warp warp, Shape shape, int example, float... expected) {
        float[] image = new float[shape.size()];
        for (int i = 0; i < image.length; i++) {
            image[i] = i * 37 % 101 / 100f;
        }
        RandomStream random = RandomStream.of(7, "warp").at(0, example);
        assertThat(warp.on(shape).apply(image, random)).containsExactly(expected, within(2e-5f));
    }
}
