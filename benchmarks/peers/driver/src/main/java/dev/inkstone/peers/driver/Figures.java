package dev.inkstone.peers.driver;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** One line of the table: what each library reached, window by window. */
final class Figures {
    private final String work;
    private final String unit;
    private final boolean moreIsBetter;
    private final Map<Peer, List<Double>> values = new LinkedHashMap<>();
    private String losses = "";

    Figures(String work, String unit, boolean moreIsBetter) {
        this.work = work;
        this.unit = unit;
        this.moreIsBetter = moreIsBetter;
    }

    void add(Peer peer, double value) {
        values.computeIfAbsent(peer, p -> new ArrayList<>()).add(value);
    }

    /** What stands in the last column. */
    Figures losses(String text) {
        losses = text;
        return this;
    }

    /** The cells of the line. */
    List<String> cells(List<Peer> columns) {
        List<String> cells = new ArrayList<>(List.of(work, unit));
        for (Peer peer : columns) {
            cells.add(values.containsKey(peer) ? text(best(peer)) + " (" + text(median(peer)) + ")" : "");
        }
        cells.add(ratio(this::best) + " (" + ratio(this::median) + ")");
        cells.add(losses);
        return cells;
    }

    /** How many times better ours is than the best of the others. */
    private String ratio(ToDoubleFunction<Peer> figure) {
        Comparator<Double> order = moreIsBetter ? Comparator.naturalOrder() : Comparator.reverseOrder();
        List<Double> theirs = values.keySet().stream()
                .filter(peer -> !peer.ours())
                .map(figure::applyAsDouble)
                .sorted(order.reversed())
                .toList();
        List<Double> ours = values.keySet().stream()
                .filter(Peer::ours)
                .map(figure::applyAsDouble)
                .limit(1)
                .toList();
        if (theirs.isEmpty() || ours.isEmpty()) {
            return "–";
        }
        double ratio = moreIsBetter ? ours.get(0) / theirs.get(0) : theirs.get(0) / ours.get(0);
        return String.format(Locale.ROOT, "%.2f", ratio);
    }

    private double best(Peer peer) {
        double[] sorted = sorted(peer);
        return moreIsBetter ? sorted[sorted.length - 1] : sorted[0];
    }

    private double median(Peer peer) {
        double[] sorted = sorted(peer);
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    private double[] sorted(Peer peer) {
        double[] sorted = values.getOrDefault(peer, List.of()).stream()
                .mapToDouble(Double::doubleValue)
                .toArray();
        Arrays.sort(sorted);
        return sorted;
    }

    private static String text(double value) {
        int decimals = value >= 100 ? 0 : value >= 10 ? 1 : 2;
        return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }
}
