package dev.inkstone.mnist.plots;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleFunction;

/**
 * A square table of numbers as colours; a row for each right class, a column for each answer.
 *
 * @param title at the top
 * @param subtitle under it
 * @param names of rows and columns
 * @param values 0 or more; NaN leaves a cell blank
 * @param shades from 0 to the greatest value
 * @param format of the numbers in the cells, where cells are large enough
 */
record Heatmap(
        String title,
        String subtitle,
        List<String> names,
        double[][] values,
        Shades shades,
        DoubleFunction<String> format) {
    private static final int TABLE = 560;
    private static final int LEAST_CELL = 2;
    private static final int BAR = 18;

    BufferedImage draw() {
        int cell = cell();
        int table = cell * names.size();
        int namesWidth = names.stream()
                .mapToInt(name -> Canvas.width(Canvas.TEXT, name))
                .max()
                .orElse(0);
        double most = Math.max(greatest(), Double.MIN_NORMAL);
        int legendWidth = Canvas.width(Canvas.SMALL, format.apply(most)) + BAR + 6;

        int left = Canvas.MARGIN + 24 + namesWidth + 10;
        int width = Math.max(left + table + 20 + legendWidth + Canvas.MARGIN, Canvas.headingWidth(title, subtitle));
        Canvas canvas = new Canvas(width, Canvas.MARGIN + 60 + table + 52 + Canvas.MARGIN);
        int top = canvas.heading(title, subtitle);
        for (int row = 0; row < names.size(); row++) {
            for (int column = 0; column < names.size(); column++) {
                cell(canvas, left + column * cell, top + row * cell, cell, values[row][column], most);
            }
        }
        canvas.outline(Canvas.LINE, left, top, table, table);
        names(canvas, left, top, cell);
        canvas.upwards(Canvas.TEXT, Canvas.MUTED, "true class", Canvas.MARGIN + 12, top + table / 2.0);
        canvas.text(
                Canvas.TEXT,
                Canvas.MUTED,
                "predicted class",
                left + table / 2.0,
                top + table + 48,
                Canvas.Align.CENTER);
        shades.legend(
                canvas,
                left + table + 20,
                top,
                BAR,
                table,
                format.apply(0),
                format.apply(most / 2),
                format.apply(most));
        return canvas.image();
    }

    /** As wide as its number and its name, and all together about as wide as the others are. */
    private int cell() {
        int room = TABLE / names.size();
        if (room < 16) {
            return Math.max(LEAST_CELL, room);
        }
        int text = names.stream()
                .mapToInt(name -> Canvas.width(Canvas.TEXT, name))
                .max()
                .orElse(0);
        return Math.max(room, Math.min(text + 8, 110));
    }

    private void cell(Canvas canvas, int x, int y, int side, double value, double most) {
        if (Double.isNaN(value)) {
            canvas.fill(Canvas.LINE, x, y, side, side);
            return;
        }
        Color ground = shades.of(value / most);
        canvas.fill(ground, x, y, side, side);
        String text = value == 0 ? "" : format.apply(value);
        if (Canvas.width(Canvas.SMALL, text) <= side - 4 && side >= 16) {
            canvas.text(
                    Canvas.SMALL, Shades.inkOn(ground), text, x + side / 2.0, y + side / 2.0 + 5, Canvas.Align.CENTER);
        }
    }

    /** Beside and under the table; only every so many if there is no room for all. */
    private void names(Canvas canvas, int left, int top, int cell) {
        int widest = names.stream()
                .mapToInt(name -> Canvas.width(Canvas.TEXT, name))
                .max()
                .orElse(0);
        int everyRow = (16 + cell - 1) / cell;
        int everyColumn = (widest + 4 + cell - 1) / cell;
        for (int i = 0; i < names.size(); i++) {
            double middle = (i + 0.5) * cell;
            if (i % everyRow == 0) {
                canvas.text(Canvas.TEXT, Canvas.INK, names.get(i), left - 10, top + middle + 5, Canvas.Align.RIGHT);
            }
            if (i % everyColumn == 0) {
                int below = top + cell * names.size() + 20;
                canvas.text(Canvas.TEXT, Canvas.INK, names.get(i), left + middle, below, Canvas.Align.CENTER);
            }
        }
    }

    private double greatest() {
        return Arrays.stream(values)
                .flatMapToDouble(Arrays::stream)
                .filter(value -> !Double.isNaN(value))
                .max()
                .orElse(0);
    }
}
