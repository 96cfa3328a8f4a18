package dev.inkstone.mnist.plots;

import dev.inkstone.layers.Parallel;
import dev.inkstone.layers.Residual;
import dev.inkstone.layers.Sequential;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A part of a flow chart, which data enter at the middle of the top and leave at the middle of the bottom. */
sealed interface FlowPart {
    /** Between parts one above the other: room for an arrow. */
    int ARROW = 26;
    /** Between branches, and around what stands in a frame. */
    int GAP = 18;
    /** Of the strip at the top of a frame. */
    int HEAD = 26;
    /** Of a line of text in a box. */
    int LINE = 17;

    int width();

    int height();

    /** One layer; the first line is its name. */
    record Box(String id, String family, List<String> lines) implements FlowPart {
        private static final int LEAST = 180;

        @Override
        public int width() {
            int bold = textWidth(lines.get(0)) * 11 / 10;
            int text = 24
                    + Math.max(
                            bold, lines.stream().mapToInt(Box::textWidth).max().orElse(0));
            return family.equals("joint") ? text : Math.max(text, LEAST);
        }

        @Override
        public int height() {
            return LINE * lines.size() + 14;
        }

        /** About what common fonts of 13 pixels take; this file is drawn by other programs, with fonts of theirs. */
        private static int textWidth(String text) {
            return (int) Math.ceil(7.6 * text.codePointCount(0, text.length()));
        }
    }

    /** Parts one after the other; none for what passes unchanged. */
    record Series(List<FlowPart> parts) implements FlowPart {
        @Override
        public int width() {
            return parts.stream().mapToInt(FlowPart::width).max().orElse(2 * GAP);
        }

        @Override
        public int height() {
            return parts.stream().mapToInt(part -> part.height() + ARROW).sum() - (parts.isEmpty() ? 0 : ARROW);
        }
    }

    /** Branches beside each other, which all get the input, and what puts their outputs together. */
    record Fork(List<FlowPart> branches, Box joint) implements FlowPart {
        @Override
        public int width() {
            return Math.max(branchesWidth(), joint.width());
        }

        @Override
        public int height() {
            return tallest() + 2 * ARROW + joint.height();
        }

        int branchesWidth() {
            return branches.stream().mapToInt(branch -> branch.width() + GAP).sum() - GAP;
        }

        private int tallest() {
            return branches.stream().mapToInt(FlowPart::height).max().orElse(0);
        }
    }

    /** A frame around a layer of layers. */
    record Frame(String id, String label, FlowPart inside) implements FlowPart {
        @Override
        public int width() {
            return Math.max(inside.width(), Box.textWidth(label) * 11 / 10) + 2 * GAP;
        }

        @Override
        public int height() {
            return HEAD + lead() + inside.height() + GAP;
        }

        /** Between the strip and what is inside; a fork begins with a line across. */
        int lead() {
            return inside instanceof Fork ? 0 : ARROW;
        }
    }

    /** Layers one after the other. */
    static Series series(List<LayerNode> nodes) {
        return new Series(nodes.stream().map(FlowPart::of).toList());
    }

    private static FlowPart of(LayerNode node) {
        String id = node.info().path();
        if (node.spec() instanceof Sequential) {
            return frame(node, series(node.inner()));
        } else if (node.spec() instanceof Residual residual) {
            int body = node.inner().size() - (residual.shortcut() == null ? 0 : 1);
            return frame(
                    node,
                    new Fork(
                            List.of(
                                    series(node.inner().subList(0, body)),
                                    series(node.inner()
                                            .subList(body, node.inner().size()))),
                            new Box(id + "/+", "joint", List.of(LayerText.sum(residual.activation())))));
        } else if (node.spec() instanceof Parallel) {
            List<FlowPart> branches =
                    node.inner().stream().map(FlowPart::branch).toList();
            return frame(node, new Fork(branches, new Box(id + "/concat", "joint", List.of("concatenate"))));
        }
        return box(node);
    }

    /** A sequence that only groups the layers of a branch needs no frame of its own, unless it has a name. */
    private static FlowPart branch(LayerNode node) {
        boolean group = node.info().spec() instanceof Sequential;
        return group ? series(node.inner()) : of(node);
    }

    private static Frame frame(LayerNode node, FlowPart inside) {
        return new Frame(node.info().path(), node.name() + ": " + sizes(node), inside);
    }

    private static Box box(LayerNode node) {
        List<String> lines = new ArrayList<>();
        lines.add(node.name() + " (" + LayerText.kind(node.info().spec()) + ")");
        String detail = LayerText.detail(node.info().spec());
        if (!detail.isEmpty()) {
            lines.add(detail);
        }
        if (!node.inner().isEmpty()) { // how an own layer connects its parts is known to itself alone
            lines.add(node.inner().stream().map(LayerNode::name).collect(Collectors.joining(", ", "made of ", "")));
        }
        lines.add(sizes(node));
        return new Box(node.info().path(), LayerText.family(node.spec()), lines);
    }

    private static String sizes(LayerNode node) {
        int parameters = node.info().parameters();
        return node.info().output()
                + (parameters == 0 ? "" : String.format(Locale.ROOT, ", %,d parameters", parameters));
    }
}
