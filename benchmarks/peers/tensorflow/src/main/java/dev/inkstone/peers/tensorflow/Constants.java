package dev.inkstone.peers.tensorflow;

import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** A frozen network: weights are constants of the graph, so that TensorFlow folds and reorders them once. */
record Constants(Ops tf) implements Nodes.State {
    @Override
    public boolean trains() {
        return false;
    }

    @Override
    public Operand<TFloat32> parameter(float[] values, Shape shape) {
        return tf.constant(shape, DataBuffers.of(values));
    }

    @Override
    public Operand<TFloat32> statistic(float[] values, Shape shape) {
        return parameter(values, shape);
    }

    @Override
    public Op update(Operand<TFloat32> statistic, Operand<TFloat32> value) {
        throw new IllegalStateException("a constant has no new value");
    }
}
