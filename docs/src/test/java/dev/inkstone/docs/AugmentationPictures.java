package dev.inkstone.docs;

import static dev.inkstone.data.augment.Augmentations.*;

import dev.inkstone.data.Augmentation;
import dev.inkstone.data.Dataset;
import dev.inkstone.data.augment.Border;
import dev.inkstone.mnist.Mnist;
import dev.inkstone.tensor.Shape;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import javax.imageio.ImageIO;

/**
 * The pictures of {@code docs/augmentation.md}: in each row an image, and then what an augmentation makes of it in seven epochs.
 * {@code main} writes them to the folder it is given.
 */
final class AugmentationPictures {
    private static final int DRAWS = 7;
    private static final int ZOOM = 2;
    private static final int GAP = 4;

    private AugmentationPictures() {}

    /** Writes all pictures. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        for (Map.Entry<String, BufferedImage> picture : all().entrySet()) {
            ImageIO.write(
                    picture.getValue(),
                    "png",
                    folder.resolve(picture.getKey() + ".png").toFile());
        }
    }

    /** The pictures by their names. */
    static Map<String, BufferedImage> all() {
        Map<String, BufferedImage> pictures = new LinkedHashMap<>();
        Dataset digits = digits();
        grey().forEach((name, change) -> pictures.put(name, picture(digits, change)));
        borders().forEach((name, change) -> pictures.put(name, picture(Scene.repeated(1), change)));
        colors().forEach((name, change) -> pictures.put(name, picture(Scene.repeated(1), change)));
        return pictures;
    }

    /** Three digits of the training set. */
    private static Dataset digits() {
        Dataset train = Mnist.bundled().train();
        int[] chosen = new int[3];
        int[] wanted = {2, 4, 8};
        for (int i = 0; i < 3; i++) {
            int example = 0;
            while (train.label(example) != wanted[i]) {
                example++;
            }
            chosen[i] = example;
        }
        return train.select(chosen);
    }

    private static Map<String, Augmentation> grey() {
        Map<String, Augmentation> changes = new LinkedHashMap<>();
        changes.put("rotate", rotate(30));
        changes.put("shift", shift(0.2, 0.2));
        changes.put("scale", scale(0.6, 1.3));
        changes.put("stretch", affine().stretch(0.6, 1.5));
        changes.put("shear", shear(30));
        changes.put("elastic", elastic(34, 4));
        changes.put(
                "all-in-one",
                affine().rotate(15).shift(0.1, 0.1).scale(0.9, 1.1).shear(10).elastic(34, 4));
        changes.put("cutout", cutout(10).fill(0.5f));
        changes.put("gaussian-noise", gaussianNoise(0.2));
        changes.put("salt-and-pepper", saltAndPepper(0.1));
        changes.put("resize", resize(12, 12).then(resize(28, 28)));
        return changes;
    }

    private static Map<String, Augmentation> borders() {
        Map<String, Augmentation> changes = new LinkedHashMap<>();
        for (Border border : Border.values()) {
            String name = "border-" + border.name().toLowerCase(Locale.ROOT);
            changes.put(
                    name, affine().rotate(30).shift(0.2, 0.2).scale(0.4, 0.7).border(border));
        }
        return changes;
    }

    private static Map<String, Augmentation> colors() {
        Map<String, Augmentation> changes = new LinkedHashMap<>();
        changes.put("flip", randomHorizontalFlip().then(randomVerticalFlip()));
        changes.put("crop", randomCrop(48, 48).padding(8));
        changes.put("crop-resize", randomCrop(32, 32).then(resize(48, 48)));
        changes.put("brightness", brightness(0.4));
        changes.put("contrast", contrast(0.3, 2));
        changes.put("saturation", saturation(0, 2));
        changes.put("hue", hue(0.5));
        return changes;
    }

    private static BufferedImage picture(Dataset images, Augmentation change) {
        Shape shape = images.inputShape();
        int cell = ZOOM * shape.dim(0) + GAP;
        int type = shape.dim(2) == 1 ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_INT_RGB;
        BufferedImage picture = new BufferedImage((DRAWS + 1) * cell + 2 * GAP, images.size() * cell + GAP, type);
        int channels = picture.getRaster().getNumBands();
        int[] white = new int[picture.getWidth() * picture.getHeight() * channels];
        Arrays.fill(white, 255);
        picture.getRaster().setPixels(0, 0, picture.getWidth(), picture.getHeight(), white);
        Dataset changed = images.map(7L, change);
        for (int row = 0; row < images.size(); row++) {
            draw(images, row, picture, GAP, row * cell + GAP);
            for (int epoch = 0; epoch < DRAWS; epoch++) {
                draw(changed.inEpoch(epoch), row, picture, (epoch + 1) * cell + 2 * GAP, row * cell + GAP);
            }
        }
        return picture;
    }

    private static void draw(Dataset images, int index, BufferedImage picture, int left, int top) {
        Shape shape = images.inputShape();
        float[] values = new float[shape.size()];
        images.read(index, values, 0);
        int channels = shape.dim(2);
        int[] pixel = new int[channels];
        for (int y = 0; y < ZOOM * shape.dim(0); y++) {
            for (int x = 0; x < ZOOM * shape.dim(1); x++) {
                for (int c = 0; c < channels; c++) {
                    float value = values[(y / ZOOM * shape.dim(1) + x / ZOOM) * channels + c];
                    pixel[c] = Math.round(255 * Math.max(0, Math.min(1, value)));
                }
                picture.getRaster().setPixel(left + x, top + y, pixel);
            }
        }
    }
}
