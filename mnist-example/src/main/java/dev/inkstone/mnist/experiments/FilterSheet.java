package dev.inkstone.mnist.experiments;

import dev.inkstone.checkpoint.AtomicFile;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;

/** Rows of filters under their names. Grey is 0, white and black the largest weight of the row and its negative. */
final class FilterSheet {
    private static final int WEIGHT = 9;
    private static final int GAP = 6;
    private static final int TEXT = 18;

    private FilterSheet() {}

    /** Writes a PNG with what the filters of each row do to the first channel. All rows have filters of one size and number. */
    static void write(List<String> names, List<Filters> rows, Path file) throws IOException {
        Filters first = rows.get(0);
        int step = first.side() * WEIGHT + GAP;
        BufferedImage sheet = new BufferedImage(
                first.count() * step + GAP, rows.size() * (step + TEXT) + GAP, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D pen = sheet.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
        for (int row = 0; row < rows.size(); row++) {
            int y = row * (step + TEXT) + TEXT;
            pen.setColor(Color.BLACK);
            pen.drawString(caption(names.get(row), rows.get(row)), GAP, y - GAP / 2);
            draw(rows.get(row), pen, step, y);
        }
        pen.dispose();
        AtomicFile.write(file, channel -> ImageIO.write(sheet, "png", Channels.newOutputStream(channel)));
    }

    private static String caption(String name, Filters filters) {
        return String.format(Locale.ROOT, "%s: mean %.3f, deviation %.3f", name, filters.mean(), filters.deviation());
    }

    private static void draw(Filters filters, Graphics2D pen, int step, int y) {
        float largest = 0;
        for (float weight : filters.weights()) {
            largest = Math.max(largest, Math.abs(weight));
        }
        for (int filter = 0; filter < filters.count(); filter++) {
            for (int row = 0; row < filters.side(); row++) {
                for (int column = 0; column < filters.side(); column++) {
                    float grey = 0.5f + 0.5f * filters.weight(row, column, 0, filter) / largest;
                    pen.setColor(new Color(grey, grey, grey));
                    pen.fillRect(GAP + filter * step + column * WEIGHT, y + row * WEIGHT, WEIGHT, WEIGHT);
                }
            }
        }
    }
}
