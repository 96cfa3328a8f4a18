package dev.inkstone.checkpoint;

import java.util.List;

/**
 * What {@link Saver#restoreMatching} found in a file, by the names of parameters and states.
 *
 * @param taken now in the model
 * @param missing in the model but not in the file: unchanged
 * @param extra in the file but not in the model: ignored
 * @param otherShape in both, but of different shapes: unchanged; each with both shapes
 */
public record Restored(List<String> taken, List<String> missing, List<String> extra, List<String> otherShape) {
    /** Keeps copies of the lists. */
    public Restored {
        taken = List.copyOf(taken);
        missing = List.copyOf(missing);
        extra = List.copyOf(extra);
        otherShape = List.copyOf(otherShape);
    }

    /** Whether file and model hold the same. */
    boolean complete() {
        return missing.isEmpty() && extra.isEmpty() && otherShape.isEmpty();
    }

    /** What does not fit, for a message. */
    String problems() {
        StringBuilder problems = new StringBuilder();
        append(problems, "missing in the file", missing);
        append(problems, "not in the model", extra);
        append(problems, "of another shape", otherShape);
        return problems.toString();
    }

    private static void append(StringBuilder out, String what, List<String> names) {
        if (!names.isEmpty()) {
            List<String> shown = names.subList(0, Math.min(names.size(), 20));
            out.append(out.length() == 0 ? "" : "; ").append(what).append(": ").append(String.join(", ", shown));
            out.append(shown.size() < names.size() ? ", … (" + names.size() + " in all)" : "");
        }
    }
}
