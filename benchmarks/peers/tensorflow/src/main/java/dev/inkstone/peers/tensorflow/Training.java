package dev.inkstone.peers.tensorflow;

import dev.inkstone.peers.work.Digits;
import dev.inkstone.peers.work.Network;
import dev.inkstone.peers.work.Task;
import dev.inkstone.peers.work.Weights;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.NoOp;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.nn.SparseSoftmaxCrossEntropyWithLogits;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** A step is one run of a graph that was built beforehand. */
final class Training implements Task {
    private final Graph graph = new Graph();
    private final Examples examples;
    private final Placeholder<TFloat32> images;
    private final Placeholder<TInt32> labels;
    private final Operand<TFloat32> loss;
    private final NoOp step;
    private final Session session;
    private final Settings settings;
    private double last;

    Training(Network network, Weights weights, Digits digits, int resident, Settings settings) {
        this.settings = settings;
        int batch = network.batch();
        Ops tf = Ops.create(graph);
        images = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(batch, Digits.SIDE, Digits.SIDE, 1)));
        labels = tf.placeholder(TInt32.class, Placeholder.shape(Shape.of(batch)));
        Variables variables = new Variables(tf);
        Operand<TFloat32> logits = network.assemble(new Nodes(graph, tf, weights, variables, batch), images);
        // One operation gives both; TensorFlow has no gradient of it in C++, and its own in Python is this product.
        SparseSoftmaxCrossEntropyWithLogits<TFloat32> entropy =
                tf.nn.sparseSoftmaxCrossEntropyWithLogits(logits, labels);
        loss = tf.math.mean(entropy.loss(), tf.constant(0));
        Operand<TFloat32> gradient = tf.math.mul(entropy.backprop(), tf.constant(1f / batch));
        step = new Rules(graph, tf, variables).step(network, logits, gradient);
        session = new Session(graph, settings.config());
        variables.initialize(session);
        examples = new Examples(digits, batch, resident);
    }

    @Override
    public void run(int turn) {
        int batch = examples.load(turn);
        try (Result result = session.runner()
                .setOptions(settings.options())
                .feed(images, examples.images(batch))
                .feed(labels, examples.labels(batch))
                .addTarget(step)
                .fetch(loss)
                .run()) {
            last = ((TFloat32) result.get(0)).getFloat();
        }
    }

    @Override
    public double value() {
        return last;
    }

    @Override
    public void close() {
        session.close();
        graph.close();
        examples.close();
    }
}
