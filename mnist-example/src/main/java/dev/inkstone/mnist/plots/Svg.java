package dev.inkstone.mnist.plots;

import java.util.Locale;

/** The text of an SVG picture, element by element. */
final class Svg {
    private final StringBuilder body = new StringBuilder();

    /** Begins an element that others stand in. */
    Svg open(String element, String... attributes) {
        body.append('<').append(element);
        attributes(attributes);
        body.append(">\n");
        return this;
    }

    Svg close(String element) {
        body.append("</").append(element).append(">\n");
        return this;
    }

    Svg empty(String element, String... attributes) {
        body.append('<').append(element);
        attributes(attributes);
        body.append("/>\n");
        return this;
    }

    Svg content(String text) {
        body.append(escaped(text));
        return this;
    }

    /** Text whose middle is at {@code x}. */
    Svg text(double x, double baseline, String style, String text) {
        body.append("<text");
        attributes("x", number(x), "y", number(baseline), "class", style);
        body.append('>').append(escaped(text)).append("</text>\n");
        return this;
    }

    private void attributes(String... namesAndValues) {
        for (int i = 0; i < namesAndValues.length; i += 2) {
            body.append(' ').append(namesAndValues[i]).append("=\"");
            body.append(escaped(namesAndValues[i + 1])).append('"');
        }
    }

    static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : String.format(Locale.ROOT, "%.1f", value);
    }

    /** What XML allows in text and attributes; characters that it does not know at all become U+FFFD. */
    static String escaped(String text) {
        StringBuilder result = new StringBuilder();
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> result.append("&amp;");
                case '<' -> result.append("&lt;");
                case '>' -> result.append("&gt;");
                case '"' -> result.append("&quot;");
                default -> result.appendCodePoint(isXml(c) ? c : 0xFFFD);
            }
        });
        return result.toString();
    }

    private static boolean isXml(int c) {
        return c == '\t'
                || c == '\n'
                || c == '\r'
                || c >= 0x20 && c <= 0xD7FF
                || c >= 0xE000 && c <= 0xFFFD
                || c >= 0x10000;
    }

    @Override
    public String toString() {
        return body.toString();
    }
}
