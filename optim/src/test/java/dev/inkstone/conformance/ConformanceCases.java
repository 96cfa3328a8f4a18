package dev.inkstone.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Finds and runs cases. Whatever cannot be run or compared is an error: a case that is skipped looks like one that passed. */
final class ConformanceCases {
    private ConformanceCases() {}

    /**
     * The cases of all groups in a folder.
     *
     * @throws AssertionError if there are none, or a file of tensors belongs to no case
     */
    static List<Case> under(Path root) throws IOException {
        List<Case> all = new ArrayList<>();
        Set<Path> known = new HashSet<>();
        for (Path index : files(root, "cases.json")) {
            List<Case> cases = Case.index(index);
            if (cases.isEmpty()) {
                throw new AssertionError(index + ": has no cases, expected some");
            }
            for (Case c : cases) {
                known.add(c.vectors().file());
                if (c.attributes().get("batch_file") instanceof String batches) {
                    known.add(c.folder().resolve(batches));
                }
            }
            all.addAll(cases);
        }
        if (all.isEmpty()) {
            throw new AssertionError(root + ": no cases.json in it, expected folders with one each");
        }
        for (Path file : files(root, ".safetensors")) {
            if (!known.contains(file)) {
                throw new AssertionError(file + ": belongs to no case, expected a cases.json beside it that names it");
            }
        }
        return all;
    }

    /**
     * Runs a case that is loaded and compares.
     *
     * @throws AssertionError if a value is off, nothing runs the op, or something of the case was passed over
     */
    static void run(Case c, Comparison comparison) throws IOException {
        if (c.op().equals("network")) {
            NetworkCase.run(c, comparison);
        } else {
            comparison.compare(c, computed(c));
        }
        comparison.complete(c);
    }

    /** What the library computes for a case that is no network. */
    static Map<String, float[]> computed(Case c) {
        OpCases.Runner runner = OpCases.RUNNERS.get(c.op());
        if (runner == null) {
            throw new AssertionError(
                    c.name() + ": nothing runs op '" + c.op() + "', expected one of " + OpCases.RUNNERS.keySet());
        }
        return runner.run(c);
    }

    private static List<Path> files(Path root, String end) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.getFileName().toString().endsWith(end))
                    .sorted()
                    .toList();
        }
    }
}
