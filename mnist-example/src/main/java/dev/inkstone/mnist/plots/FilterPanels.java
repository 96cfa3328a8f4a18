package dev.inkstone.mnist.plots;

import dev.inkstone.autodiff.Parameter;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.Locale;

/**
 * Two grids of filters beside each other, in one scale of colours.
 *
 * @param kernel after training
 * @param channel of the input
 * @param before weights {@code [filter][height · width]}
 * @param after likewise
 */
record FilterPanels(Parameter kernel, int channel, float[][] before, float[][] after) {
    private static final int PANEL = 380;
    private static final int BETWEEN = 40;
    private static final int BAR = 18;
    private static final int GAP = 6;

    BufferedImage draw() {
        int filters = after.length;
        int columns = (int) Math.ceil(Math.sqrt(filters));
        int rows = (filters + columns - 1) / columns;
        int longest = Math.max(kernel.shape().dim(0), kernel.shape().dim(1));
        int scale = Math.max(1, Math.min(20, (PANEL / columns - GAP) / longest));
        int across = kernel.shape().dim(1) * scale + GAP;
        int down = kernel.shape().dim(0) * scale + GAP;

        String left = "before: " + Filters.statistics(before);
        String right = "after: " + Filters.statistics(after);
        int panel =
                Math.max(columns * across, Math.max(Canvas.width(Canvas.TEXT, left), Canvas.width(Canvas.TEXT, right)));
        int height = Math.max(rows * down, 90);
        String title = "Filters of " + layer() + " before and after training";
        String subtitle =
                "weights of the " + filters + " filters " + kernel.shape().dim(0) + "×"
                        + kernel.shape().dim(1) + " for input channel " + channel + " of "
                        + kernel.shape().dim(2);
        int barX = Canvas.MARGIN + 2 * (panel + BETWEEN);
        int width = Math.max(barX + BAR + 70, Canvas.headingWidth(title, subtitle));
        Canvas canvas = new Canvas(width, Canvas.MARGIN + 60 + 24 + height + Canvas.MARGIN);
        int top = canvas.heading(title, subtitle) + 24;

        float most = Math.max(greatest(), Float.MIN_NORMAL);
        panel(canvas, left, before, columns, scale, most, Canvas.MARGIN, top);
        panel(canvas, right, after, columns, scale, most, Canvas.MARGIN + panel + BETWEEN, top);
        String limit = String.format(Locale.ROOT, "%.3g", most);
        Shades.BLUE_TO_RED.legend(canvas, barX, top, BAR, height - GAP, "−" + limit, "0", limit);
        return canvas.image();
    }

    private void panel(
            Canvas canvas, String text, float[][] slices, int columns, int scale, float most, int left, int top) {
        canvas.text(Canvas.TEXT, Canvas.INK, text, left, top - 10, Canvas.Align.LEFT);
        int kernelWidth = kernel.shape().dim(1);
        int width = kernelWidth * scale;
        int height = kernel.shape().dim(0) * scale;
        for (int filter = 0; filter < slices.length; filter++) {
            int x = left + filter % columns * (width + GAP);
            int y = top + filter / columns * (height + GAP);
            for (int i = 0; i < slices[filter].length; i++) {
                canvas.fill(
                        Shades.BLUE_TO_RED.of(slices[filter][i] / most),
                        x + i % kernelWidth * scale,
                        y + i / kernelWidth * scale,
                        scale,
                        scale);
            }
            canvas.outline(Canvas.LINE, x, y, width, height);
        }
    }

    /** The name of the parameter, unless it is the only kernel that layers usually have. */
    private String layer() {
        String name = kernel.name();
        return name.endsWith("/kernel") ? name.substring(0, name.lastIndexOf('/')) : name;
    }

    private float greatest() {
        float most = 0;
        for (float[][] slices : Arrays.asList(before, after)) {
            for (float[] slice : slices) {
                for (float weight : slice) {
                    most = Math.max(most, Math.abs(weight));
                }
            }
        }
        return most;
    }
}
