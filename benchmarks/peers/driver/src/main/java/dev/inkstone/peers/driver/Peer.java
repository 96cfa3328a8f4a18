package dev.inkstone.peers.driver;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A library with settings, written {@code name} or {@code name:setting,setting}.
 *
 * @param text as written, and as it stands in the table
 * @param module the folder of its module
 * @param settings flags of its JVM, which start with a dash, and {@code key=value} for its properties {@code peers.key}
 */
record Peer(String text, String module, List<String> settings) {
    /** The library that the others are compared with. */
    static final String OURS = "inkstone";

    private static final List<String> MODULES = List.of(OURS, "pytorch", "tensorflow", "openblas");

    /** Reads one. */
    static Peer parse(String text) {
        String[] parts = text.split(":", 2);
        if (!MODULES.contains(parts[0])) {
            throw new IllegalArgumentException(
                    "--libraries: '" + parts[0] + "' is unknown, expected one of " + String.join(", ", MODULES));
        }
        return new Peer(text, parts[0], parts.length == 1 ? List.of() : Arrays.asList(parts[1].split(",", -1)));
    }

    /** Whether it is ours. */
    boolean ours() {
        return module.equals(OURS);
    }

    /** The flags of its JVM. */
    List<String> flags(int threads) {
        List<String> flags = new ArrayList<>();
        if (ours()) {
            flags.add("--add-modules=jdk.incubator.vector");
            flags.add("-Dinkstone.threads=" + threads);
        }
        flags.add("-Dpeers.threads=" + threads);
        for (String setting : settings) {
            flags.add(setting.startsWith("-") ? setting : "-Dpeers." + setting);
        }
        return flags;
    }

    /** The class with its {@code main}. */
    String mainClass() {
        String name = switch (module) {
            case OURS -> "Inkstone";
            case "pytorch" -> "PyTorch";
            case "tensorflow" -> "TensorFlowLibrary";
            default -> "OpenBlas";
        };
        return "dev.inkstone.peers." + module + "." + name;
    }
}
