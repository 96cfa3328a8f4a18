package dev.inkstone.mnist.plots;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.util.function.IntPredicate;

/** Where in a picture something is: the smallest box around its pixels, an empty one if there are none. */
final class Bounds {
    private Bounds() {}

    /** Of all pixels of a colour. */
    static Rectangle ofColor(BufferedImage picture, int rgb) {
        int[] pixels = pixels(picture);
        return of(picture, i -> (pixels[i] & 0xffffff) == rgb);
    }

    /** Of all pixels in which two pictures of one size differ. */
    static Rectangle ofChanges(BufferedImage picture, BufferedImage other) {
        assertThat(other.getWidth()).isEqualTo(picture.getWidth());
        assertThat(other.getHeight()).isEqualTo(picture.getHeight());
        int[] pixels = pixels(picture);
        int[] others = pixels(other);
        return of(picture, i -> pixels[i] != others[i]);
    }

    private static int[] pixels(BufferedImage picture) {
        return picture.getRGB(0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth());
    }

    private static Rectangle of(BufferedImage picture, IntPredicate isPart) {
        int width = picture.getWidth();
        Rectangle box = new Rectangle(-1, -1); // takes the place of the first that is added
        for (int i = 0; i < width * picture.getHeight(); i++) {
            if (isPart.test(i)) {
                box.add(new Rectangle(i % width, i / width, 1, 1));
            }
        }
        return box;
    }
}
