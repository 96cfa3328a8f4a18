package dev.inkstone.peers.tensorflow;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Variable;
import org.tensorflow.types.TFloat32;

/** A network in training: weights are variables. */
final class Variables implements Nodes.State {
    private final Ops tf;
    private final List<Op> initial = new ArrayList<>();
    private final List<Op> updates = new ArrayList<>();
    private final List<Variable<TFloat32>> parameters = new ArrayList<>();
    private final List<Shape> shapes = new ArrayList<>();

    Variables(Ops tf) {
        this.tf = tf;
    }

    @Override
    public boolean trains() {
        return true;
    }

    @Override
    public Operand<TFloat32> parameter(float[] values, Shape shape) {
        Variable<TFloat32> variable = variable(values, shape);
        parameters.add(variable);
        shapes.add(shape);
        return variable;
    }

    @Override
    public Operand<TFloat32> statistic(float[] values, Shape shape) {
        return variable(values, shape);
    }

    @Override
    public Op update(Operand<TFloat32> statistic, Operand<TFloat32> value) {
        Op update = tf.assign(statistic, value);
        updates.add(update);
        return update;
    }

    /** A variable that starts with zeros, as parameter {@code index} is shaped. */
    Variable<TFloat32> slot(int index) {
        Shape shape = shapes.get(index);
        return variable(new float[(int) shape.size()], shape);
    }

    /** A variable that starts with these values. */
    Variable<TFloat32> variable(float[] values, Shape shape) {
        Variable<TFloat32> variable = tf.variable(shape, TFloat32.class);
        initial.add(tf.assign(variable, tf.constant(shape, DataBuffers.of(values))));
        return variable;
    }

    List<Variable<TFloat32>> parameters() {
        return parameters;
    }

    /** What a step does beside its gradients. */
    List<Op> updates() {
        return updates;
    }

    /** Gives all variables their first values. */
    void initialize(Session session) {
        Session.Runner runner = session.runner();
        initial.forEach(runner::addTarget);
        runner.run().close();
    }
}
