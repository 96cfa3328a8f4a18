package dev.inkstone.training;

import dev.inkstone.autodiff.Gradients;
import dev.inkstone.autodiff.Tape;
import dev.inkstone.data.Batch;
import dev.inkstone.data.BatchIterator;
import dev.inkstone.layers.Model;
import dev.inkstone.losses.Loss;
import dev.inkstone.optim.Optimizer;
import dev.inkstone.parallel.WorkerPool;
import dev.inkstone.random.Position;
import dev.inkstone.tensor.IntTensor;
import dev.inkstone.tensor.Tensor;
import java.util.List;
import java.util.function.Consumer;

/** One optimizer step on a batch or some of them, each whole or in shards. */
final class TrainingStep {
    private final Model model;
    private final Loss loss;
    private final Optimizer optimizer;
    private final List<Metric> metrics;
    private final int shards;

    TrainingStep(Model model, Loss loss, Optimizer optimizer, List<Metric> metrics, int shards) {
        this.model = model;
        this.loss = loss;
        this.optimizer = optimizer;
        this.metrics = metrics;
        this.shards = shards;
    }

    /** Loss and sums of metrics of a batch, as they were before the step. */
    record Result(double loss, double[] metricSums) {}

    Result run(Batch batch, Position position) {
        return run(batch, position, gradients -> optimizer.step(model, gradients));
    }

    /**
     * One step on the next {@code count} batches, as if they were one.
     *
     * @param total the number of their examples
     */
    Result run(BatchIterator batches, int count, int total, long seed, long step) {
        try (Accumulation accumulated = new Accumulation(model.parameters(), metrics.size())) {
            int from = 0;
            for (int i = 0; i < count; i++) {
                Batch batch = batches.next();
                Position position = batch.position().at(seed, step).shard(from, total);
                float share = (float) batch.size() / total;
                accumulated.add(run(batch, position, gradients -> accumulated.add(gradients, share)));
                from += batch.size();
            }
            optimizer.step(model, accumulated.gradients());
            return accumulated.result();
        }
    }

    private Result run(Batch batch, Position position, Consumer<Gradients> sink) {
        int parts = Math.min(shards, batch.size());
        return parts == 1 ? whole(batch, position, sink) : inShards(batch, position, parts, sink);
    }

    private Result whole(Batch batch, Position position, Consumer<Gradients> sink) {
        try (Tape tape = Tape.record(position)) {
            Tensor prediction = model.forward(batch.inputs(), tape);
            Tensor value = model.penalized(loss.of(prediction, batch.labels()), tape);
            double[] sums =
                    sums(metrics, prediction, batch.labels()); // before the step: what throws, throws without it
            sink.accept(tape.gradients(value));
            return new Result(value.item(), sums);
        }
    }

    private Result inShards(Batch batch, Position position, int parts, Consumer<Gradients> sink) {
        try (Shards combined = new Shards(model.parameters(), parts)) {
            double[][] sums = new double[parts][];
            WorkerPool.run(parts, i -> {
                int from = (int) ((long) batch.size() * i / parts);
                int to = (int) ((long) batch.size() * (i + 1) / parts);
                sums[i] = shard(batch, from, to, position.shard(from, position.globalBatch()), combined, i);
            });
            sink.accept(combined.gradients());
            double[] total = new double[metrics.size()];
            for (double[] part : sums) {
                for (int j = 0; j < total.length; j++) {
                    total[j] += part[j];
                }
            }
            return new Result(combined.loss(), total);
        }
    }

    /** Forward and backward of examples {@code from} to {@code to}, on the worker's own tape. */
    private double[] shard(Batch batch, int from, int to, Position position, Shards combined, int index) {
        try (Tape tape = Tape.record(position)) {
            IntTensor labels = batch.labels().rows(from, to);
            Tensor prediction = model.forward(batch.inputs().rows(from, to), tape);
            Tensor value = model.penalized(loss.of(prediction, labels), tape);
            Gradients gradients = tape.gradients(value);
            combined.put(index, gradients, value.item(), (float) (to - from) / batch.size());
            return sums(metrics, prediction, labels);
        }
    }

    static double[] sums(List<Metric> metrics, Tensor prediction, IntTensor labels) {
        double[] sums = new double[metrics.size()];
        for (int i = 0; i < sums.length; i++) {
            sums[i] = metrics.get(i).sum(prediction, labels);
        }
        return sums;
    }
}
