package dev.inkstone.mnist.plots;

import dev.inkstone.metrics.ConfusionMatrix;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** A confusion matrix as pictures: what is right, and what is wrong. */
public final class Confusions {
    private static final int MOST_CLASSES = 500;

    private Confusions() {}

    /**
     * How many examples of each class (the row) were taken for which (the column).
     *
     * @param names of the classes in order; none for their indices
     * @throws IllegalArgumentException if there is not a name for each class, or there are more than 500 classes
     */
    public static BufferedImage counts(ConfusionMatrix matrix, String... names) {
        double[][] counts = new double[matrix.classes()][matrix.classes()];
        for (int i = 0; i < counts.length; i++) {
            for (int j = 0; j < counts.length; j++) {
                counts[i][j] = matrix.count(i, j);
            }
        }
        String subtitle =
                String.format(Locale.ROOT, "images; %.2f %% of %,d are right", 100 * matrix.accuracy(), matrix.total());
        List<String> labels = labels(matrix, names);
        return new Heatmap("Confusion matrix", subtitle, labels, counts, Shades.BLUE, Confusions::count).draw();
    }

    /**
     * The mistakes alone: each count as a share of the examples of its class, so that classes of different sizes can be compared,
     * and nothing on the diagonal, which would outshine them (Géron, Hands-On Machine Learning, 2019, chapter 3).
     *
     * @param names of the classes in order; none for their indices
     * @throws IllegalArgumentException if there is not a name for each class, or there are more than 500 classes
     */
    public static BufferedImage errors(ConfusionMatrix matrix, String... names) {
        return new Heatmap(
                        "Errors",
                        "share of the images of the true class in %; the diagonal (what is right) is left out",
                        labels(matrix, names),
                        errorRates(matrix),
                        Shades.RED,
                        share -> String.format(Locale.ROOT, "%.1f", 100 * share))
                .draw();
    }

    /** {@code [true][predicted]} as shares of the examples of the true class; NaN on the diagonal. */
    static double[][] errorRates(ConfusionMatrix matrix) {
        double[][] rates = matrix.normalized();
        for (int i = 0; i < rates.length; i++) {
            rates[i][i] = Double.NaN;
        }
        return rates;
    }

    private static String count(double count) {
        return String.format(Locale.ROOT, "%.0f", count);
    }

    private static List<String> labels(ConfusionMatrix matrix, String... names) {
        if (matrix.classes() > MOST_CLASSES) {
            throw new IllegalArgumentException("confusions: " + matrix.classes() + " classes, expected at most "
                    + MOST_CLASSES + " to be seen apart; read matrix.mostConfused(n)");
        }
        Pictures.checkNames("confusions", matrix.classes(), names);
        return IntStream.range(0, matrix.classes())
                .mapToObj(label -> Pictures.name(label, names))
                .toList();
    }
}
