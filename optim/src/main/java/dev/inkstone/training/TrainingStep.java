package dev.inkstone.training;

import dev.inkstone.autodiff.Gradients;
import dev.inkstone.autodiff.Tape;
import dev.inkstone.data.Batch;
import dev.inkstone.data.BatchIterator;
import dev.inkstone.layers.Model;
import dev.inkstone.losses.Loss;
import dev.inkstone.losses.Targets;
import dev.inkstone.metrics.Metric;
import dev.inkstone.parallel.WorkerPool;
import dev.inkstone.random.Position;
import dev.inkstone.tensor.Tensor;
import dev.inkstone.training.doctor.Checkup;
import dev.inkstone.training.doctor.Diagnosis;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One optimizer step on a batch or some of them, each whole or in shards. */
final class TrainingStep {
    private final Model model;
    private final Loss loss;
    private final Consumer<Gradients> update;
    private final List<Metric> metrics;
    private final int shards;
    private final @Nullable Checkup checkup;

    /** @param update makes the optimizer's step with the gradients of all batches */
    TrainingStep(
            Model model,
            Loss loss,
            Consumer<Gradients> update,
            List<Metric> metrics,
            int shards,
            @Nullable Checkup checkup) {
        this.model = model;
        this.loss = loss;
        this.update = update;
        this.metrics = metrics;
        this.shards = shards;
        this.checkup = checkup;
    }

    /**
     * Loss and metrics of a batch, as they were before the step.
     *
     * @param refusal why the step was not made; null if it was
     */
    record Result(double loss, Scores scores, @Nullable Diagnosis refusal) {}

    Result run(Batch batch, Position position) {
        return run(batch, position, update);
    }

    /**
     * One step on the next {@code count} batches, as if they were one.
     *
     * @param total the number of their examples
     */
    Result run(BatchIterator batches, int count, int total, long seed, long step) {
        try (Accumulation accumulated = new Accumulation(model.parameters(), metrics)) {
            int from = 0;
            for (int i = 0; i < count; i++) {
                Batch batch = batches.next();
                Position position = batch.position().at(seed, step).shard(from, total);
                float share = (float) batch.size() / total;
                Result result = run(batch, position, gradients -> accumulated.add(gradients, share));
                if (result.refusal() != null) {
                    return result;
                }
                accumulated.add(result);
                from += batch.size();
            }
            update.accept(accumulated.gradients());
            return accumulated.result();
        }
    }

    private Result run(Batch batch, Position position, Consumer<Gradients> sink) {
        if (checkup != null) {
            checkup.sees(batch);
        }
        int parts = Math.min(shards, batch.size());
        return parts == 1 ? whole(batch, position, sink) : inShards(batch, position, parts, sink);
    }

    /** Hands the gradients on if they are sound. */
    private Result finish(
            Batch batch,
            Position position,
            int parts,
            double loss,
            Scores scores,
            Gradients gradients,
            Consumer<Gradients> sink) {
        if (checkup != null && !checkup.isSound(loss, gradients)) {
            return new Result(loss, scores, checkup.refuse(batch.inputs(), batch.targets(), position, parts));
        }
        sink.accept(gradients);
        return new Result(loss, scores, null);
    }

    private Result whole(Batch batch, Position position, Consumer<Gradients> sink) {
        try (Tape tape = Tape.record(position)) {
            Tensor prediction = model.forward(batch.inputs(), tape);
            Tensor value = model.penalized(loss.of(prediction, batch.targets()), tape);
            Scores scores = Scores.of(metrics, prediction, batch.targets()); // what throws, throws before the step
            return finish(batch, position, 1, value.item(), scores, tape.gradients(value), sink);
        }
    }

    private Result inShards(Batch batch, Position position, int parts, Consumer<Gradients> sink) {
        try (Shards combined = new Shards(model.parameters(), parts)) {
            @Nullable Scores[] scores = new Scores[parts];
            WorkerPool.run(parts, i -> {
                int from = (int) ((long) batch.size() * i / parts);
                int to = (int) ((long) batch.size() * (i + 1) / parts);
                scores[i] = shard(batch, from, to, position.shard(from, position.globalBatch()), combined, i);
            });
            Gradients gradients = combined.gradients();
            Scores total = new Scores(metrics);
            for (Scores part : scores) {
                total.add(Objects.requireNonNull(part));
            }
            return finish(batch, position, parts, combined.loss(), total, gradients, sink);
        }
    }

    /** Forward and backward of examples {@code from} to {@code to}, on the worker's own tape. */
    private Scores shard(Batch batch, int from, int to, Position position, Shards combined, int index) {
        try (Tape tape = Tape.record(position)) {
            Targets targets = batch.targets().rows(from, to);
            Tensor prediction = model.forward(batch.inputs().rows(from, to), tape);
            Tensor value = model.penalized(loss.of(prediction, targets), tape);
            Gradients gradients = tape.gradients(value);
            combined.put(index, gradients, value.item(), (float) (to - from) / batch.size());
            return Scores.of(metrics, prediction, targets);
        }
    }
}
