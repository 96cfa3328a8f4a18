package dev.inkstone.estimator;

import static dev.inkstone.estimator.ClassifierTest.weights;
import static dev.inkstone.estimator.Flowers.classifier;
import static dev.inkstone.estimator.Flowers.quick;
import static dev.inkstone.layers.Layers.dense;
import static dev.inkstone.layers.Layers.sequential;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inkstone.checkpoint.AnnotatedModel;
import dev.inkstone.checkpoint.CheckpointException;
import dev.inkstone.checkpoint.Safetensors;
import dev.inkstone.checkpoint.Saver;
import dev.inkstone.checkpoint.SpecRegistry;
import dev.inkstone.data.Dataset;
import dev.inkstone.layers.Sequential;
import dev.inkstone.layers.init.Initializers;
import dev.inkstone.ops.Activation;
import dev.inkstone.tensor.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("once")
class EstimatorFileTest {
    private static final Flowers TRAIN = new Flowers(90, 1);
    private static final Dataset DATA = TRAIN.data();

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("flowers.safetensors");
    }

    @Test
    void everythingComesBack() throws IOException {
        MlpParameters network =
                new MlpParameters(List.of(8, 4), Activation.SELU, 0.1, 0.95, Initializers.glorotNormal());
        TrainingParameters training = quick().withTargetScore(0.97)
                .withOptimizer(OptimizerKind.NESTEROV)
                .withMomentum(0.85)
                .withRateDecay(RateDecay.COSINE)
                .withScaling(InputScaling.RANGE)
                .withValidationFraction(0.25)
                .withWeightDecay(1e-5)
                .withSeed(99);
        Classifier saved = Classifier.of(network, training).fit(TRAIN.x, TRAIN.names());
        saved.save(file);
        Classifier loaded = Classifier.load(file);
        assertThat(loaded.parameters()).isEqualTo(new EstimatorParameters<>(network, training));
        assertThat(loaded.classNames()).containsExactly(Flowers.NAMES);
        assertThat(loaded.predictProbabilities(TRAIN.x)).isDeepEqualTo(saved.predictProbabilities(TRAIN.x));
        assertThat(weights(loaded.fit(TRAIN.x, TRAIN.names())))
                .as("fitted again")
                .isEqualTo(weights(saved));
        assertThat(loaded.predictNames(TRAIN.x)).isEqualTo(saved.predictNames(TRAIN.x));
    }

    @Test
    void equalEstimatorsGiveEqualFilesAndNothingElseIsLeftInTheFolder() throws IOException {
        classifier().fit(DATA).save(file);
        byte[] bytes = Files.readAllBytes(file);
        classifier().fit(DATA).save(file);
        assertThat(Files.readAllBytes(file)).isEqualTo(bytes);
        assertThat(folder.toFile().list()).containsExactly("flowers.safetensors");
    }

    @Test
    void theFileIsAModelFileToo() throws IOException {
        Classifier classifier = classifier().fit(DATA);
        classifier.save(file);
        assertThat(Saver.loadModel(file).predict(DATA.inputs()).toArray())
                .isEqualTo(classifier.model().predict(DATA.inputs()).toArray());
    }

    @Test
    void aNetworkWithoutANameIsSavedAsItsLayers() throws IOException {
        Network network = (input, outputs) -> sequential(dense(5).activation(Activation.TANH), dense(outputs));
        Classifier saved = Classifier.of(network, quick()).fit(DATA);
        saved.save(file);
        Classifier loaded = Classifier.load(file);
        assertThat(loaded.predict(TRAIN.x)).isEqualTo(saved.predict(TRAIN.x));
        assertThat(weights(loaded.fit(DATA))).as("fitted again").isEqualTo(weights(saved));
        assertThatThrownBy(() -> loaded.fit(DATA.filter(i -> DATA.label(i) != 40)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("network: 2 outputs, expected 3, for which the loaded layers were made; build a new"
                        + " estimator with the network itself");
    }

    @Test
    void aBodyOfLayersComesBackForOtherClassesToo() throws IOException {
        Network network = Network.of(dense(5).activation(Activation.TANH));
        Classifier.of(network, quick()).fit(DATA).save(file);
        Classifier loaded = Classifier.load(file);
        assertThat(loaded.parameters()).isEqualTo(new EstimatorParameters<>(network, quick()));
        assertThat(loaded.fit(DATA.filter(i -> DATA.label(i) != 40)).classes()).containsExactly(-5, 3);
    }

    /** A network of one's own. */
    public record Narrow(int width) implements Network {
        @Override
        public Sequential layers(Shape input, int outputs) {
            return sequential(dense(width), dense(outputs));
        }
    }

    @Test
    void aRecordOfOnesOwnComesBackIfTheRegistryKnowsIt() throws IOException {
        SpecRegistry registry = SpecRegistry.builtIn().register("acme/narrow", Narrow.class);
        Classifier saved = Classifier.of(new Narrow(4), quick()).fit(DATA);
        saved.save(file, registry);
        assertThat(Classifier.load(file, registry).parameters().network()).isEqualTo(new Narrow(4));
        assertThatThrownBy(() -> Classifier.load(file))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("unknown Network 'acme/narrow'")
                .hasMessageContaining("SpecRegistry.builtIn().register(\"acme/narrow\"");
        saved.save(file);
        assertThat(Classifier.load(file).predict(TRAIN.x)).isEqualTo(saved.predict(TRAIN.x));
    }

    @Test
    void otherFilesAreRefusedWithWhatTheyAre() throws IOException {
        Classifier classifier = classifier().fit(DATA);
        Saver.saveModel(classifier.model(), file);
        assertThatThrownBy(() -> Classifier.load(file))
                .isInstanceOf(CheckpointException.class)
                .hasMessage(
                        "checkpoint '" + file + "': is a plain model, expected a saved Classifier or Regressor; read"
                                + " it with Saver.loadModel");
        classifier.save(file);
        assertThatThrownBy(() -> Regressor.load(file))
                .isInstanceOf(CheckpointException.class)
                .hasMessage("checkpoint '" + file + "': entry 'inkstone.estimator': is a classifier, expected the other"
                        + " kind; Classifier.load reads it");
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 1] ^= 1;
        Files.write(file, bytes);
        assertThatThrownBy(() -> Classifier.load(file)).isInstanceOf(CheckpointException.class);
    }

    @Test
    void notesCanBeAddedToASavedEstimator() throws IOException {
        Classifier saved = classifier().fit(DATA);
        saved.save(file);
        AnnotatedModel model = AnnotatedModel.load(file, SpecRegistry.builtIn());
        Map<String, String> notes = new HashMap<>(model.notes());
        notes.put("acme.data", "v2");
        new AnnotatedModel(model.model(), notes).save(file, SpecRegistry.builtIn());
        assertThat(Classifier.load(file).predict(TRAIN.x)).isEqualTo(saved.predict(TRAIN.x));
    }

    @Test
    void aTextThatDoesNotBelongToItsModelIsRefused() throws IOException {
        classifier().fit(DATA).save(file);
        tampered("\"labels\":[-5,3,40]", "\"labels\":[-5,3]", "the model ends with [3], expected [2]");
        tampered("\"labels\":[-5,3,40]", "\"labels\":[-5,40,3]", "expected ascending labels");
        tampered("\"version\":1", "\"version\":2", "version 2, expected 1; a newer Inkstone wrote it");
    }

    private void tampered(String old, String now, String message) throws IOException {
        Safetensors read = Safetensors.read(file);
        String note = read.metadata().get("inkstone.estimator");
        assertThat(note).contains(old);
        Safetensors.Builder other = Safetensors.builder();
        read.metadata().forEach(other::metadata);
        other.metadata("inkstone.estimator", note.replace(old, now));
        for (String name : read.names()) {
            other.tensor(name, read.tensor(name));
        }
        Path copy = folder.resolve("copy.safetensors");
        other.write(copy);
        assertThatThrownBy(() -> Classifier.load(copy))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("entry 'inkstone.estimator'")
                .hasMessageContaining(message);
    }
}
