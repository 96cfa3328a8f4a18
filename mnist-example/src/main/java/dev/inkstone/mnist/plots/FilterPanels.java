package dev.inkstone.mnist.plots;

import dev.inkstone.autodiff.Parameter;
import java.awt.image.BufferedImage;
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

    BufferedImage draw() {
        int filters = after.length;
        int columns = (int) Math.ceil(Math.sqrt(filters));
        int longest = Math.max(kernel.shape().dim(0), kernel.shape().dim(1));
        int scale = Math.max(1, Math.min(20, (PANEL / columns - FilterGrid.GAP) / longest));
        FilterGrid first = new FilterGrid(before, kernel.shape().dim(1), columns, scale);
        FilterGrid second = new FilterGrid(after, kernel.shape().dim(1), columns, scale);

        String left = "before: " + Filters.statistics(before);
        String right = "after: " + Filters.statistics(after);
        int panel =
                Math.max(first.width(), Math.max(Canvas.width(Canvas.TEXT, left), Canvas.width(Canvas.TEXT, right)));
        int height = Math.max(first.height(), 90);
        String title = "Filters of " + layer() + " before and after training";
        String subtitle =
                "weights of the " + filters + " filters " + kernel.shape().dim(0) + "×"
                        + kernel.shape().dim(1) + " for input channel " + channel + " of "
                        + kernel.shape().dim(2);
        int barX = Canvas.MARGIN + 2 * (panel + BETWEEN);
        int width = Math.max(barX + BAR + 70, Canvas.headingWidth(title, subtitle));
        Canvas canvas = new Canvas(width, Canvas.MARGIN + 60 + 24 + height + Canvas.MARGIN);
        int top = canvas.heading(title, subtitle) + 24;

        float most = Math.max(Math.max(first.most(), second.most()), Float.MIN_NORMAL);
        first.draw(canvas, left, most, Canvas.MARGIN, top);
        second.draw(canvas, right, most, Canvas.MARGIN + panel + BETWEEN, top);
        String limit = String.format(Locale.ROOT, "%.3g", most);
        Shades.BLUE_TO_RED.legend(canvas, barX, top, BAR, height - FilterGrid.GAP, "−" + limit, "0", limit);
        return canvas.image();
    }

    /** The name of the parameter, unless it is the only kernel that layers usually have. */
    private String layer() {
        String name = kernel.name();
        return name.endsWith("/kernel") ? name.substring(0, name.lastIndexOf('/')) : name;
    }
}
