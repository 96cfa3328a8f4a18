package dev.inkstone.benchmarks;

import dev.inkstone.mnist.Networks;
import dev.inkstone.parallel.WorkerPool;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Prints how time and memory grow: with the threads, for a training step of each network of the MNIST example, and with what each
 * {@link Axis} makes larger: {@code one more} is the difference to the row above, by which layers before and behind drop out.
 *
 * <p>{@code java --add-modules jdk.incubator.vector -cp benchmarks.jar dev.inkstone.benchmarks.Scaling}. Arguments: {@code threads},
 * {@code batch}, {@code images}, {@code layers}, {@code channels} (default: all of them).
 *
 * <p>Times are those of the fastest of ten windows of half a second; sizes take turns. Memory is that of the arrays of a step, which
 * a process of its own took from the pool.
 */
public final class Scaling {
    private static final int WINDOWS = 10;

    private Scaling() {}

    /** Prints the tables. */
    public static void main(String[] args) throws IOException {
        List<String> wanted = List.of(args);
        if (wanted.isEmpty() || wanted.contains("threads")) {
            threads();
        }
        for (Axis axis : Axis.values()) {
            if (wanted.isEmpty() || wanted.contains(axis.name().toLowerCase(Locale.ROOT))) {
                grow(axis);
            }
        }
    }

    private static void threads() {
        int many = WorkerPool.threads();
        say("| network | batch | images/s, 1 thread | %d threads | ratio |%n|---|--:|--:|--:|--:|", many);
        for (String network : Networks.names()) {
            int batch = Networks.batch(network);
            Runnable step = Workload.of(network, batch)::train;
            double[] nanos = Windows.best(List.of(new Windows.Timed(1, step), new Windows.Timed(many, step)), WINDOWS);
            say(
                    "| %s | %d | %.0f | %.0f | %.2f |",
                    network, batch, batch / nanos[0] * 1e9, batch / nanos[1] * 1e9, nanos[0] / nanos[1]);
        }
    }

    private static void grow(Axis axis) throws IOException {
        int[] sizes = axis.sizes();
        List<Windows.Timed> all = new ArrayList<>();
        Arrays.stream(sizes).forEach(size -> all.add(new Windows.Timed(WorkerPool.threads(), axis.work(size))));
        double[] nanos = Windows.best(all, WINDOWS);
        say(
                "%n| %s | ms | µs for each | µs for one more | MB | kB for one more |%n|--:|--:|--:|--:|--:|--:|",
                axis.text());
        int size = 0;
        double time = 0;
        double memory = 0;
        for (int i = 0; i < sizes.length; i++) {
            double bytes = StepMemory.bytes(axis, sizes[i]);
            int more = sizes[i] - size;
            say(
                    "| %d | %.3f | %.2f | %.2f | %.1f | %.1f |",
                    sizes[i],
                    nanos[i] * 1e-6,
                    nanos[i] / sizes[i] * 1e-3,
                    (nanos[i] - time) / more * 1e-3,
                    bytes * 1e-6,
                    (bytes - memory) / more * 1e-3);
            size = sizes[i];
            time = nanos[i];
            memory = bytes;
        }
    }

    private static void say(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
