package dev.inkstone.mnist.plots;

import static dev.inkstone.layers.Layers.batchNorm;
import static dev.inkstone.layers.Layers.conv2d;
import static dev.inkstone.layers.Layers.dense;
import static dev.inkstone.layers.Layers.flatten;
import static dev.inkstone.layers.Layers.globalAveragePool2d;
import static dev.inkstone.layers.Layers.maxPool2d;
import static dev.inkstone.layers.Layers.parallel;
import static dev.inkstone.layers.Layers.residual;
import static dev.inkstone.layers.Layers.sequential;
import static dev.inkstone.ops.Activation.RELU;
import static org.assertj.core.api.Assertions.assertThat;

import dev.inkstone.layers.BuildContext;
import dev.inkstone.layers.Layer;
import dev.inkstone.layers.LayerInfo;
import dev.inkstone.layers.LayerSpec;
import dev.inkstone.layers.Model;
import dev.inkstone.ops.Padding;
import dev.inkstone.tensor.Shape;
import java.awt.geom.Rectangle2D;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class NetworkDiagramTest {
    private static final Shape IMAGE = Shape.of(8, 8, 3);

    /** Branches of different heights, a shortcut of layers, branches within branches, groups in groups. */
    private static final Model NESTED = Model.build(
            IMAGE,
            1L,
            conv2d(8, 3).named("a <b> & \"c\""),
            residual(conv2d(8, 3).activation(RELU), conv2d(8, 3)).activation(RELU),
            residual(conv2d(16, 3).stride(2))
                    .shortcut(conv2d(16, 1).stride(2), batchNorm())
                    .named("down"),
            parallel(conv2d(4, 1), sequential(conv2d(4, 1), residual(conv2d(4, 3)), maxPool2d(1)), sequential()),
            sequential(globalAveragePool2d(), sequential(dense(5)).named("inner"))
                    .named("outer"),
            dense(10).regularized(0, 1e-3).maxNorm(3).named("logits"));

    @Test
    void everyLayerIsABoxOrAFrameAndNothingElseIs() throws Exception {
        List<String> paths = NESTED.layers().stream().map(LayerInfo::path).toList();
        List<String> groups = List.of("parallel1/sequential1", "parallel1/sequential2"); // branches without a name

        List<String> expected = new ArrayList<>(paths);
        expected.removeAll(groups);
        assertThat(paths).containsAll(groups);
        assertThat(attributes(parse(NESTED), "g", "data-layer")).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void boxesTellNameShapeAndParameters() throws Exception {
        assertThat(text(parse(NESTED)))
                .contains("a <b> & \"c\" (Conv2d)", "8 filters 3×3", "[8, 8, 8], 224 parameters")
                .contains("residual1: [8, 8, 8], 1,168 parameters", "+ RELU")
                .contains("logits (Dense)", "10 units", "[10], 60 parameters")
                .contains(
                        "output",
                        String.format(
                                "[10], %,d parameters", NESTED.parameters().count()));
    }

    @Test
    void arrowsAreTheWayOfTheData() throws Exception {
        Document svg = parse(NESTED);
        List<String> from = attributes(svg, "path", "data-from");
        List<String> to = attributes(svg, "path", "data-to");
        List<String> edges = IntStream.range(0, from.size())
                .mapToObj(i -> from.get(i) + " → " + to.get(i))
                .toList();

        assertThat(edges)
                .containsExactlyInAnyOrder(
                        "input → a <b> & \"c\"",
                        "a <b> & \"c\" → residual1",
                        "residual1 → residual1/conv1",
                        "residual1/conv1 → residual1/conv2",
                        "residual1/conv2 → residual1/+",
                        "residual1 → residual1/+",
                        "residual1/+ → down",
                        "down → down/conv1",
                        "down/conv1 → down/+",
                        "down → down/shortcut",
                        "down/shortcut → down/shortcut/conv1",
                        "down/shortcut/conv1 → down/shortcut/bn1",
                        "down/shortcut/bn1 → down/+",
                        "down/+ → parallel1",
                        "parallel1 → parallel1/conv1",
                        "parallel1/conv1 → parallel1/concat",
                        "parallel1 → parallel1/sequential1/conv1",
                        "parallel1/sequential1/conv1 → parallel1/sequential1/residual1",
                        "parallel1/sequential1/residual1 → parallel1/sequential1/residual1/conv1",
                        "parallel1/sequential1/residual1/conv1 → parallel1/sequential1/residual1/+",
                        "parallel1/sequential1/residual1 → parallel1/sequential1/residual1/+",
                        "parallel1/sequential1/residual1/+ → parallel1/sequential1/pool1",
                        "parallel1/sequential1/pool1 → parallel1/concat",
                        "parallel1 → parallel1/concat",
                        "parallel1/concat → outer",
                        "outer → outer/pool1",
                        "outer/pool1 → outer/inner",
                        "outer/inner → outer/inner/dense1",
                        "outer/inner/dense1 → logits",
                        "logits → output");
    }

    @Test
    void boxesDoNotOverlapAndStandWithinThePicture() throws Exception {
        Document svg = parse(NESTED);
        Element root = svg.getDocumentElement();
        Rectangle2D picture = new Rectangle2D.Double(
                0, 0, Double.parseDouble(root.getAttribute("width")), Double.parseDouble(root.getAttribute("height")));
        List<Rectangle2D> boxes = boxes(svg);

        assertThat(boxes).allMatch(picture::contains);
        for (int i = 0; i < boxes.size(); i++) {
            for (int j = 0; j < i; j++) {
                assertThat(boxes.get(i).intersects(boxes.get(j)))
                        .as(i + " and " + j)
                        .isFalse();
            }
        }
    }

    @Test
    void whatIsNotTheDefaultIsSaid() throws Exception {
        Model model = Model.build(
                IMAGE,
                1L,
                conv2d(6, 3).stride(2).padding(Padding.VALID).groups(3),
                maxPool2d(2).stride(1).padding(Padding.SAME));

        assertThat(text(parse(model)))
                .contains("6 filters 3×3, stride 2, 3 groups, VALID", "window 2×2, stride 1, SAME");
    }

    /** How an own layer connects its parts is not known, so it is one box that lists them. */
    @Test
    void anOwnLayerOfLayersIsOneBox() throws Exception {
        Document svg = parse(Model.build(IMAGE, 1L, new Twice(), flatten()));

        assertThat(attributes(svg, "g", "data-layer")).containsExactly("twice1", "flatten1");
        assertThat(text(svg)).contains("twice1 (Twice)", "made of conv1, conv2");
    }

    @Test
    void charactersThatXmlDoesNotKnowAreReplaced() {
        assertThat(Svg.escaped("a\u0007<\uD83D\uDE00>")).isEqualTo("a\uFFFD&lt;\uD83D\uDE00&gt;");
    }

    private record Twice() implements LayerSpec {
        @Override
        public String kind() {
            return "twice";
        }

        @Override
        public Layer build(BuildContext context, Shape input) {
            Layer first = context.child(conv2d(3, 3), input);
            Layer second = context.child(conv2d(3, 3), first.outputShape());
            return Layer.of(second.outputShape(), (x, tape) -> second.forward(first.forward(x, tape), tape));
        }
    }

    private static List<Rectangle2D> boxes(Document svg) {
        List<Rectangle2D> boxes = new ArrayList<>();
        for (Element rect : elements(svg, "rect")) {
            if (rect.getAttribute("class").startsWith("box")) {
                boxes.add(new Rectangle2D.Double(
                        Double.parseDouble(rect.getAttribute("x")),
                        Double.parseDouble(rect.getAttribute("y")),
                        Double.parseDouble(rect.getAttribute("width")),
                        Double.parseDouble(rect.getAttribute("height"))));
            }
        }
        return boxes;
    }

    private static List<String> attributes(Document svg, String element, String attribute) {
        return elements(svg, element).stream()
                .filter(e -> e.hasAttribute(attribute))
                .map(e -> e.getAttribute(attribute))
                .toList();
    }

    private static List<String> text(Document svg) {
        return elements(svg, "text").stream().map(Element::getTextContent).toList();
    }

    private static List<Element> elements(Document svg, String name) {
        NodeList nodes = svg.getElementsByTagName(name);
        return IntStream.range(0, nodes.getLength())
                .mapToObj(i -> (Element) nodes.item(i))
                .toList();
    }

    private static Document parse(Model model) throws Exception {
        byte[] bytes = NetworkDiagram.of(model).getBytes(StandardCharsets.UTF_8);
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(bytes));
    }
}
