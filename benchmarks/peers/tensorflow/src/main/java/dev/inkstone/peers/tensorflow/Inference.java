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
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.ndarray.buffer.FloatDataBuffer;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/** Logits of batch after batch by a frozen graph. */
final class Inference implements Task {
    private final Graph graph = new Graph();
    private final Examples examples;
    private final Placeholder<TFloat32> images;
    private final Operand<TFloat32> result;
    private final Session session;
    private final Settings settings;
    private final float[] logits;
    private final FloatDataBuffer target;

    Inference(Network network, Weights weights, Digits digits, int batch, Settings settings) {
        this.settings = settings;
        Ops tf = Ops.create(graph);
        images = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(batch, Digits.SIDE, Digits.SIDE, 1)));
        result = network.assemble(new Nodes(graph, tf, weights, new Constants(tf), batch), images);
        session = new Session(graph, settings.config());
        examples = new Examples(digits, batch, digits.batches(batch));
        logits = new float[batch * 10];
        target = DataBuffers.of(logits, false, false);
    }

    @Override
    public void run(int turn) {
        int batch = examples.load(turn);
        try (Result fetched = session.runner()
                .setOptions(settings.options())
                .feed(images, examples.images(batch))
                .fetch(result)
                .run()) {
            ((TFloat32) fetched.get(0)).copyTo(target);
        }
    }

    @Override
    public double value() {
        double sum = 0;
        for (float logit : logits) {
            sum += logit;
        }
        return sum;
    }

    @Override
    public void close() {
        session.close();
        graph.close();
        examples.close();
    }
}
