package dev.inkstone.mnist.plots;

import dev.inkstone.data.Dataset;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** What the data look like. */
public final class Samples {
    private static final int COLUMNS = 10;
    private static final int SIDE = 64;

    private Samples() {}

    /**
     * The first images of a data set with their labels.
     *
     * @param what they are: {@code "training images"}
     * @param data images {@code [height, width, 1 or 3]} with class labels; 0 is black and 1 is white
     * @param most how many at most
     * @param names of the classes in order; none for their indices
     * @throws IllegalArgumentException if the examples are no images, or a class has no name
     */
    public static BufferedImage draw(String what, Dataset data, int most, String... names) {
        Pictures.check("samples", data);
        int count = Math.min(most, data.size());
        Pictures.checkNames(
                "samples", 1 + IntStream.range(0, count).map(data::label).max().orElse(-1), names);
        List<TileGrid.Tile> tiles = IntStream.range(0, count)
                .mapToObj(i -> new TileGrid.Tile(Pictures.of(data, i), List.of(Pictures.name(data.label(i), names))))
                .toList();
        String subtitle = String.format(Locale.ROOT, "the first %,d of %,d, each with its label", count, data.size());
        return TileGrid.draw(capitalised(what), subtitle, tiles, COLUMNS, SIDE);
    }

    private static String capitalised(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }
}
