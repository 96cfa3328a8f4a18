package dev.inkstone.mnist.plots;

import static dev.inkstone.mnist.plots.FlowPart.ARROW;
import static dev.inkstone.mnist.plots.FlowPart.GAP;
import static dev.inkstone.mnist.plots.FlowPart.HEAD;
import static dev.inkstone.mnist.plots.FlowPart.LINE;

import dev.inkstone.layers.Model;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A network as a flow chart in SVG: a box for each layer with its name, kind, output shape and number of parameters, arrows between
 * them, the branches of residual and parallel layers beside each other, and a frame around each layer of layers.
 *
 * <p>Programs can read it too: layers and frames are groups with {@code data-layer}, arrows have {@code data-from} and {@code
 * data-to}, which name layers by their paths, {@code input} or {@code output}.
 */
public final class NetworkDiagram {
    private static final int MARGIN = 20;
    /** From a fork to the line across, and from there down to a joint. */
    private static final int BEND = 12;

    private static final String STYLE = """
            text{font:13px Helvetica,Arial,sans-serif;text-anchor:middle;fill:#262626}
            .name{font-weight:bold}
            .box{stroke:#8a94a3}
            .frame{fill:#8a94a3;fill-opacity:.1;stroke:#8a94a3;stroke-dasharray:4 3}
            .edge{fill:none;stroke:#5f6b7a;stroke-width:1.5;marker-end:url(#arrow)}
            .convolution{fill:#cfe3f5}.dense{fill:#fde0c5}.pool{fill:#d3ecd5}.norm{fill:#e6dcf2}
            .other,.joint{fill:#ffffff}.end,.head{fill:#e8ebef}
            """;

    private final Svg svg = new Svg();

    private NetworkDiagram() {}

    /** The text of the SVG file. */
    public static String of(Model model) {
        String total = String.format(
                Locale.ROOT, ", %,d parameters", model.parameters().count());
        List<FlowPart> parts = new ArrayList<>();
        parts.add(new FlowPart.Box(
                "input", "end", List.of("input", model.inputShape().toString())));
        parts.addAll(FlowPart.series(LayerNode.of(model)).parts());
        parts.add(new FlowPart.Box("output", "end", List.of("output", model.outputShape() + total)));
        return new NetworkDiagram().draw(new FlowPart.Series(parts));
    }

    private String draw(FlowPart.Series all) {
        String width = Integer.toString(all.width() + 2 * MARGIN);
        String height = Integer.toString(all.height() + 2 * MARGIN);
        svg.open(
                "svg",
                "xmlns",
                "http://www.w3.org/2000/svg",
                "width",
                width,
                "height",
                height,
                "viewBox",
                "0 0 " + width + " " + height);
        svg.open("style").content(STYLE).close("style");
        svg.open("defs")
                .open(
                        "marker",
                        "id",
                        "arrow",
                        "markerWidth",
                        "8",
                        "markerHeight",
                        "8",
                        "refX",
                        "7",
                        "refY",
                        "4",
                        "orient",
                        "auto",
                        "markerUnits",
                        "userSpaceOnUse")
                .empty("path", "d", "M0,0L8,4L0,8z", "fill", "#5f6b7a")
                .close("marker")
                .close("defs");
        svg.empty("rect", "width", "100%", "height", "100%", "fill", "#ffffff");
        place(all, MARGIN + all.width() / 2.0, MARGIN, Wire.from("", 0, 0));
        return svg.close("svg").toString();
    }

    /** Draws a part with its entry at {@code (x, top)}, down to which {@code wire} leads; returns the wire that leaves it. */
    private Wire place(FlowPart part, double x, double top, Wire wire) {
        if (part instanceof FlowPart.Box box) {
            return box(box, x, top, wire);
        } else if (part instanceof FlowPart.Series series) {
            return series(series, x, top, wire);
        } else if (part instanceof FlowPart.Fork fork) {
            return fork(fork, x, top, wire);
        }
        return frame((FlowPart.Frame) part, x, top, wire);
    }

    private Wire box(FlowPart.Box box, double x, double top, Wire wire) {
        edge(wire, box.id(), x, top);
        boolean layer = !box.family().equals("joint") && !box.family().equals("end");
        if (layer) {
            svg.open("g", "class", "layer", "data-layer", box.id());
        }
        rectangle("box " + box.family(), x - box.width() / 2.0, top, box.width(), box.height());
        double baseline = top + LINE + 2;
        for (int i = 0; i < box.lines().size(); i++) {
            svg.text(
                    x,
                    baseline + i * LINE,
                    i == 0 ? "name" : "line",
                    box.lines().get(i));
        }
        if (layer) {
            svg.close("g");
        }
        return Wire.from(box.id(), x, top + box.height());
    }

    private Wire series(FlowPart.Series series, double x, double top, Wire wire) {
        Wire end = wire;
        double y = top;
        for (FlowPart part : series.parts()) {
            end = place(part, x, y, end);
            y += part.height() + ARROW;
        }
        return end;
    }

    private Wire fork(FlowPart.Fork fork, double x, double top, Wire wire) {
        double jointTop = top + fork.height() - fork.joint().height();
        double left = x - fork.branchesWidth() / 2.0;
        List<Wire> ends = new ArrayList<>();
        for (FlowPart branch : fork.branches()) {
            double middle = left + branch.width() / 2.0;
            Wire end = place(branch, middle, top + ARROW, wire.over(top + BEND, middle));
            ends.add(end.over(jointTop - BEND, x));
            left += branch.width() + GAP;
        }
        ends.subList(0, ends.size() - 1).forEach(end -> edge(end, fork.joint().id(), x, jointTop));
        return box(fork.joint(), x, jointTop, ends.get(ends.size() - 1));
    }

    private Wire frame(FlowPart.Frame frame, double x, double top, Wire wire) {
        edge(wire, frame.id(), x, top);
        svg.open("g", "class", "block", "data-layer", frame.id());
        double left = x - frame.width() / 2.0;
        rectangle("frame", left, top, frame.width(), frame.height());
        rectangle("box head", left, top, frame.width(), HEAD);
        svg.text(x, top + LINE + 1, "name", frame.label());
        Wire end = place(frame.inside(), x, top + HEAD + frame.lead(), Wire.from(frame.id(), x, top + HEAD));
        svg.close("g");
        return end;
    }

    private void rectangle(String style, double x, double y, double width, double height) {
        svg.empty(
                "rect",
                "class",
                style,
                "x",
                Svg.number(x),
                "y",
                Svg.number(y),
                "width",
                Svg.number(width),
                "height",
                Svg.number(height),
                "rx",
                "5");
    }

    private void edge(Wire wire, String to, double x, double y) {
        if (!wire.from().isEmpty()) {
            svg.empty("path", "class", "edge", "data-from", wire.from(), "data-to", to, "d", wire.downTo(x, y));
        }
    }

    /**
     * A line on its way down.
     *
     * @param from where it began; empty for nowhere
     * @param path as SVG wants it
     * @param x where it is
     */
    private record Wire(String from, String path, double x) {
        static Wire from(String id, double x, double y) {
            return new Wire(id, "M" + Svg.number(x) + "," + Svg.number(y), x);
        }

        /** Goes to {@code x} at the height of {@code y}. */
        Wire over(double y, double x) {
            return x == this.x ? this : new Wire(from, path + "V" + Svg.number(y) + "H" + Svg.number(x), x);
        }

        String downTo(double x, double y) {
            return over(y - BEND, x).path + "V" + Svg.number(y);
        }
    }
}
