package dev.inkstone.mnist.plots;

import dev.inkstone.data.Dataset;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Locale;

/** The images that a model got wrong. */
public final class Misclassified {
    private static final int COLUMNS = 8;
    private static final int SIDE = 84;

    private Misclassified() {}

    /**
     * The mistakes that the model was surest of, each with the right class, the wrong answer, and the probability that the model
     * gave to it. Where there is no mistake, the picture says so.
     *
     * @param review of the model on {@code data}
     * @param data images {@code [height, width, 1 or 3]}; 0 is black and 1 is white
     * @param names of the classes in order; none for their indices
     * @throws IllegalArgumentException if the examples are no images, or there is not a name for each class
     */
    public static BufferedImage draw(Review review, Dataset data, String... names) {
        Pictures.check("misclassified", data);
        Pictures.checkNames("misclassified", review.matrix().classes(), names);
        List<TileGrid.Tile> tiles = review.surest().stream()
                .map(mistake -> new TileGrid.Tile(Pictures.of(data, mistake.index()), captions(mistake, names)))
                .toList();
        return TileGrid.draw("Misclassified images", subtitle(review), tiles, COLUMNS, SIDE);
    }

    /** What stands above: {@code 126 of 10,000 images are misclassified …}. */
    static String subtitle(Review review) {
        long mistakes = review.mistakes();
        int shown = review.surest().size();
        String which = mistakes == 0
                ? ""
                : mistakes > shown
                        ? String.format(Locale.ROOT, "; these are the %,d that the model was surest of", shown)
                        : "; the model was surest of the first ones";
        return String.format(
                Locale.ROOT,
                "%,d of %,d images are misclassified%s",
                mistakes,
                review.matrix().total(),
                which);
    }

    /** What stands under an image. */
    static List<String> captions(Mistake mistake, String... names) {
        String answer = mistake.predicted() < 0
                ? "no answer"
                : String.format(
                        Locale.ROOT,
                        "predicted %s (%.0f %%)",
                        Pictures.name(mistake.predicted(), names),
                        100 * mistake.probability());
        return List.of("true " + Pictures.name(mistake.actual(), names), answer);
    }
}
