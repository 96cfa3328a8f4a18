package dev.inkstone.checkpoint;

import dev.inkstone.autodiff.Parameters;
import dev.inkstone.layers.Model;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.Tensor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What a file holds of a model: parameters and states under their own names, and the text that it is built from. */
final class ModelFile {
    static final String FORMAT = "inkstone.format";
    static final String KIND = "inkstone.kind";
    static final String MODEL = "inkstone.model";

    /** Where names start that are no parameters or states. */
    static final List<String> RESERVED = List.of("optimizer/", "callback/");

    private static final String VERSION = "1";

    /** The types that weights may have. */
    private static final Set<String> FLOATS = Set.of("F32", "F16", "BF16");

    private ModelFile() {}

    /** Adds a model to a file to be. */
    static Safetensors.Builder write(Model model, SpecRegistry registry, String kind) {
        return write(model, registry, kind, Precision.F32);
    }

    /** Adds a model with parameters of this precision to a file to be; states are float32 always. */
    static Safetensors.Builder write(Model model, SpecRegistry registry, String kind, Precision precision) {
        Parameters parameters = model.parameters();
        Safetensors.Builder file = Safetensors.builder()
                .metadata(FORMAT, VERSION)
                .metadata(KIND, kind)
                .metadata(MODEL, ModelText.of(model).toJson(registry));
        tensors(model).keySet().forEach(ModelFile::checkName);
        parameters.list().forEach(parameter -> {
            checkRange(parameter.name(), parameter.value(), precision);
            file.tensor(parameter.name(), parameter.value(), precision);
        });
        parameters.stateList().forEach(state -> file.tensor(state.name(), state.value()));
        return file;
    }

    private static void checkName(String name) {
        if (reserved(name)) {
            throw new IllegalArgumentException("model: parameter '" + name + "', expected none that starts with one of "
                    + RESERVED + ", which checkpoints need; give the layer another name");
        }
    }

    /** A weight that becomes infinite would spoil the model where nobody looks. */
    private static void checkRange(String name, Tensor values, Precision precision) {
        for (int i = 0; i < values.size(); i++) {
            float value = values.array()[values.offset() + i];
            if (precision.overflows(value)) {
                throw new IllegalArgumentException("model: parameter '" + name + "' holds " + value + ", expected -"
                        + precision.largest() + " to " + precision.largest() + ", the range of " + precision
                        + "; save it as " + (precision == Precision.F16 ? "BF16 or float32" : "float32"));
            }
        }
    }

    /** The model that a file describes, with the weights of the file; memory is taken for no more than the file holds. */
    static Model load(Path path, SpecRegistry registry) throws IOException {
        return load(read(path), registry);
    }

    /** As {@link #load(Path, SpecRegistry)} of a file that was read already. */
    static Model load(Safetensors file, SpecRegistry registry) throws IOException {
        Model model;
        try {
            model = ModelText.parse(metadata(file, MODEL), registry).build(declared -> checkDeclared(file, declared));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (RuntimeException e) { // whatever a layer throws over what a file says
            throw new CheckpointException(
                    file.source(), MODEL, e.getMessage() == null ? e.toString() : e.getMessage(), e);
        }
        restore(file, model);
        return model;
    }

    private static void checkDeclared(Safetensors file, Parameters declared) {
        try {
            check(file, shapes(declared), "describes a model that its weights do not fit");
        } catch (CheckpointException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads a file of this version, or of another program. */
    static Safetensors read(Path path) throws IOException {
        Safetensors file = Safetensors.read(path);
        String format = file.metadata().get(FORMAT);
        if (format != null && !format.equals(VERSION)) {
            throw new CheckpointException(
                    path,
                    null,
                    "is of format " + CheckpointException.shortened(format) + ", expected " + VERSION
                            + "; a newer Inkstone wrote it, read it with that");
        }
        return file;
    }

    /** @throws CheckpointException if there is no such text */
    static String metadata(Safetensors file, String key) throws CheckpointException {
        String text = file.metadata().get(key);
        if (text == null) {
            throw new CheckpointException(
                    file.source(),
                    null,
                    "has no metadata '" + key + "', expected a file that Saver wrote" + " for this purpose; it holds "
                            + file.metadata().keySet());
        }
        return text;
    }

    /** All weights and states of a file into a model, or none. */
    static void restore(Safetensors file, Model model) throws CheckpointException {
        check(file, model);
        copy(file, model, compare(file, model).taken());
    }

    /** @throws CheckpointException if file and model do not hold the same, naming all that differs */
    static void check(Safetensors file, Model model) throws CheckpointException {
        check(file, shapes(model.parameters()), "does not fit the model, which is unchanged");
    }

    private static void check(Safetensors file, Map<String, Shape> shapes, String trouble) throws CheckpointException {
        Restored found = compare(file, shapes, name -> true);
        if (!found.complete()) {
            throw new CheckpointException(
                    file.source(),
                    null,
                    trouble + ": " + found.problems()
                            + "; build the model the file was saved from, or take what fits with Saver.restoreMatching");
        }
    }

    /** What a file and a model both have of the accepted names, into the model. */
    static Restored restoreMatching(Safetensors file, Model model, Predicate<String> names) throws CheckpointException {
        Map<String, Shape> shapes = shapes(model.parameters());
        List<String> all = file.names().stream().filter(name -> !reserved(name)).toList();
        if (all.stream().noneMatch(names) && shapes.keySet().stream().noneMatch(names)) {
            throw new IllegalArgumentException(
                    "restore matching: accepts no parameter or state, expected one at least; the file '" + file.source()
                            + "' holds " + all);
        }
        shapes.keySet().removeIf(names.negate());
        Restored found = compare(file, shapes, names);
        copy(file, model, found.taken());
        return found;
    }

    private static Restored compare(Safetensors file, Model model) throws CheckpointException {
        return compare(file, shapes(model.parameters()), name -> true);
    }

    /** What of a file fits these shapes; of what it has beside them the accepted names are told. */
    private static Restored compare(Safetensors file, Map<String, Shape> shapes, Predicate<String> names)
            throws CheckpointException {
        List<String> taken = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        List<String> otherShape = new ArrayList<>();
        for (Map.Entry<String, Shape> own : shapes.entrySet()) {
            String difference = difference(file, own.getKey(), own.getValue());
            if (!file.names().contains(own.getKey())) {
                missing.add(own.getKey());
            } else if (difference != null) {
                otherShape.add(difference);
            } else {
                taken.add(own.getKey());
            }
        }
        List<String> extra = file.names().stream()
                .filter(name -> !shapes.containsKey(name) && !reserved(name) && names.test(name))
                .map(CheckpointException::shortened)
                .toList();
        return new Restored(taken, missing, extra, otherShape);
    }

    static void copy(Safetensors file, Model model, List<String> names) throws CheckpointException {
        Map<String, Tensor> tensors = tensors(model);
        for (String name : names) {
            Tensor from = file.asFloats(name); // exact: compare() lets nothing wider than float32 pass
            Tensor to = tensors.get(name);
            if (to != null) {
                System.arraycopy(from.array(), from.offset(), to.array(), to.offset(), to.size());
            }
        }
    }

    private static @Nullable String difference(Safetensors file, String name, Shape own) throws CheckpointException {
        if (!file.names().contains(name)) {
            return null;
        }
        String found = file.dtype(name) + " " + file.shape(name);
        boolean fits = FLOATS.contains(file.dtype(name)) && file.shape(name).equals(own);
        return fits ? null : name + " " + found + ", expected " + Dtype.F32 + " " + own;
    }

    private static Map<String, Shape> shapes(Parameters parameters) {
        Map<String, Shape> shapes = new LinkedHashMap<>();
        parameters.list().forEach(parameter -> shapes.put(parameter.name(), parameter.shape()));
        parameters.stateList().forEach(state -> shapes.put(state.name(), state.shape()));
        return shapes;
    }

    private static Map<String, Tensor> tensors(Model model) {
        Parameters parameters = model.parameters();
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        parameters.list().forEach(parameter -> tensors.put(parameter.name(), parameter.value()));
        parameters.stateList().forEach(state -> tensors.put(state.name(), state.value()));
        return tensors;
    }

    private static boolean reserved(String name) {
        return RESERVED.stream().anyMatch(name::startsWith);
    }
}
