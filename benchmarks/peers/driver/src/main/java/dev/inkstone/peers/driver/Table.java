package dev.inkstone.peers.driver;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** All figures in one Markdown table. */
final class Table {
    private final List<Peer> columns;
    private final List<Figures> lines = new ArrayList<>();

    Table(List<Peer> columns) {
        this.columns = columns;
    }

    void add(Figures figures) {
        lines.add(figures);
        // Seen at once as well, on the other stream: a run takes long.
        System.err.println("| " + String.join(" | ", figures.cells(columns)) + " |");
    }

    void print(PrintStream out) {
        List<String> head = new ArrayList<>(List.of("work", "unit"));
        columns.forEach(peer -> head.add("`" + peer.text() + "`"));
        head.add("ours to the best of the others");
        head.add("losses");
        out.println("Best window (median of all). A ratio above 1 is better for Inkstone.");
        out.println();
        out.println("| " + String.join(" | ", head) + " |");
        out.println("|" + String.join("|", Collections.nCopies(head.size(), "---")) + "|");
        lines.forEach(line -> out.println("| " + String.join(" | ", line.cells(columns)) + " |"));
    }
}
