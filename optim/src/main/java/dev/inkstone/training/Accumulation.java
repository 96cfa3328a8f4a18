package dev.inkstone.training;

import dev.inkstone.autodiff.Gradients;
import dev.inkstone.autodiff.Parameters;
import dev.inkstone.autodiff.StateUpdate;
import dev.inkstone.kernels.Kernels;
import dev.inkstone.kernels.lanes.Binary;
import dev.inkstone.memory.BufferPool;
import dev.inkstone.metrics.Metric;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.Tensor;
import dev.inkstone.tensor.TensorScope;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The gradients of the batches of one step, added up in their order. They are divided by the size of the step already; state
 * updates are weighted with each batch's share of it.
 */
final class Accumulation implements TensorScope, AutoCloseable {
    private final Parameters parameters;
    private final float[] sum;
    private float[] states = new float[0];
    private List<StateUpdate> updates = List.of();
    private double loss;
    private final Scores scores;
    private volatile boolean closed;

    Accumulation(Parameters parameters, List<Metric> metrics) {
        this.parameters = parameters;
        this.scores = new Scores(metrics);
        this.sum = BufferPool.shared().takeFloats(parameters.count());
        Arrays.fill(sum, 0f);
    }

    /** Adds a batch; its tapes may be closed afterwards. */
    void add(Gradients gradients, float share) {
        Tensor flat = gradients.flat();
        Kernels.active().pointwise().binary(Binary.ADD, sum.length, sum, 0, flat.array(), flat.offset(), sum, 0);
        addStates(gradients.stateUpdates(), share);
    }

    private void addStates(List<StateUpdate> more, float share) {
        int length = more.stream().mapToInt(u -> u.state().shape().size()).sum();
        if (updates.isEmpty()) {
            updates = more;
            states = new float[length];
        }
        if (length != states.length) {
            throw new IllegalStateException("trainer: the batches of one step update other states, expected the same;"
                    + " a layer's forward must not depend on the values of its input");
        }
        int to = 0;
        for (StateUpdate update : more) {
            float[] batch = update.batch().array();
            int from = update.batch().offset();
            for (int i = 0; i < update.state().shape().size(); i++) {
                states[to++] += share * batch[from + i];
            }
        }
    }

    void add(TrainingStep.Result result) {
        loss += result.loss();
        scores.add(result.scores());
    }

    /** The sums; readable until this is closed. */
    Gradients gradients() {
        List<StateUpdate> means = new ArrayList<>();
        int at = 0;
        for (StateUpdate update : updates) {
            Shape shape = update.state().shape();
            means.add(new StateUpdate(update.state(), update.momentum(), Tensor.leased(states, at, shape, this)));
            at += shape.size();
        }
        return Gradients.of(parameters, Tensor.leased(sum, 0, Shape.of(sum.length), this), means);
    }

    /** Loss and metrics of the whole step. */
    TrainingStep.Result result() {
        return new TrainingStep.Result(loss, scores, null);
    }

    @Override
    public boolean isClosed() {
        return closed;
    }

    @Override
    public void close() {
        closed = true;
        BufferPool.shared().give(sum);
    }
}
