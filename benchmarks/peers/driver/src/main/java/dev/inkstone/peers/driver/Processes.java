package dev.inkstone.peers.driver;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;

/** What is measured of whole processes: how soon they train, how much memory and disk they take. */
record Processes(Installation installation, Plans plans, Options options) {
    /** From the start of the process to the end of its first training step, the first batch of digits read from a file. */
    Figures start() throws IOException {
        Figures figures = new Figures("start to first training step, cnn", "s", false);
        for (int run = -1; run < options.windows(); run++) { // the first one unpacks natives and is not counted
            for (Peer peer : trainers()) {
                double seconds = firstStep(peer);
                if (run >= 0) {
                    figures.add(peer, seconds);
                }
            }
        }
        return figures;
    }

    private double firstStep(Peer peer) throws IOException {
        int batch = Plans.batch("cnn");
        ProcessBuilder builder =
                installation.process(peer, "training", plans.file("cnn").toString(), Integer.toString(batch), "0");
        long start = System.nanoTime();
        try (WorkerProcess worker = new WorkerProcess(peer, builder)) {
            String answer = worker.answer();
            double seconds = (System.nanoTime() - start) * 1e-9;
            if (!(Double.parseDouble(answer) > 0)) {
                throw new IOException(peer.text() + ": the loss of the first step is " + answer);
            }
            return seconds;
        }
    }

    /** All training images as bytes in memory, each batch converted when it is used. */
    List<Figures> memory() throws IOException {
        Peer small = Peer.parse(Peer.OURS + ":-Xmx96m");
        Figures usual = new Figures("peak memory, training cnn", "MB", false);
        Figures limited = new Figures("the same, ours with -Xmx96m", "MB", false);
        for (Peer peer : trainers()) {
            double megabytes = peak(peer);
            usual.add(peer, megabytes);
            limited.add(peer, peer.ours() ? peak(small) : megabytes);
        }
        return List.of(usual, limited);
    }

    private double peak(Peer peer) throws IOException {
        try (WorkerProcess worker = new WorkerProcess(peer, installation.process(peer))) {
            worker.open("training " + plans.file("cnn") + " " + Integer.MAX_VALUE + " 0");
            worker.numbers("window " + Throughput.nanos(options.warmUpSeconds()));
            return worker.peakMemory() * 1e-6;
        }
    }

    /** Jars, and what they unpack: after a first run. */
    Figures disk() throws IOException {
        Figures figures = new Figures("jars and unpacked natives", "MB", false);
        for (Peer peer : trainers()) {
            firstStep(peer);
            long bytes = size(installation.natives(peer));
            for (Path jar : installation.libraryJars(peer)) {
                bytes += Files.size(jar);
            }
            figures.add(peer, bytes * 1e-6);
        }
        return figures;
    }

    private List<Peer> trainers() {
        return options.peers().stream()
                .filter(peer -> !peer.module().equals("openblas"))
                .toList();
    }

    private static long size(Path folder) throws IOException {
        long[] bytes = new long[1];
        if (Files.isDirectory(folder)) {
            Files.walkFileTree(folder, new SimpleFileVisitor<Path>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    bytes[0] += attributes.size();
                    return FileVisitResult.CONTINUE;
                }
            });
        }
        return bytes[0];
    }
}
