package dev.inkstone.mnist.plots;

import java.awt.image.BufferedImage;
import java.util.List;

/** Several states of the same filters, a row for each. */
public final class FilterRows {
    private static final int SCALE = 9;
    private static final int TEXT = 30;

    /**
     * Filters of one channel under a text, with mean and deviation of their weights. A row has a scale of its own: its largest
     * weight has the darkest colour.
     *
     * @param name what is told of them
     * @param slices weights {@code [filter][height · width]}, at least one filter
     * @param kernelWidth weights in a row of a filter
     */
    public record Row(String name, float[][] slices, int kernelWidth) {
        private FilterGrid grid() {
            return new FilterGrid(slices, kernelWidth, slices.length, SCALE);
        }

        private String text() {
            return name + ": " + Filters.statistics(slices);
        }
    }

    private FilterRows() {}

    /**
     * Draws the rows, one below the other.
     *
     * @param rows at least one
     */
    public static BufferedImage draw(String title, String subtitle, List<Row> rows) {
        int width = Canvas.headingWidth(title, subtitle);
        int height = Canvas.MARGIN + 60;
        for (Row row : rows) {
            int inner = Math.max(row.grid().width(), Canvas.width(Canvas.TEXT, row.text()));
            width = Math.max(width, inner + 2 * Canvas.MARGIN);
            height += TEXT + row.grid().height();
        }
        Canvas canvas = new Canvas(width, height + Canvas.MARGIN);
        int top = canvas.heading(title, subtitle);
        for (Row row : rows) {
            row.grid()
                    .draw(canvas, row.text(), Math.max(row.grid().most(), Float.MIN_NORMAL), Canvas.MARGIN, top + TEXT);
            top += TEXT + row.grid().height();
        }
        return canvas.image();
    }
}
