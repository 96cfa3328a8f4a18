package dev.inkstone.mnist.plots;

import java.awt.Color;

/** Colours for numbers, white for 0. Their order is the same to the colour-blind, and on grey paper each half of them keeps it. */
enum Shades {
    /** From 0 (white) to 1 (dark blue). */
    BLUE(new int[] {0xffffff, 0xc6dbef, 0x6baed6, 0x2171b5, 0x08306b}, 0),
    /** From 0 (white) to 1 (dark red). */
    RED(new int[] {0xffffff, 0xfdd0b1, 0xfc8d59, 0xd7301f, 0x7f0000}, 0),
    /** From -1 (blue) over 0 (white) to 1 (red). */
    BLUE_TO_RED(new int[] {0x053061, 0x4393c3, 0xffffff, 0xd6604d, 0x67001f}, -1);

    private final int[] stops;
    private final double least;

    Shades(int[] stops, double least) {
        this.stops = stops;
        this.least = least;
    }

    /** The smallest value that has a colour; the greatest is 1. */
    double least() {
        return least;
    }

    /** The colour of a value; of the nearest one that has a colour, where it has none. */
    Color of(double value) {
        double place = Math.max(0, Math.min(1, (value - least) / (1 - least))) * (stops.length - 1);
        int below = Math.min((int) place, stops.length - 2);
        double share = place - below;
        int rgb = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            int from = stops[below] >> shift & 255;
            int to = stops[below + 1] >> shift & 255;
            rgb = rgb << 8 | (int) Math.round(from + share * (to - from));
        }
        return new Color(rgb);
    }

    /** What can be read on a colour. */
    static Color inkOn(Color ground) {
        double light = 0.299 * ground.getRed() + 0.587 * ground.getGreen() + 0.114 * ground.getBlue();
        return light < 140 ? Color.WHITE : Canvas.INK;
    }

    /** An upright bar of the colours, with the numbers at its ends and in the middle. */
    void legend(Canvas canvas, int x, int y, int width, int height, String least, String middle, String most) {
        for (int i = 0; i < height; i++) {
            canvas.fill(of(1 - (1 - this.least) * i / (height - 1)), x, y + i, width, 1);
        }
        canvas.outline(Canvas.LINE, x, y, width, height);
        canvas.text(Canvas.SMALL, Canvas.INK, most, x + width + 6, y + 10, Canvas.Align.LEFT);
        canvas.text(Canvas.SMALL, Canvas.INK, middle, x + width + 6, y + height / 2 + 4, Canvas.Align.LEFT);
        canvas.text(Canvas.SMALL, Canvas.INK, least, x + width + 6, y + height, Canvas.Align.LEFT);
    }
}
