package dev.inkstone.benchmarks;

import dev.inkstone.memory.BufferPool;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A process of its own that does a piece of work and says how many bytes the arrays have that it took from the pool. */
final class StepMemory {
    private StepMemory() {}

    /** Arguments: an {@link Axis} and a size. The plain loops do it: they need no warm-up. */
    public static void main(String[] args) {
        Runnable work = Axis.valueOf(args[0]).work(Integer.parseInt(args[1]));
        work.run();
        work.run();
        System.out.println(BufferPool.shared().keptBytes());
    }

    /** The bytes of such a process. */
    static long bytes(Axis axis, int size) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dinkstone.kernels=scalar",
                        "-cp",
                        System.getProperty("java.class.path"),
                        StepMemory.class.getName(),
                        axis.name(),
                        Integer.toString(size))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var out = process.getInputStream()) {
            return Long.parseLong(new String(out.readAllBytes(), StandardCharsets.UTF_8).strip());
        }
    }
}
