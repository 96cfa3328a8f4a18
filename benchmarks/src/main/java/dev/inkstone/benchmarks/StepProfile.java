package dev.inkstone.benchmarks;

import dev.inkstone.kernels.Kernels;
import dev.inkstone.mnist.Networks;
import dev.inkstone.parallel.WorkerPool;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Prints where the time of a training step goes: for each layer forward and backward, the loss and the optimizer the time, its
 * share of the step, what is computed and moved, and how near that is to the limits of the machine, which are measured in the same
 * run.
 *
 * <p>{@code java --add-modules jdk.incubator.vector -cp benchmarks.jar dev.inkstone.benchmarks.StepProfile cnn-bn}. Arguments: the
 * network (default: {@code cnn}), seconds to measure (20), images in a step (as the example has).
 *
 * <p>Times are medians over the steps of the fastest second. Bias and activation belong to their layer, the two or three gradients
 * of a layer to its backward, the end of the walk over the tape to that of the first layer. {@code % of limit} is {@code max(flops /
 * peak, bytes / bandwidth) / time}; bytes are those of the operands, each counted once: an op that has to read its input twice, as
 * batch norm, cannot reach 100 %, and one whose operands are still in the cache can be above it.
 */
public final class StepProfile {
    private static final double WARM_UP_SECONDS = 8;

    private StepProfile() {}

    /** Prints the profile. */
    public static void main(String[] args) {
        String network = args.length > 0 ? args[0] : Networks.names().get(0);
        int seconds = args.length > 1 ? Integer.parseInt(args[1]) : 20;
        int batch = args.length > 2 ? Integer.parseInt(args[2]) : Networks.batch(network);
        ProfiledStep step = new ProfiledStep(network, batch);
        round(step, WARM_UP_SECONDS);
        Limits limits = new Limits();
        limits.measure();
        double[] best = round(step, 1);
        for (int i = 1; i < seconds; i++) {
            limits.measure();
            double[] nanos = round(step, 1);
            best = Arrays.stream(nanos).sum() < Arrays.stream(best).sum() ? nanos : best;
        }
        limits.measure();
        print(network, batch, limits, step.ops(), best);
    }

    /** The median nanoseconds of each op over as many steps as fit. */
    private static double[] round(ProfiledStep step, double seconds) {
        List<double[]> steps = new ArrayList<>();
        long start = System.nanoTime();
        do {
            steps.add(step.run());
        } while (System.nanoTime() - start < seconds * 1e9);
        double[] medians = new double[steps.get(0).length];
        Arrays.setAll(medians, op -> {
            double[] sorted =
                    steps.stream().mapToDouble(nanos -> nanos[op]).sorted().toArray();
            return sorted[sorted.length / 2];
        });
        return medians;
    }

    private static void print(String network, int batch, Limits limits, List<ProfiledStep.Op> ops, double[] nanos) {
        double total = Arrays.stream(nanos).sum();
        say(
                "%s, batch %d, %d threads, %s kernels, JDK %s",
                network, batch, WorkerPool.threads(), Kernels.active().name(), Runtime.version());
        say(
                "peak %.0f GFLOP/s, memory %.1f GB/s; step %.3f ms, %.0f images/s%n",
                limits.flops(), limits.bytes(), total * 1e-6, batch / total * 1e9);
        say("| op | µs | %% of step | MFLOP | MB | GFLOP/s | GB/s | %% of limit |%n|---|--:|--:|--:|--:|--:|--:|--:|");
        Work all = Work.NONE;
        double least = 0;
        for (int i : bySize(nanos)) {
            Work work = ops.get(i).work();
            line(ops.get(i).name(), nanos[i], total, work, work.nanos(limits));
            all = all.plus(work);
            least += work.nanos(limits);
        }
        line("step", total, total, all, least);
    }

    private static List<Integer> bySize(double[] nanos) {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < nanos.length; i++) {
            order.add(i);
        }
        order.sort(Comparator.comparingDouble((Integer i) -> -nanos[i]));
        return order;
    }

    private static void line(String name, double nanos, double total, Work work, double least) {
        say(
                "| %s | %.1f | %.1f | %s | %s | %s | %s | %s |",
                name,
                nanos * 1e-3,
                100 * nanos / total,
                orNothing("%.1f", work.flops() * 1e-6),
                orNothing("%.2f", work.bytes() * 1e-6),
                orNothing("%.1f", work.flops() / nanos),
                orNothing("%.1f", work.bytes() / nanos),
                orNothing("%.0f", 100 * least / nanos));
    }

    private static String orNothing(String format, double value) {
        return value == 0 ? "" : String.format(Locale.ROOT, format, value);
    }

    private static void say(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
