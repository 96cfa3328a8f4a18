package dev.inkstone.peers.tensorflow;

import dev.inkstone.peers.work.Network;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.NoOp;
import org.tensorflow.op.core.Variable;
import org.tensorflow.types.TFloat32;

/** Adds the gradients and TensorFlow's fused update of each variable. */
record Rules(Graph graph, Ops tf, Variables variables) {
    private static final float BETA1 = 0.9f;
    private static final float BETA2 = 0.999f;
    private static final float EPSILON = 1e-8f;

    /** One operation that makes the whole step. */
    NoOp step(Network network, Operand<TFloat32> loss) {
        List<Variable<TFloat32>> parameters = variables.parameters();
        Output<?>[] gradients = graph.addGradients(
                loss.asOutput(), parameters.stream().map(Operand::asOutput).toArray(Output<?>[]::new));
        List<Op> all = new ArrayList<>(variables.updates());
        Operand<TFloat32> rate = tf.constant(network.learningRate());
        switch (network.rule()) {
            case SGD -> {
                for (int i = 0; i < gradients.length; i++) {
                    all.add(tf.train.applyGradientDescent(parameters.get(i), rate, gradient(gradients[i])));
                }
            }
            case ADAM -> all.addAll(adam(rate, gradients));
        }
        return tf.withControlDependencies(all).noOp();
    }

    private List<Op> adam(Operand<TFloat32> rate, Output<?>[] gradients) {
        Variable<TFloat32> power1 = variables.variable(new float[] {BETA1}, Shape.scalar());
        Variable<TFloat32> power2 = variables.variable(new float[] {BETA2}, Shape.scalar());
        Operand<TFloat32> beta1 = tf.constant(BETA1);
        Operand<TFloat32> beta2 = tf.constant(BETA2);
        List<Op> updates = new ArrayList<>();
        for (int i = 0; i < gradients.length; i++) {
            Variable<TFloat32> parameter = variables.parameters().get(i);
            updates.add(tf.train.applyAdam(
                    parameter,
                    variables.slot(i),
                    variables.slot(i),
                    power1,
                    power2,
                    rate,
                    beta1,
                    beta2,
                    tf.constant(EPSILON),
                    gradient(gradients[i])));
        }
        Ops after = tf.withControlDependencies(updates);
        updates.add(after.assign(power1, after.math.mul(power1, beta1)));
        updates.add(after.assign(power2, after.math.mul(power2, beta2)));
        return updates;
    }

    @SuppressWarnings("unchecked") // of float variables
    private static Operand<TFloat32> gradient(Output<?> gradient) {
        return (Operand<TFloat32>) gradient;
    }
}
