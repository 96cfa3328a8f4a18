package dev.inkstone.mnist.plots;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Lines over a common x axis. */
public final class LineChart {
    private static final int WIDTH = 720;
    private static final int HEIGHT = 440;
    private static final int MOST_MARKERS = 40;

    /** Blue, orange, green, purple, grey: told apart by the colour-blind too (Okabe and Ito, 2008). */
    private static final Color[] COLORS = {
        new Color(0x0072b2), new Color(0xd55e00), new Color(0x009e73), new Color(0xcc79a7), Canvas.MUTED
    };

    /**
     * A line; points that are not finite are left out of it.
     *
     * @param name in the legend
     * @param x ascending
     * @param y as many as there are in {@code x}
     */
    public record Line(String name, double[] x, double[] y) {
        /** How many points can be drawn. */
        int finite() {
            int count = 0;
            for (int i = 0; i < y.length; i++) {
                count += Double.isFinite(x[i]) && Double.isFinite(y[i]) ? 1 : 0;
            }
            return count;
        }

        private Line withoutGaps() {
            double[] xs = new double[finite()];
            double[] ys = new double[xs.length];
            for (int i = 0, n = 0; i < y.length; i++) {
                if (Double.isFinite(x[i]) && Double.isFinite(y[i])) {
                    xs[n] = x[i];
                    ys[n++] = y[i];
                }
            }
            return new Line(name, xs, ys);
        }
    }

    private LineChart() {}

    /**
     * Draws the lines that have points; where none has any, it says so. Zero is on the x axis.
     *
     * @param xAxis what is told by x, with its unit
     * @param yAxis what is told by y, with its unit
     */
    public static BufferedImage draw(String title, String xAxis, String yAxis, List<Line> lines) {
        Canvas canvas = new Canvas(WIDTH, HEIGHT);
        if (lines.stream().allMatch(line -> line.finite() == 0)) {
            canvas.heading(title, "there are no values to show");
            return canvas.image();
        }
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(title)
                .xAxisTitle(xAxis)
                .yAxisTitle(yAxis)
                .build();
        style(chart.getStyler());
        chart.getStyler().setXAxisMin(0.0);
        int color = 0;
        for (Line line : lines) {
            add(chart, line.withoutGaps(), COLORS[color++ % COLORS.length]);
        }
        canvas.paint(graphics -> chart.paint(graphics, WIDTH, HEIGHT));
        return canvas.image();
    }

    private static void add(XYChart chart, Line line, Color color) {
        if (line.x().length == 0) {
            return;
        }
        Marker marker = line.x().length <= MOST_MARKERS ? SeriesMarkers.CIRCLE : SeriesMarkers.NONE;
        XYSeries series = chart.addSeries(line.name(), line.x(), line.y());
        series.setMarker(marker)
                .setMarkerColor(color)
                .setLineColor(color)
                .setLineStyle(new BasicStroke(2, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    }

    private static void style(XYStyler styler) {
        styler.setChartTitleFont(Canvas.TITLE)
                .setChartTitleBoxVisible(false)
                .setChartFontColor(Canvas.INK)
                .setChartBackgroundColor(Color.WHITE)
                .setPlotBorderVisible(false)
                .setChartPadding(Canvas.MARGIN)
                .setLegendFont(Canvas.TEXT)
                .setLegendPosition(LegendPosition.OutsideS)
                .setLegendLayout(LegendLayout.Horizontal)
                .setLegendBorderColor(Color.WHITE)
                .setMarkerSize(6);
        styler.setAxisTitleFont(Canvas.TEXT)
                .setAxisTickLabelsFont(Canvas.SMALL)
                .setPlotGridLinesColor(Canvas.LINE)
                .setXAxisDecimalPattern("0.##")
                .setYAxisDecimalPattern("0.####")
                .setAxisTickMarksColor(Canvas.MUTED)
                .setAxisTickLabelsColor(Canvas.INK);
    }
}
