package dev.inkstone.tensorboard;

import dev.inkstone.data.Dataset;
import dev.inkstone.metrics.Mistake;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.ShapeException;
import dev.inkstone.tensor.Tensor;
import java.util.List;

/**
 * Images that a model takes for another class, over each the class that it is (green) and the one it is taken for (red).
 *
 * @param data images {@code [height, width, 1 or 3]} with values from 0 to 1
 * @param most how many are shown
 */
record MistakeGrid(Dataset data, int most) {
    static final String DESCRIPTION = "true class > predicted class";

    private static final byte[] WHITE = {(byte) 0xFF, (byte) 0xFF, (byte) 0xFF};
    private static final byte[] GREEN = {0, (byte) 0x90, 0};
    private static final byte[] GREY = {(byte) 0x80, (byte) 0x80, (byte) 0x80};
    private static final byte[] RED = {(byte) 0xD0, 0, 0};
    private static final int GAP = 4;
    /** Pixels that small images are magnified to. */
    private static final int SIDE = 64;

    MistakeGrid {
        Shape shape = data.inputShape();
        if (shape.rank() != 3 || shape.size() == 0 || (shape.dim(2) != 1 && shape.dim(2) != 3)) {
            throw new ShapeException("tensorboard: mistakes of examples " + shape
                    + ", expected images [height, width, 1 or 3]; leave mistakes(…) out for other data");
        }
        if (data.size() == 0 || most < 1) {
            throw new IllegalArgumentException(
                    "tensorboard: " + most + " mistakes of " + data.size() + " examples, expected 1 or more of each");
        }
    }

    Picture draw(List<Mistake> mistakes) {
        Shape shape = data.inputShape();
        int pixel = Math.max(1, SIDE / Math.max(shape.dim(0), shape.dim(1)));
        int characters =
                mistakes.stream().mapToInt(m -> caption(m).length()).max().orElse(0);
        int wide = Math.max(shape.dim(1) * pixel, Caption.width(characters)) + GAP;
        int high = Caption.HEIGHT + GAP + shape.dim(0) * pixel + GAP;
        int columns = Math.max(1, (int) Math.ceil(Math.sqrt(mistakes.size())));
        int rows = Math.max(1, (mistakes.size() + columns - 1) / columns);
        Picture picture = Picture.filled(rows * high + GAP, columns * wide + GAP, WHITE);
        for (int i = 0; i < mistakes.size(); i++) {
            draw(mistakes.get(i), i / columns * high + GAP, i % columns * wide + GAP, pixel, picture);
        }
        return picture;
    }

    private void draw(Mistake mistake, int top, int left, int pixel, Picture picture) {
        int column = Caption.draw(picture, top, left, Integer.toString(mistake.actual()), GREEN);
        column = Caption.draw(picture, top, column, ">", GREY);
        Caption.draw(picture, top, column, predicted(mistake), RED);
        Tensor image = Tensor.zeros(data.inputShape());
        data.read(mistake.example(), image.array(), 0);
        int channels = image.shape().dim(2);
        for (int y = 0; y < image.shape().dim(0); y++) {
            for (int x = 0; x < image.shape().dim(1); x++) {
                byte[] colour = new byte[3];
                for (int c = 0; c < 3; c++) {
                    colour[c] = Picture.level(image.get(y, x, Math.min(c, channels - 1)));
                }
                picture.square(top + Caption.HEIGHT + GAP + y * pixel, left + x * pixel, pixel, colour);
            }
        }
    }

    private static String caption(Mistake mistake) {
        return mistake.actual() + ">" + predicted(mistake);
    }

    /** A dash for a model that answers NaN. */
    private static String predicted(Mistake mistake) {
        return mistake.predicted() < 0 ? "-" : Integer.toString(mistake.predicted());
    }
}
