package dev.inkstone.mnist.experiments;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.ChartTheme;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Curves of several networks, over epochs and, beside it, over seconds. */
final class CurveChart {
    private static final int SIDE = 420;
    private static final double LEAST_ACCURACY = 80;
    /** Before that nothing is above the least accuracy. */
    private static final double FIRST_EPOCHS = 0.02;

    private CurveChart() {}

    /** The curves of the last seed. */
    static BufferedImage draw(Map<Contender, List<Curve>> curves) {
        List<XYChart> charts =
                List.of(chart("epochs", curves, Curve.Point::epochs), chart("seconds", curves, Curve.Point::seconds));
        BufferedImage sheet = new BufferedImage(2 * SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = sheet.createGraphics();
        for (int i = 0; i < charts.size(); i++) {
            pen.drawImage(BitmapEncoder.getBufferedImage(charts.get(i)), i * SIDE, 0, null);
        }
        pen.dispose();
        return sheet;
    }

    private static XYChart chart(String over, Map<Contender, List<Curve>> curves, ToDoubleFunction<Curve.Point> x) {
        XYChart chart = new XYChartBuilder()
                .width(SIDE)
                .height(SIDE)
                .theme(ChartTheme.Matlab)
                .xAxisTitle(over + " of training")
                .yAxisTitle("validation accuracy, %")
                .build();
        chart.getStyler()
                .setXAxisLogarithmic(true)
                .setPlotGridVerticalLinesVisible(false)
                .setYAxisMin(LEAST_ACCURACY)
                .setYAxisMax(100.0)
                .setLegendPosition(LegendPosition.InsideSE)
                .setChartTitleVisible(false);
        curves.forEach((contender, runs) -> {
            List<Curve.Point> points = runs.get(runs.size() - 1).points().stream()
                    .filter(point -> point.epochs() >= FIRST_EPOCHS)
                    .toList();
            double[] y =
                    points.stream().mapToDouble(point -> 100 * point.accuracy()).toArray();
            XYSeries series = chart.addSeries(
                    contender.name(), points.stream().mapToDouble(x).toArray(), y);
            series.setMarker(SeriesMarkers.NONE);
        });
        return chart;
    }
}
