package dev.inkstone.peers.tensorflow;

import dev.inkstone.peers.work.Assembler;
import dev.inkstone.peers.work.Extent;
import dev.inkstone.peers.work.Stage;
import dev.inkstone.peers.work.Weights;
import java.util.List;
import org.tensorflow.Graph;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.nn.FusedBatchNorm;
import org.tensorflow.types.TFloat32;

/** Builds the graph of a network in TensorFlow's own layout, NHWC; where the weights live is decided by {@link State}. */
final class Nodes implements Assembler<Operand<TFloat32>> {
    private final Graph graph;
    private final Ops tf;
    private final Weights weights;
    private final State state;
    private final int batch;

    Nodes(Graph graph, Ops tf, Weights weights, State state, int batch) {
        this.graph = graph;
        this.tf = tf;
        this.weights = weights;
        this.state = state;
        this.batch = batch;
    }

    @Override
    public Operand<TFloat32> convolution(Operand<TFloat32> x, Stage.Convolution stage, Extent in) {
        Operand<TFloat32> kernel = parameter(stage.kernel(), stage.kernel(), in.channels(), stage.filters());
        long stride = stage.stride();
        Operand<TFloat32> y = tf.nn.conv2d(x, kernel, List.of(1L, stride, stride, 1L), "SAME");
        return activate(tf.nn.biasAdd(y, parameter(stage.filters())), stage.activation());
    }

    @Override
    public Operand<TFloat32> dense(Operand<TFloat32> x, Stage.Dense stage, Extent in) {
        Operand<TFloat32> kernel = parameter(in.channels(), stage.units());
        Operand<TFloat32> y = tf.linalg.matMul(x, kernel);
        return activate(tf.nn.biasAdd(y, parameter(stage.units())), stage.activation());
    }

    /** The operations with attributes, which oneDNN has; TensorFlow-Java's own max pooling is one that takes tensors. */
    @Override
    public Operand<TFloat32> pool(Operand<TFloat32> x, Stage.Pool stage, Extent in) {
        String type = stage.largest() ? "MaxPool" : "AvgPool";
        long[] window = {1, stage.size(), stage.size(), 1};
        GraphOperation pool = graph.opBuilder(type, tf.scope().makeOpName(type), tf.scope())
                .addInput(x.asOutput())
                .setAttr("ksize", window)
                .setAttr("strides", window)
                .setAttr("padding", "VALID")
                .build();
        return pool.output(0);
    }

    /** The fused operation; over rows it sees images of one pixel. It also makes the new running statistics. */
    @Override
    public Operand<TFloat32> batchNorm(Operand<TFloat32> x, Stage.BatchNorm stage, Extent in) {
        boolean rows = in.height() * in.width() == 1;
        Operand<TFloat32> image = rows ? tf.reshape(x, tf.constant(new int[] {batch, 1, 1, in.channels()})) : x;
        Operand<TFloat32> gamma = parameter(in.channels());
        Operand<TFloat32> beta = parameter(in.channels());
        Operand<TFloat32> mean = state.statistic(filled(in.channels(), 0), Shape.of(in.channels()));
        Operand<TFloat32> variance = state.statistic(filled(in.channels(), 1), Shape.of(in.channels()));
        FusedBatchNorm<TFloat32, TFloat32> norm = tf.nn.fusedBatchNorm(
                image,
                gamma,
                beta,
                mean,
                variance,
                FusedBatchNorm.epsilon(stage.epsilon()),
                FusedBatchNorm.exponentialAvgFactor(state.trains() ? 1 - stage.momentum() : 1f),
                FusedBatchNorm.isTraining(state.trains()));
        if (state.trains()) {
            state.update(mean, norm.batchMean());
            state.update(variance, norm.batchVariance());
        }
        Operand<TFloat32> y = activate(norm.y(), stage.activation());
        return rows ? tf.reshape(y, tf.constant(new int[] {batch, in.channels()})) : y;
    }

    @Override
    public Operand<TFloat32> activate(Operand<TFloat32> x, Stage.Activation activation) {
        return switch (activation) {
            case LINEAR -> x;
            case RELU -> tf.nn.relu(x);
            case SELU -> tf.nn.selu(x);
            case SIGMOID -> tf.math.sigmoid(x);
        };
    }

    @Override
    public Operand<TFloat32> dropout(Operand<TFloat32> x, float rate, Extent in) {
        if (!state.trains()) {
            return x;
        }
        int[] shape = in.height() * in.width() == 1
                ? new int[] {batch, in.channels()}
                : new int[] {batch, in.height(), in.width(), in.channels()};
        Operand<TFloat32> random = tf.random.randomUniform(tf.constant(shape), TFloat32.class);
        Operand<TFloat32> kept = tf.dtypes.cast(tf.math.greaterEqual(random, tf.constant(rate)), TFloat32.class);
        return tf.math.mul(x, tf.math.mul(kept, tf.constant(1 / (1 - rate))));
    }

    @Override
    public Operand<TFloat32> flatten(Operand<TFloat32> x, Extent in) {
        return tf.reshape(x, tf.constant(new int[] {batch, in.size()}));
    }

    private Operand<TFloat32> parameter(int... dims) {
        long[] shape = new long[dims.length];
        int size = 1;
        for (int i = 0; i < dims.length; i++) {
            shape[i] = dims[i];
            size *= dims[i];
        }
        return state.parameter(weights.next(size), Shape.of(shape));
    }

    private static float[] filled(int count, float value) {
        float[] values = new float[count];
        java.util.Arrays.fill(values, value);
        return values;
    }

    /** Where weights and running statistics live. */
    interface State {
        /** Whether batch norm and dropout do what they do in training. */
        boolean trains();

        /** A trained array that starts with {@code values}. */
        Operand<TFloat32> parameter(float[] values, Shape shape);

        /** An array that is not trained. */
        Operand<TFloat32> statistic(float[] values, Shape shape);

        /** Gives a statistic a new value in each step. */
        Op update(Operand<TFloat32> statistic, Operand<TFloat32> value);
    }
}
