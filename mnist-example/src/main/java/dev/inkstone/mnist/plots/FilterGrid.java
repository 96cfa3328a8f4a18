package dev.inkstone.mnist.plots;

/**
 * Filters in rows, each a grid of weights: blue below 0, white at 0, red above.
 *
 * @param slices weights {@code [filter][height · width]}
 * @param kernelWidth weights in a row of a filter
 * @param columns filters in a row
 * @param scale pixels along the side of a weight
 */
record FilterGrid(float[][] slices, int kernelWidth, int columns, int scale) {
    /** Pixels between filters. */
    static final int GAP = 6;

    /** What the grid takes, with a gap behind each filter. */
    int width() {
        return columns * (kernelWidth * scale + GAP);
    }

    /** Likewise. */
    int height() {
        int rows = (slices.length + columns - 1) / columns;
        return rows * (kernelHeight() * scale + GAP);
    }

    /** The largest weight without its sign. */
    float most() {
        float most = 0;
        for (float[] slice : slices) {
            for (float weight : slice) {
                most = Math.max(most, Math.abs(weight));
            }
        }
        return most;
    }

    /** Draws the grid with a line of text above it; {@code most} has the darkest red. */
    void draw(Canvas canvas, String text, float most, int left, int top) {
        canvas.text(Canvas.TEXT, Canvas.INK, text, left, top - 10, Canvas.Align.LEFT);
        int width = kernelWidth * scale;
        int height = kernelHeight() * scale;
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

    private int kernelHeight() {
        return slices[0].length / kernelWidth;
    }
}
