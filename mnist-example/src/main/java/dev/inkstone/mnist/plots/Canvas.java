package dev.inkstone.mnist.plots;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.font.FontRenderContext;
import java.awt.image.BufferedImage;
import java.util.function.Consumer;

/**
 * A white picture to draw on, with the fonts and colours that all plots share. Pixels count from the top left. Text is grey, so that
 * grey pictures stay grey, and their files small.
 */
final class Canvas {
    static final Color INK = new Color(0x262626);
    static final Color MUTED = new Color(0x666666);
    static final Color LINE = new Color(0xd8d8d8);

    static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 18);
    static final Font TEXT = new Font(Font.SANS_SERIF, Font.PLAIN, 14);
    static final Font SMALL = new Font(Font.SANS_SERIF, Font.PLAIN, 12);

    /** Around everything. */
    static final int MARGIN = 20;

    static {
        System.setProperty("java.awt.headless", "true"); // pictures need no screen, and must not ask for one
    }

    private static final FontRenderContext METRICS = new FontRenderContext(null, true, false);

    /** Where a text stands beside its x. */
    enum Align {
        LEFT(0),
        CENTER(0.5),
        RIGHT(1);

        private final double share;

        Align(double share) {
            this.share = share;
        }
    }

    private final BufferedImage image;
    private final Graphics2D graphics;

    Canvas(int width, int height) {
        image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        fill(Color.WHITE, 0, 0, width, height);
    }

    /** Pixels that a line of text takes. */
    static int width(Font font, String text) {
        return (int) Math.ceil(font.getStringBounds(text, METRICS).getWidth());
    }

    /** A title at the top and a line under it; returns where the rest may begin. */
    int heading(String title, String subtitle) {
        text(TITLE, INK, title, MARGIN, MARGIN + 16, Align.LEFT);
        text(TEXT, MUTED, subtitle, MARGIN, MARGIN + 40, Align.LEFT);
        return MARGIN + 60;
    }

    /** What {@link #heading} takes in width, margins included. */
    static int headingWidth(String title, String subtitle) {
        return Math.max(width(TITLE, title), width(TEXT, subtitle)) + 2 * MARGIN;
    }

    void text(Font font, Color color, String text, double x, double baseline, Align align) {
        graphics.setFont(font);
        graphics.setColor(color);
        graphics.drawString(text, (float) (x - align.share * width(font, text)), (float) baseline);
    }

    /** Text that reads upwards, centred on {@code y}. */
    void upwards(Font font, Color color, String text, double x, double y) {
        graphics.rotate(-Math.PI / 2, x, y);
        text(font, color, text, x, y, Align.CENTER);
        graphics.rotate(Math.PI / 2, x, y);
    }

    void fill(Color color, int x, int y, int width, int height) {
        graphics.setColor(color);
        graphics.fillRect(x, y, width, height);
    }

    /** A line of one pixel around a box. */
    void outline(Color color, int x, int y, int width, int height) {
        graphics.setColor(color);
        graphics.drawRect(x - 1, y - 1, width + 1, height + 1);
    }

    /** Another picture; its pixels stay sharp where it grows. */
    void picture(BufferedImage picture, int x, int y, int width, int height) {
        Object way = width < picture.getWidth()
                ? RenderingHints.VALUE_INTERPOLATION_BILINEAR
                : RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR;
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, way);
        graphics.drawImage(picture, x, y, width, height, null);
    }

    /** Lets something else draw on all of it. */
    void paint(Consumer<Graphics2D> painter) {
        painter.accept(graphics);
    }

    BufferedImage image() {
        graphics.dispose();
        return image;
    }
}
