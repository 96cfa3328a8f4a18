package dev.inkstone.estimator;

import dev.inkstone.checkpoint.AnnotatedModel;
import dev.inkstone.checkpoint.CheckpointException;
import dev.inkstone.checkpoint.RecordText;
import dev.inkstone.checkpoint.SpecRegistry;
import dev.inkstone.layers.LayerSpec;
import dev.inkstone.layers.Model;
import dev.inkstone.tensor.Shape;
import dev.inkstone.training.History;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Estimators in model files: the note {@code inkstone.estimator} holds, as JSON, version, network, training parameters, and the
 * task, that is classes and their names, or what there is to know about numbers.
 */
final class EstimatorFile {
    private static final String NOTE = "inkstone.estimator";
    private static final int VERSION = 1;

    private EstimatorFile() {}

    private record Content(int version, Network network, TrainingParameters training, Task task) {}

    static void save(EstimatorParameters<?> parameters, Fitted fitted, Path file, SpecRegistry own) throws IOException {
        SpecRegistry registry = registry(own);
        Network network = registry.knows(parameters.network().getClass())
                ? parameters.network()
                : layersOf(fitted.model(), parameters.training(), fitted.task());
        Content content = new Content(VERSION, network, parameters.training(), fitted.task());
        String note = RecordText.write(content, registry);
        new AnnotatedModel(fitted.model(), Map.of(NOTE, note)).save(file, registry);
    }

    /** The layers of the model without those around the network. */
    private static Network layersOf(Model model, TrainingParameters training, Task task) {
        List<LayerSpec> layers = model.spec().layers();
        int from = training.scaling() == InputScaling.NONE ? 0 : 1;
        int to = layers.size() - task.outputLayers().size();
        return new SavedLayers(layers.subList(from, to), task.outputs());
    }

    /** What was saved, if it belongs to this kind of estimator. */
    static Loaded load(Path file, SpecRegistry own, Class<? extends Task> kind) throws IOException {
        SpecRegistry registry = registry(own);
        AnnotatedModel saved = AnnotatedModel.load(file, registry);
        String note = saved.notes().get(NOTE);
        if (note == null) {
            throw new CheckpointException(
                    file,
                    null,
                    "is a plain model, expected a saved Classifier or Regressor;" + " read it with Saver.loadModel");
        }
        Content content;
        try {
            content = RecordText.read(note, Content.class, registry);
            check(content, saved.model());
        } catch (RuntimeException e) { // whatever a record throws over what a file says
            throw new CheckpointException(file, NOTE, e.getMessage() == null ? e.toString() : e.getMessage(), e);
        }
        if (!kind.isInstance(content.task())) {
            throw new CheckpointException(
                    file,
                    NOTE,
                    "is a " + content.task().name() + ", expected the other kind; "
                            + (kind == Classification.class ? "Regressor" : "Classifier") + ".load reads it");
        }
        return new Loaded(
                new EstimatorParameters<>(content.network(), content.training()),
                new Fitted(content.task(), saved.model(), History.EMPTY, null, 0));
    }

    /**
     * A file's estimator.
     *
     * @param parameters under which it learnt
     * @param fitted what it learnt
     */
    record Loaded(EstimatorParameters<?> parameters, Fitted fitted) {}

    private static void check(Content content, Model model) {
        if (content.version() != VERSION) {
            throw new IllegalArgumentException("version " + content.version() + ", expected " + VERSION
                    + "; a newer Inkstone wrote it, load it with that");
        }
        if (!model.outputShape().equals(Shape.of(content.task().outputs()))) {
            throw new IllegalArgumentException("the model ends with " + model.outputShape() + ", expected ["
                    + content.task().outputs() + "] as the " + content.task().name()
                    + " needs; the file was put together");
        }
    }

    private static SpecRegistry registry(SpecRegistry own) {
        return own.copy()
                .register("estimator/mlp", MlpParameters.class)
                .register("estimator/layers", SavedLayers.class)
                .register("estimator/body", Body.class)
                .register("estimator/classification", Classification.class)
                .register("estimator/regression", Regression.class);
    }
}
