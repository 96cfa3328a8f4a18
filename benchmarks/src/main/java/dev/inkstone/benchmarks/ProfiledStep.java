package dev.inkstone.benchmarks;

import dev.inkstone.autodiff.Gradients;
import dev.inkstone.autodiff.Tape;
import dev.inkstone.layers.LayerInfo;
import dev.inkstone.layers.LayerSpec;
import dev.inkstone.layers.Layers;
import dev.inkstone.layers.Sequential;
import dev.inkstone.mnist.Networks;
import dev.inkstone.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A training step of a network with marks between its layers, and its ops: what they are and how long each takes. */
final class ProfiledStep {
    private final StepTimes times;
    private final Workload workload;
    private final List<LayerInfo> layers;
    /** The first layer with parameters: backward ends there. */
    private final int first;

    /** One row of the profile. */
    record Op(String name, Work work) {}

    ProfiledStep(String network, int batch) {
        List<LayerSpec> specs = flat(Networks.named(network)).toList();
        times = new StepTimes(specs.size() + 1);
        List<LayerSpec> marked = new ArrayList<>(List.of(new Mark(times, 0)));
        for (LayerSpec spec : specs) {
            marked.add(spec);
            marked.add(new Mark(times, marked.size() / 2));
        }
        workload =
                new Workload(Layers.sequential(marked.toArray(new LayerSpec[0])), Networks.optimizer(network), batch);
        layers = workload.model().layers().stream()
                .filter(layer -> !(layer.spec() instanceof Mark))
                .toList();
        first = (int)
                layers.stream().takeWhile(layer -> layer.parameters() == 0).count();
    }

    /** The layers, also those within blocks. */
    private static Stream<LayerSpec> flat(LayerSpec spec) {
        return spec instanceof Sequential block ? block.layers().stream().flatMap(ProfiledStep::flat) : Stream.of(spec);
    }

    /** All ops: layers forward, the loss, layers backward, optimizer, and the rest of the step. Known after the first step. */
    List<Op> ops() {
        List<Op> ops = new ArrayList<>();
        for (int i = 0; i < layers.size(); i++) {
            ops.add(new Op(layers.get(i).path() + " forward", work(i).forward()));
        }
        double logits = 4.0 * workload.batch() * workload.model().outputShape().size();
        ops.add(new Op("loss forward", new Work(0, 2 * logits)));
        ops.add(new Op("loss backward", new Work(0, 2 * logits)));
        for (int i = layers.size() - 1; i >= first; i--) {
            ops.add(new Op(layers.get(i).path() + " backward", work(i).backward()));
        }
        double weights = workload.model().parameters().count();
        int arrays = workload.optimizer().state().slots().size();
        ops.add(new Op("optimizer", new Work(0, 4 * weights * (3 + 2 * arrays))));
        ops.add(new Op("tape", Work.NONE));
        return ops;
    }

    private LayerWork work(int layer) {
        return new LayerWork(layers.get(layer), workload.batch(), layer <= first);
    }

    /** Makes a step; returns the nanoseconds of each of the {@link #ops}. */
    double[] run() {
        times.start();
        double lossDone;
        double gradientsDone;
        double updateDone;
        try (Tape tape = workload.tape()) {
            Tensor logits = workload.model().forward(workload.images(), tape);
            Tensor loss = workload.loss().of(logits, workload.labels());
            lossDone = times.now();
            Gradients gradients = tape.gradients(loss);
            gradientsDone = times.now();
            workload.optimizer().step(workload.model(), gradients);
            updateDone = times.now();
        }
        return durations(lossDone, gradientsDone, updateDone, times.now());
    }

    private double[] durations(double lossDone, double gradientsDone, double updateDone, double end) {
        int n = layers.size();
        double[] nanos = new double[2 * n - first + 4];
        int op = 0;
        for (int i = 0; i < n; i++) {
            nanos[op++] = times.forward[i + 1] - times.forward[i];
        }
        nanos[op++] = lossDone - times.forward[n];
        nanos[op++] = times.backward[n] - lossDone;
        for (int i = n - 1; i >= first; i--) {
            nanos[op++] = (i == first ? gradientsDone : times.backward[i]) - times.backward[i + 1];
        }
        nanos[op++] = updateDone - gradientsDone;
        nanos[op] = end - updateDone + times.forward[0];
        return nanos;
    }
}
