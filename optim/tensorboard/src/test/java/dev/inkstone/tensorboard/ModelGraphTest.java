package dev.inkstone.tensorboard;

import static dev.inkstone.layers.Layers.batchNorm;
import static dev.inkstone.layers.Layers.conv2d;
import static dev.inkstone.layers.Layers.dense;
import static dev.inkstone.layers.Layers.flatten;
import static dev.inkstone.layers.Layers.maxPool2d;
import static dev.inkstone.layers.Layers.parallel;
import static dev.inkstone.layers.Layers.residual;
import static dev.inkstone.layers.Layers.sequential;
import static dev.inkstone.ops.Activation.RELU;
import static dev.inkstone.ops.Padding.SAME;
import static org.assertj.core.api.Assertions.assertThat;

import dev.inkstone.OwnLayers;
import dev.inkstone.layers.LayerSpec;
import dev.inkstone.layers.Model;
import dev.inkstone.tensor.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelGraphTest {
    @TempDir
    Path folder;

    private Map<String, Wire> graph(Shape input, LayerSpec... layers) throws IOException {
        try (SummaryWriter writer = SummaryWriter.in(folder)) {
            writer.graph(Model.build(input, 1L, layers));
        }
        return RunReader.read(folder).graph;
    }

    private static List<String> inputs(Map<String, Wire> graph, String node) {
        return graph.get(node).texts(3);
    }

    private static Map<String, Wire> attributes(Wire node) {
        return node.messages(5).stream().collect(Collectors.toMap(entry -> entry.text(1), entry -> entry.message(2)));
    }

    private static List<Long> output(Map<String, Wire> graph, String node) {
        return RunReader.dims(
                attributes(graph.get(node)).get("_output_shapes").message(1).message(7));
    }

    @Test
    void layersWithWeightsAreBoxesAndOthersAreOperations() throws IOException {
        Map<String, Wire> graph = graph(
                Shape.of(8, 8, 1),
                conv2d(4, 3).activation(RELU),
                batchNorm(),
                maxPool2d(2),
                flatten(),
                dense(10).bias(false).maxNorm(3).named("logits"));
        assertThat(graph.keySet())
                .containsExactly(
                        "input",
                        "conv1/kernel",
                        "conv1/bias",
                        "conv1/Conv2d",
                        "bn1/gamma",
                        "bn1/beta",
                        "bn1/running_mean",
                        "bn1/running_variance",
                        "bn1/BatchNorm",
                        "pool1",
                        "flatten1",
                        "logits/kernel",
                        "logits/Dense");
        assertThat(inputs(graph, "conv1/Conv2d")).containsExactly("input", "conv1/kernel", "conv1/bias");
        assertThat(inputs(graph, "pool1")).containsExactly("bn1/BatchNorm");
        assertThat(inputs(graph, "logits/Dense")).containsExactly("flatten1", "logits/kernel");
        assertThat(graph.get("conv1/Conv2d").text(2)).isEqualTo("Conv2d");
        assertThat(output(graph, "input")).containsExactly(-1L, 8L, 8L, 1L);
        assertThat(output(graph, "conv1/kernel")).containsExactly(3L, 3L, 1L, 4L);
        assertThat(output(graph, "logits/Dense")).containsExactly(-1L, 10L);
        Map<String, Wire> conv = attributes(graph.get("conv1/Conv2d"));
        assertThat(conv.get("filters").integer(3)).isEqualTo(4);
        assertThat(conv.get("activation").text(2)).isEqualTo("RELU");
        assertThat(conv.get("bias").integer(5)).isEqualTo(1);
        Map<String, Wire> logits = attributes(graph.get("logits/Dense"));
        assertThat(logits).doesNotContainKey("activation");
        assertThat(logits.get("maxNorm").float32(4)).isEqualTo(3f);
    }

    @Test
    void blocksHoldTheirLayersAndJoinTheirBranches() throws IOException {
        Map<String, Wire> graph = graph(
                Shape.of(8, 8, 2),
                residual(conv2d(2, 3), conv2d(2, 3)).activation(RELU).named("a"),
                residual(conv2d(4, 3)).shortcut(conv2d(4, 1)).named("b"),
                parallel(
                                sequential(conv2d(1, 1).named("x")).named("one"),
                                maxPool2d(2).stride(1).padding(SAME).named("two"),
                                sequential())
                        .named("c"));
        assertThat(inputs(graph, "a/conv2/Conv2d")).startsWith("a/conv1/Conv2d");
        assertThat(inputs(graph, "a/Add")).containsExactly("input", "a/conv2/Conv2d");
        assertThat(attributes(graph.get("a/Add")).get("activation").text(2)).isEqualTo("RELU");
        assertThat(inputs(graph, "b/conv1/Conv2d")).startsWith("a/Add");
        assertThat(inputs(graph, "b/shortcut/Conv2d")).startsWith("a/Add");
        assertThat(inputs(graph, "b/Add")).containsExactly("b/shortcut/Conv2d", "b/conv1/Conv2d");
        assertThat(inputs(graph, "c/Concat")).containsExactly("c/one/x/Conv2d", "c/two", "b/Add");
        assertThat(output(graph, "c/Concat")).containsExactly(-1L, 8L, 8L, 9L);
    }

    @Test
    void ownLayersAreDrawnWithWhatIsInThem() throws IOException {
        Map<String, Wire> graph = graph(
                Shape.of(3), OwnLayers.scaled(dense(2)), dense(1).named("two words"), dense(1).named("two:words"));
        assertThat(inputs(graph, "scaled1/Scaled")).containsExactly("scaled1/dense1/Dense", "scaled1/factor");
        assertThat(attributes(graph.get("scaled1/Scaled")).get("layer").text(2)).startsWith("Scaled[inner=Dense");
        assertThat(inputs(graph, "two_words/Dense_1"))
                .containsExactly("two_words/Dense", "two_words/kernel_1", "two_words/bias_1");
    }
}
