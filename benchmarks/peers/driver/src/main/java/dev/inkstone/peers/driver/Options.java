package dev.inkstone.peers.driver;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What is asked on the command line.
 *
 * @param sections what to compare, see {@link Main}
 * @param peers the libraries with their settings, in the order of the columns
 * @param networks what to train
 * @param threads of each library
 * @param windows how often each library is measured
 * @param windowSeconds how long
 * @param warmUpSeconds how long each library works before that
 * @param checkSteps how many training steps must give the same losses, at most; see {@link Plans}
 * @param work a folder for networks, digits, unpacked natives and logs
 */
record Options(
        List<String> sections,
        List<Peer> peers,
        List<String> networks,
        int threads,
        int windows,
        double windowSeconds,
        double warmUpSeconds,
        int checkSteps,
        Path work) {
    /** All sections in the order of the table. */
    static final List<String> SECTIONS =
            List.of("training", "inference", "latency", "start", "memory", "disk", "products", "convolutions");

    private static final String PEERS =
            "inkstone pytorch pytorch:layout=channels-last tensorflow tensorflow:inter=0 openblas";

    /** How to ask. */
    static final String USAGE = """
            usage: java -jar peers.jar [SECTION...] [--libraries "A B ..."] [--networks "A B ..."] [--threads N]
                   [--windows N] [--window-seconds S] [--warm-up-seconds S] [--check-steps N] [--work DIR]
            SECTION: %s; all if none is given
            A library is a name (inkstone, pytorch, tensorflow, openblas), or name:setting,setting with flags of its JVM
            (-Xmx96m) and settings of ours (layout=channels-last of pytorch, inter=N of tensorflow)""".formatted(String.join(" ", SECTIONS));

    /** Reads the command line. */
    static Options parse(String... args) {
        List<String> sections = new ArrayList<>();
        Options options =
                new Options(SECTIONS, peers(PEERS), Plans.names(), 2, 7, 2, 10, 20, Path.of("target", "peers"));
        for (int i = 0; i < args.length; i++) {
            if (SECTIONS.contains(args[i])) {
                sections.add(args[i]);
            } else if (args[i].startsWith("--") && i + 1 < args.length) {
                options = options.with(args[i], args[++i]);
            } else {
                throw new IllegalArgumentException("'" + args[i] + "' is not understood\n" + USAGE);
            }
        }
        return sections.isEmpty() ? options : options.of(sections);
    }

    private Options of(List<String> chosen) {
        return new Options(chosen, peers, networks, threads, windows, windowSeconds, warmUpSeconds, checkSteps, work);
    }

    private Options with(String name, String value) {
        boolean known = List.of(
                        "--libraries",
                        "--networks",
                        "--threads",
                        "--windows",
                        "--window-seconds",
                        "--warm-up-seconds",
                        "--check-steps",
                        "--work")
                .contains(name);
        if (!known) {
            throw new IllegalArgumentException("'" + name + "' is not understood\n" + USAGE);
        }
        return new Options(
                sections,
                name.equals("--libraries") ? peers(value) : peers,
                name.equals("--networks") ? words(value) : networks,
                name.equals("--threads") ? positive(name, value) : threads,
                name.equals("--windows") ? positive(name, value) : windows,
                name.equals("--window-seconds") ? Double.parseDouble(value) : windowSeconds,
                name.equals("--warm-up-seconds") ? Double.parseDouble(value) : warmUpSeconds,
                name.equals("--check-steps") ? positive(name, value) : checkSteps,
                name.equals("--work") ? Path.of(value) : work);
    }

    private static int positive(String name, String value) {
        int number = Integer.parseInt(value);
        if (number < 1) {
            throw new IllegalArgumentException(name + ": " + number + ", expected 1 or more");
        }
        return number;
    }

    private static List<Peer> peers(String text) {
        List<Peer> peers = words(text).stream().map(Peer::parse).toList();
        if (!peers.get(0).ours()) {
            throw new IllegalArgumentException(
                    "--libraries: '" + text + "', expected inkstone first: the others are compared with it");
        }
        return peers;
    }

    private static List<String> words(String text) {
        return Arrays.asList(text.trim().split(" +", -1));
    }
}
