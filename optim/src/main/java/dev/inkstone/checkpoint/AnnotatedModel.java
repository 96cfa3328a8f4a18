package dev.inkstone.checkpoint;

import dev.inkstone.layers.Model;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * A model and what somebody wants to know besides when it is loaded, in one model file: the names of classes, where the data came
 * from. {@link Saver#loadModel(Path)} reads the model of such a file; {@code metadata()} of safetensors in Python reads the notes.
 *
 * @param model layers, weights and states
 * @param notes texts by their keys; keys that start with {@code inkstone.} belong to the library
 */
public record AnnotatedModel(Model model, Map<String, String> notes) {
    /** Keeps a copy of the map. */
    public AnnotatedModel {
        notes = Map.copyOf(notes);
    }

    /**
     * Writes the file, which appears whole or not at all.
     *
     * @throws IllegalArgumentException if a layer is not registered, or a key starts with {@code inkstone.}
     */
    public void save(Path file, SpecRegistry registry) throws IOException {
        Safetensors.Builder written = ModelFile.write(model, registry, "model");
        new TreeMap<>(notes).forEach((key, text) -> {
            if (reserved(key)) {
                throw new IllegalArgumentException(
                        "model: note '" + key + "', expected none that starts with 'inkstone.'; give it another key");
            }
            written.metadata(key, text);
        });
        written.write(file);
    }

    /**
     * Model and notes of one file.
     *
     * @throws CheckpointException if the file is damaged, or describes no model that can be built here
     */
    public static AnnotatedModel load(Path file, SpecRegistry registry) throws IOException {
        Safetensors read = ModelFile.read(file);
        Map<String, String> notes = new TreeMap<>(read.metadata());
        notes.keySet().removeIf(AnnotatedModel::reserved);
        return new AnnotatedModel(ModelFile.load(read, registry), notes);
    }

    /** The note of an estimator is one like those of users, and goes with its model from file to file. */
    private static boolean reserved(String key) {
        return key.startsWith("inkstone.") && !key.equals("inkstone.estimator");
    }
}
