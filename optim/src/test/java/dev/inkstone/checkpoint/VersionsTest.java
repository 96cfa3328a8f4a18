package dev.inkstone.checkpoint;

import static dev.inkstone.layers.Layers.dense;
import static dev.inkstone.layers.Layers.sequential;
import static dev.inkstone.losses.Losses.softmaxCrossEntropy;
import static dev.inkstone.metrics.Metrics.accuracy;
import static dev.inkstone.ops.Activation.LINEAR;
import static dev.inkstone.ops.Activation.RELU;
import static dev.inkstone.ops.Activation.TANH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.inkstone.data.Batches;
import dev.inkstone.data.Datasets;
import dev.inkstone.layers.BuildContext;
import dev.inkstone.layers.Layer;
import dev.inkstone.layers.LayerSpec;
import dev.inkstone.layers.Model;
import dev.inkstone.optim.Adam;
import dev.inkstone.random.RandomStream;
import dev.inkstone.tensor.Shape;
import dev.inkstone.training.Trainer;
import dev.inkstone.training.TrainerBuilder;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Files of earlier versions, which were written by the programs of their time and are kept as they are. */
class VersionsTest {
    private static final String START = "{\"format\":\"inkstone-model\",\"version\":";

    @Test
    void aModelOfVersion1PredictsWhatItDid() throws IOException {
        Model model = Saver.loadModel(kept("model-1.safetensors"));
        Safetensors kept = Safetensors.read(kept("model-1-predictions.safetensors"));
        assertThat(model.predict(kept.tensor("inputs")).toArray())
                .isEqualTo(kept.tensor("predictions").toArray());
    }

    @Test
    void aModelOfVersion1IsSavedAsTheNewest() throws IOException {
        Safetensors file = Safetensors.read(kept("model-1.safetensors"));
        String old = file.metadata().get("inkstone.model");
        assertThat(old).startsWith(START + "1,");
        SpecRegistry registry = SpecRegistry.builtIn();
        ModelText text = ModelText.parse(old, registry);
        assertThat(text.toJson(registry)).startsWith(START + "2,");
        assertThat(ModelText.parse(text.toJson(registry), registry)).isEqualTo(text);
    }

    /** It was saved when a layer without an activation was LINEAR; now it is one that has not chosen. */
    @Test
    void aRunOfVersion1GoesOn() throws IOException {
        for (LayerSpec head : new LayerSpec[] {dense(3), dense(3).activation(LINEAR)}) {
            Trainer trainer = trainer(dense(6).activation(RELU), head);
            Saver.in(Path.of("unused")).restore(trainer, kept("run-1.safetensors"));
            assertThat(trainer.step()).isEqualTo(4);
        }
        assertThatThrownBy(() -> Saver.in(Path.of("unused"))
                        .restore(
                                trainer(dense(6).activation(RELU), dense(3).activation(TANH)),
                                kept("run-1.safetensors")))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("expected that of the trainer");
    }

    /** It kept of a metric the sum of the epoch, 13 right ones of 30; now a metric has a tally. */
    @Test
    void aRunOfVersion1GoesOnWithItsMetricsAmidAnEpoch() throws IOException {
        Trainer trainer =
                builder(dense(6).activation(RELU), dense(3)).metrics(accuracy()).build();
        Saver.in(Path.of("unused")).restore(trainer, kept("run-1-metrics.safetensors"));
        assertThat(trainer.begunEpoch().metrics()).containsExactly(entry("accuracy", 13 / 30.0));
        assertThat(trainer.begunEpoch().examples()).isEqualTo(30);
        trainer.fit(points(), 2);
        assertThat(trainer.history().epochs().stream()
                        .map(epoch -> epoch.metrics().get("accuracy")))
                .containsExactly(0.45, 0.5); // those of the run that was not interrupted, by the program of its time
    }

    private static Batches points() {
        RandomStream random = RandomStream.of(1, "old");
        float[] values = new float[40 * 4];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.gaussian(i);
        }
        int[] labels = IntStream.range(0, 40)
                .map(i -> values[4 * i] > 0 ? 1 : values[4 * i + 1] > 0 ? 2 : 0)
                .toArray();
        return Datasets.of(values, Shape.of(4), labels).shuffled(2).batches(10);
    }

    private static Trainer trainer(LayerSpec... layers) {
        return builder(layers).build();
    }

    private static TrainerBuilder builder(LayerSpec... layers) {
        return Trainer.of(Model.build(Shape.of(4), 3L, layers))
                .loss(softmaxCrossEntropy())
                .optimizer(Adam.withLearningRate(0.01));
    }

    @Test
    void aNewerVersionIsRefused() {
        for (String version : new String[] {"3", "999999999999"}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> parse(START + version + ",\"who\":\"knows\"}"))
                    .withMessage("model text: version " + version
                            + ", expected at most 2; a newer Inkstone wrote it, load it with that");
        }
        for (String version : new String[] {"0", "-1", "1.0", "\"1\"", "null", "01e0"}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> parse(START + version + "}"))
                    .withMessageMatching("(model text: version .*, expected a whole number from 1 to 2)|(JSON: .*)");
        }
    }

    private static ModelText parse(String text) {
        return ModelText.parse(text, SpecRegistry.builtIn());
    }

    /** As it was, and as it became with two more components. */
    public record Scale(double factor, int groups, @Nullable String note) implements LayerSpec {
        @Override
        public String kind() {
            return "scale";
        }

        @Override
        public Layer build(BuildContext context, Shape input) {
            return Layer.of(input, (x, tape) -> x);
        }
    }

    private static final String OLD =
            START + "1,\"input\":[1],\"seed\":1,\"layers\":[{\"type\":\"acme/scale\",\"factor\":2}]}";

    @Test
    void aComponentThatWasAddedHasItsDefaultInOlderTexts() {
        SpecRegistry registry = SpecRegistry.builtIn()
                .register("acme/scale", Scale.class)
                .defaultFor(Scale.class, "groups", 1)
                .defaultFor(Scale.class, "note", null);
        assertThat(ModelText.parse(OLD, registry).spec()).isEqualTo(sequential(new Scale(2, 1, null)));
        String newer = OLD.replace("\"factor\":2", "\"factor\":2,\"groups\":4,\"note\":\"a\"");
        assertThat(ModelText.parse(newer, registry).spec()).isEqualTo(sequential(new Scale(2, 4, "a")));
        ModelText text = new ModelText(Shape.of(1), 1, sequential(new Scale(3, 2, null)));
        assertThat(ModelText.parse(text.toJson(registry), registry)).isEqualTo(text);
        String unknown = OLD.replace("\"factor\":2", "\"factor\":2,\"x\":4");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ModelText.parse(unknown, registry))
                .withMessageStartingWith(
                        "model.layers[0]: members [type, factor, x], expected [type, factor, groups, note]");
        String without = OLD.replace(",\"factor\":2", "");
        assertThatIllegalArgumentException().isThrownBy(() -> ModelText.parse(without, registry));
    }

    @Test
    void withoutADefaultAnOlderTextIsRefused() {
        SpecRegistry registry = SpecRegistry.builtIn().register("acme/scale", Scale.class);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ModelText.parse(OLD, registry))
                .withMessageStartingWith(
                        "model.layers[0]: members [type, factor], expected [type, factor, groups, note]");
    }

    @Test
    void aDefaultMustFitItsComponent() {
        SpecRegistry registry = SpecRegistry.builtIn();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> registry.defaultFor(Scale.class, "heads", 1))
                .withMessageEndingWith("has no component 'heads', expected one of its own");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> registry.defaultFor(Scale.class, "groups", 1.0))
                .withMessageEndingWith("expected a value of type int");
        assertThatIllegalArgumentException().isThrownBy(() -> registry.defaultFor(Scale.class, "groups", null));
    }

    private static Path kept(String name) {
        URL url = Objects.requireNonNull(VersionsTest.class.getResource("/versions/" + name), name);
        try {
            return Path.of(url.toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
