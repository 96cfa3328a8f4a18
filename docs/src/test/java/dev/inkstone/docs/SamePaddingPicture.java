package dev.inkstone.docs;

/** Where the windows of a strided convolution stand: a row of pixels, the zeros around it, and a bar for each window. */
final class SamePaddingPicture {
    private static final int CELL = 24;
    private static final int LEFT = 40;
    private static final int STRIP = 132;
    private static final String[] COLOURS = {"#1f77b4", "#ff7f0e"};

    private SamePaddingPicture() {}

    static String draw() {
        Svg svg = new Svg(LEFT + 30 * CELL + 16, 3 * STRIP + 8);
        strip(svg, 0, "SAME: 28 pixels, kernel 3, stride 2, one zero in all, and it goes after: 14 windows", 28, 0, 1);
        strip(svg, 1, "SAME: 27 pixels, kernel 3, stride 2, two zeros in all: 14 windows", 27, 1, 1);
        strip(
                svg,
                2,
                "PyTorch, padding=1: 28 pixels, kernel 3, stride 2: 14 windows, and none reads the last zero",
                28,
                1,
                1);
        return svg.toString();
    }

    private static void strip(Svg svg, int index, String title, int pixels, int before, int after) {
        int y = index * STRIP + 26;
        int first = LEFT + CELL; // where pixel 0 stands, so that strips can be compared
        svg.text(LEFT, y, 15, "start", title);
        for (int i = -before; i < pixels + after; i++) {
            boolean padding = i < 0 || i >= pixels;
            int x = first + i * CELL;
            svg.rectangle(x, y + 12, CELL, CELL, padding ? "#dddddd" : "#ffffff", "#888888");
            svg.text(x + CELL / 2.0, y + 29, 12, "middle", padding ? "0" : Integer.toString(i));
        }
        for (int window = 0; 2 * window + 3 <= before + pixels + after; window++) {
            int x = first + (2 * window - before) * CELL;
            double bar = y + 46 + 20 * (window % 2);
            svg.rectangle(x + 2, bar, 3 * CELL - 4, 12, COLOURS[window % 2], "none");
            svg.circle(x + 1.5 * CELL, bar + 6, 3, "#ffffff");
        }
    }
}
