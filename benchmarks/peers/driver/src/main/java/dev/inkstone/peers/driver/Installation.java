package dev.inkstone.peers.driver;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where the modules were built, and how a process of one is started.
 *
 * @param home the folder of all modules
 * @param work for what the libraries unpack
 * @param threads of each library
 */
record Installation(Path home, Path work, int threads) {
    /** Around the jar that this class is in. */
    static Installation around(Path work, int threads) throws URISyntaxException {
        Path jar = Path.of(Installation.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        Path home = jar.resolve("../../..").normalize();
        return new Installation(home, work, threads);
    }

    /** The jars of a peer: its own, and those it needs. */
    private List<Path> jars(Peer peer) throws IOException {
        Path target = home.resolve(peer.module()).resolve("target");
        List<Path> jars = new ArrayList<>();
        for (Path folder : List.of(target, target.resolve("lib"))) {
            if (!Files.isDirectory(folder)) {
                throw new IOException(folder + " is missing; build it: mvn -Ppeers -DskipTests package");
            }
            try (Stream<Path> files = Files.list(folder)) {
                files.filter(file -> file.toString().endsWith(".jar"))
                        .filter(file -> !file.toString().endsWith("-sources.jar"))
                        .sorted()
                        .forEach(jars::add);
            }
        }
        return jars;
    }

    /** The jars that a user of the library has. */
    List<Path> libraryJars(Peer peer) throws IOException {
        return jars(peer).stream()
                .filter(jar -> !jar.getFileName().toString().startsWith("inkstone-peers-"))
                .toList();
    }

    /** Where the library unpacks its natives. */
    Path natives(Peer peer) {
        return work.resolve("natives").resolve(peer.module());
    }

    /** A process of the peer, not yet started; {@code first} is what it does before it is asked anything. */
    ProcessBuilder process(Peer peer, String... first) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(peer.flags(threads));
        // Where JavaCPP and DJL unpack; no downloads, no calls home.
        command.add("-Dorg.bytedeco.javacpp.cachedir=" + natives(peer));
        command.add("-DDJL_CACHE_DIR=" + natives(peer));
        command.add("-Dai.djl.offline=true");
        command.add("-cp");
        command.add(jars(peer).stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
        command.add(peer.mainClass());
        command.addAll(List.of(first));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment(peer));
        Path log = work.resolve(peer.text().replaceAll("[^A-Za-z0-9.-]", "_") + ".log");
        return builder.redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
    }

    /** What these libraries read from the environment. */
    Map<String, String> environment(Peer peer) {
        String count = Integer.toString(threads);
        return switch (peer.module()) {
            case "pytorch" -> Map.of("OMP_NUM_THREADS", count, "MKL_NUM_THREADS", count, "OPT_OUT_TRACKING", "true");
            case "tensorflow" -> Map.of("TF_ENABLE_ONEDNN_OPTS", "1", "TF_CPP_MIN_LOG_LEVEL", "1");
            case "openblas" -> Map.of("OPENBLAS_NUM_THREADS", count);
            default -> Map.of();
        };
    }
}
