package dev.inkstone.docs;

import java.util.Locale;

/** A picture as text: shapes on white, in the order in which they are drawn. */
final class Svg {
    private final StringBuilder body = new StringBuilder();
    private final int width;
    private final int height;

    Svg(int width, int height) {
        this.width = width;
        this.height = height;
        rectangle(0, 0, width, height, "#ffffff", "none");
    }

    void rectangle(double x, double y, double w, double h, String fill, String stroke) {
        add("<rect x='%s' y='%s' width='%s' height='%s' fill='%s' stroke='%s'/>", x, y, w, h, fill, stroke);
    }

    void circle(double x, double y, double radius, String fill) {
        add("<circle cx='%s' cy='%s' r='%s' fill='%s'/>", x, y, radius, fill);
    }

    void line(double x1, double y1, double x2, double y2, String stroke) {
        add("<path d='M%s %sL%s %s' stroke='%s'/>", x1, y1, x2, y2, stroke);
    }

    /** A line through points {@code x, y, x, y, …}. */
    void curve(double[] points, String stroke, String dashes) {
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < points.length; i += 2) {
            path.append(i == 0 ? "M" : " ")
                    .append(number(points[i]))
                    .append(' ')
                    .append(number(points[i + 1]));
        }
        add("<path d='%s' fill='none' stroke='%s' stroke-width='2' stroke-dasharray='%s'/>", path, stroke, dashes);
    }

    /** Text that begins at {@code x}, or, as {@code anchor} says, has its {@code middle} or {@code end} there. */
    void text(double x, double y, int size, String anchor, String text) {
        add("<text x='%s' y='%s' font-size='%s' text-anchor='%s'>%s</text>", x, y, size, anchor, text);
    }

    private void add(String element, Object... values) {
        for (int i = 0; i < values.length; i++) {
            values[i] = values[i] instanceof Number n ? number(n.doubleValue()) : values[i];
        }
        body.append(String.format(Locale.ROOT, element, values)).append('\n');
    }

    /** With one decimal where there is one. */
    private static String number(double value) {
        double rounded = Math.rint(10 * value) / 10;
        return rounded == Math.rint(rounded) ? Long.toString((long) rounded) : Double.toString(rounded);
    }

    @Override
    public String toString() {
        return String.format(
                        Locale.ROOT,
                        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 %d %d' width='%d' height='%d' "
                                + "font-family='sans-serif'>\n",
                        width,
                        height,
                        width,
                        height)
                + body + "</svg>\n";
    }
}
