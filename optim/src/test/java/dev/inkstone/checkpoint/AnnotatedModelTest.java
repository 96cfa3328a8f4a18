package dev.inkstone.checkpoint;

import static dev.inkstone.layers.Layers.dense;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inkstone.layers.Model;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.Tensor;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("once")
class AnnotatedModelTest {
    private static final SpecRegistry REGISTRY = SpecRegistry.builtIn();
    private static final Model MODEL = Model.build(Shape.of(2), 1, dense(3));

    @TempDir
    Path folder;

    @Test
    void modelAndNotesComeBackAndTheModelAlone() throws Exception {
        Path file = folder.resolve("model.safetensors");
        Map<String, String> notes = Map.of("acme.data", "ç, \"v2\"\n", "b", "");
        new AnnotatedModel(MODEL, notes).save(file, REGISTRY);
        AnnotatedModel loaded = AnnotatedModel.load(file, REGISTRY);
        assertThat(loaded.notes()).isEqualTo(notes);
        Tensor x = Tensor.of(Shape.of(1, 2), 3, 4);
        float[] expected = MODEL.predict(x).toArray();
        assertThat(loaded.model().predict(x).toArray()).isEqualTo(expected);
        assertThat(Saver.loadModel(file).predict(x).toArray()).isEqualTo(expected);
    }

    @Test
    void notesCannotReplaceWhatDescribesTheModel() {
        Path file = folder.resolve("model.safetensors");
        for (String key : List.of("inkstone.model", "inkstone.step", "inkstone.mine")) {
            assertThatThrownBy(() -> new AnnotatedModel(MODEL, Map.of(key, "x")).save(file, REGISTRY))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("model: note '" + key + "', expected none that starts with 'inkstone.';"
                            + " give it another key");
        }
        assertThat(folder).isEmptyDirectory();
    }

    /** Of a checkpoint too, whose step and optimizer are nothing to know about its model alone. */
    @Test
    void whatWasLoadedCanBeSavedAgain() throws Exception {
        Path file = folder.resolve("model.safetensors");
        ModelFile.write(MODEL, REGISTRY, "checkpoint")
                .metadata("inkstone.step", "3")
                .metadata("acme.data", "v2")
                .write(file);
        AnnotatedModel loaded = AnnotatedModel.load(file, REGISTRY);
        assertThat(loaded.notes()).containsOnlyKeys("acme.data");
        loaded.save(file, REGISTRY);
        assertThat(AnnotatedModel.load(file, REGISTRY).notes()).isEqualTo(loaded.notes());
    }

    /** A record of somebody's own. */
    public record Setting(double rate, String name) {}

    @Test
    void recordsAreTextsThatComeBack() {
        String text = RecordText.write(new Setting(0.1, "a"), REGISTRY);
        assertThat(text).isEqualTo("{\"rate\":0.1,\"name\":\"a\"}");
        assertThat(RecordText.read(text, Setting.class, REGISTRY)).isEqualTo(new Setting(0.1, "a"));
        assertThatThrownBy(() -> RecordText.read("{\"rate\":1}", Setting.class, REGISTRY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "Setting: members [rate], expected [rate, name]; it was saved by another version of its class");
    }

    @Test
    void aCopyOfARegistryLearnsWithoutTheOriginal() {
        SpecRegistry copy = REGISTRY.copy().register("acme/setting", Setting.class);
        assertThat(copy.knows(Setting.class)).isTrue();
        assertThat(REGISTRY.knows(Setting.class)).isFalse();
        assertThat(copy.copy().knows(Setting.class)).isTrue();
    }
}
