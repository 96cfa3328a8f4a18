package dev.inkstone.peers.tensorflow;

import dev.inkstone.peers.work.Network;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.NoOp;
import org.tensorflow.op.core.Variable;
import org.tensorflow.types.TFloat32;

/**
 * Adds the gradients and TensorFlow's fused update of each variable. Updates wait for all gradients, as with GATE_GRAPH of
 * TensorFlow's own optimizers: else a weight could change before the backward pass has read it.
 */
record Rules(Graph graph, Ops tf, Variables variables) {
    private static final float BETA1 = 0.9f;
    private static final float BETA2 = 0.999f;
    private static final float EPSILON = 1e-8f;

    /** One operation that makes the whole step, from the gradient of the loss with respect to the logits on. */
    NoOp step(Network network, Operand<TFloat32> logits, Operand<TFloat32> gradient) {
        List<Variable<TFloat32>> parameters = variables.parameters();
        Output<?>[] gradients = graph.addGradients(
                "gradients",
                new Output<?>[] {logits.asOutput()},
                parameters.stream().map(Operand::asOutput).toArray(Output<?>[]::new),
                new Output<?>[] {gradient.asOutput()});
        List<Op> all = new ArrayList<>(variables.updates());
        Ops gated =
                tf.withControlDependencyOps(Stream.of(gradients).map(Output::op).toList());
        Operand<TFloat32> rate = tf.constant(network.learningRate());
        switch (network.rule()) {
            case SGD -> {
                for (int i = 0; i < gradients.length; i++) {
                    all.add(gated.train.applyGradientDescent(parameters.get(i), rate, gradient(gradients[i])));
                }
            }
            case ADAM -> all.addAll(adam(gated, rate, gradients));
        }
        return tf.withControlDependencies(all).noOp();
    }

    private List<Op> adam(Ops gated, Operand<TFloat32> rate, Output<?>[] gradients) {
        Variable<TFloat32> power1 = variables.variable(new float[] {BETA1}, Shape.scalar());
        Variable<TFloat32> power2 = variables.variable(new float[] {BETA2}, Shape.scalar());
        Operand<TFloat32> beta1 = tf.constant(BETA1);
        Operand<TFloat32> beta2 = tf.constant(BETA2);
        List<Op> updates = new ArrayList<>();
        for (int i = 0; i < gradients.length; i++) {
            Variable<TFloat32> parameter = variables.parameters().get(i);
            updates.add(gated.train.applyAdam(
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
