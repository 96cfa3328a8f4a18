package dev.inkstone.checkpoint;

import dev.inkstone.autodiff.Parameter;
import dev.inkstone.layers.Model;
import dev.inkstone.metrics.Metric;
import dev.inkstone.optim.OptimizerState;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.Tensor;
import dev.inkstone.training.Progress;
import dev.inkstone.training.Trainer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * What a file holds of a training run besides the model: each slot of the optimizer as {@code
 * optimizer/<kind>/<slot>/<parameter>} with the shape of the parameter, the arrays of callbacks as {@code
 * callback/<key>/<name>}, and in the metadata {@code inkstone.step}, {@code inkstone.optimizer} and {@code inkstone.progress}.
 */
final class RunFile {
    private static final String STEP = "inkstone.step";
    private static final String OPTIMIZER = "inkstone.optimizer";
    private static final String PROGRESS = "inkstone.progress";
    private static final String CALLBACK = "callback/";

    private RunFile() {}

    static Safetensors.Builder write(Trainer trainer, SpecRegistry registry) {
        Progress progress = trainer.progress();
        OptimizerState state = trainer.optimizer().state();
        RecordCodec codec = new RecordCodec(registry);
        List<String> slots = new ArrayList<>(new TreeSet<>(state.slots().keySet()));
        OptimizerText text = new OptimizerText(state.kind(), state.step(), slots);
        Safetensors.Builder file = ModelFile.write(trainer.model(), registry, "checkpoint")
                .metadata(STEP, Long.toString(progress.step()))
                .metadata(
                        OPTIMIZER,
                        codec.encode(text, OptimizerText.class, "optimizer").text())
                .metadata(
                        PROGRESS,
                        codec.encode(progress, Progress.class, "progress").text());
        for (Parameter parameter : trainer.model().parameters().list()) {
            state.slots()
                    .forEach((slot, array) -> file.tensor(
                            text.entry(slot, parameter), Tensor.wrap(array, parameter.offset(), parameter.shape())));
        }
        trainer.arrays()
                .forEach((name, array) -> file.tensor(CALLBACK + name, Tensor.wrap(array, 0, Shape.of(array.length))));
        return file;
    }

    /** Everything of a file into a trainer, its model and its optimizer, or nothing. */
    static void restore(Path path, Trainer trainer, SpecRegistry registry) throws IOException {
        Safetensors file = ModelFile.read(path);
        ModelFile.check(file, trainer.model());
        Map<String, Object> order = new LinkedHashMap<>();
        for (Metric metric : trainer.metrics()) {
            order.put(metric.name(), metric);
        }
        RecordDecoder decoder = new RecordDecoder(registry, order);
        Progress progress;
        OptimizerText text;
        try {
            checkLayers(file, trainer.model(), registry);
            text = decoder.decodeRecord(
                    Json.parse(ModelFile.metadata(file, OPTIMIZER)), OptimizerText.class, "optimizer");
            progress = decoder.decodeRecord(
                    EarlierProgress.updated(Json.parse(ModelFile.metadata(file, PROGRESS))),
                    Progress.class,
                    "progress");
        } catch (IllegalArgumentException e) {
            throw new CheckpointException(path, null, String.valueOf(e.getMessage()), e);
        }
        apply(file, trainer, progress, optimizerState(file, trainer.model(), text));
    }

    /** Weights last: copying them cannot fail. */
    private static void apply(Safetensors file, Trainer trainer, Progress progress, OptimizerState state)
            throws CheckpointException {
        Map<String, float[]> arrays = arrays(file);
        OptimizerState before = trainer.optimizer().state();
        try {
            trainer.optimizer().restore(state);
            trainer.restore(progress, arrays);
        } catch (RuntimeException e) { // a callback of the user's may throw any
            trainer.optimizer().restore(before);
            if (e instanceof IllegalArgumentException) {
                throw new CheckpointException(file.source(), null, "does not fit the trainer: " + e.getMessage(), e);
            }
            throw e;
        }
        ModelFile.restore(file, trainer.model());
    }

    private static void checkLayers(Safetensors file, Model model, SpecRegistry registry) throws CheckpointException {
        ModelText saved = ModelText.parse(ModelFile.metadata(file, ModelFile.MODEL), registry);
        if (saved.inputShape().equals(model.inputShape())
                && saved.resolved().spec().equals(ModelText.of(model).resolved().spec())) {
            return;
        }
        throw new CheckpointException(
                file.source(),
                ModelFile.MODEL,
                "the model is " + saved.inputShape() + " "
                        + saved.spec().layers() + ", expected that of the trainer, " + model.inputShape() + " "
                        + model.spec().layers() + "; build the trainer with the model of the run");
    }

    private static OptimizerState optimizerState(Safetensors file, Model model, OptimizerText text)
            throws CheckpointException {
        Map<String, float[]> slots = new LinkedHashMap<>();
        for (String slot : text.slots()) {
            float[] array = new float[model.parameters().count()];
            for (Parameter parameter : model.parameters().list()) {
                Tensor saved = file.tensor(text.entry(slot, parameter));
                if (!saved.shape().equals(parameter.shape())) {
                    throw new CheckpointException(
                            file.source(),
                            text.entry(slot, parameter),
                            "has shape " + saved.shape() + ", expected " + parameter.shape()
                                    + ", that of the parameter");
                }
                System.arraycopy(saved.array(), saved.offset(), array, parameter.offset(), saved.size());
            }
            slots.put(slot, array);
        }
        return new OptimizerState(text.kind(), text.step(), slots);
    }

    private static Map<String, float[]> arrays(Safetensors file) throws CheckpointException {
        Map<String, float[]> arrays = new LinkedHashMap<>();
        for (String name : file.names()) {
            if (name.startsWith(CALLBACK)) {
                arrays.put(name.substring(CALLBACK.length()), file.tensor(name).toArray());
            }
        }
        return arrays;
    }

    /** An {@link OptimizerState} without its arrays. */
    private record OptimizerText(String kind, long step, List<String> slots) {
        OptimizerText {
            slots = List.copyOf(slots);
            if (step < 0) {
                throw new IllegalArgumentException("step " + step + ", expected 0 or more");
            }
        }

        String entry(String slot, Parameter parameter) {
            return "optimizer/" + kind + "/" + slot + "/" + parameter.name();
        }
    }
}
