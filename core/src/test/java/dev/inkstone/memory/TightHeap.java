package dev.inkstone.memory;

import static dev.inkstone.ops.Conv2d.conv2d;
import static dev.inkstone.ops.Dense.dense;

import dev.inkstone.autodiff.Parameter;
import dev.inkstone.autodiff.Parameters;
import dev.inkstone.autodiff.Tape;
import dev.inkstone.ops.Activation;
import dev.inkstone.ops.Conv2d;
import dev.inkstone.ops.MaxPool2d;
import dev.inkstone.ops.Pool2d;
import dev.inkstone.ops.Reshape;
import dev.inkstone.ops.SoftmaxCrossEntropy;
import dev.inkstone.random.Position;
import dev.inkstone.tensor.IntTensor;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.Tensor;

/** Steps of a small convolutional network with batches of growing size; run in a JVM whose heap just holds the largest. */
final class TightHeap {
    private TightHeap() {}

    public static void main(String[] args) {
        Parameters parameters = new Parameters();
        Parameter kernel1 = parameters.declare("conv1", Shape.of(3, 3, 1, 16));
        Parameter kernel2 = parameters.declare("conv2", Shape.of(3, 3, 16, 32));
        Parameter weights = parameters.declare("dense", Shape.of(1568, 10));
        parameters.allocate();
        for (int batch : new int[] {100, 130, 170, 200, 100, 200}) {
            byte[][] elsewhere = new byte[4][]; // what is asked for beside the pool must fit too
            for (int i = 0; i < elsewhere.length; i++) {
                elsewhere[i] = new byte[1 << 20];
            }
            try (Tape tape = Tape.record(Position.START)) {
                Tensor x = Tensor.zeros(Shape.of(batch, 28, 28, 1));
                Tensor y = conv2d(tape, x, tape.use(kernel1), null, Conv2d.Options.DEFAULT, Activation.RELU);
                y = conv2d(tape, y, tape.use(kernel2), null, Conv2d.Options.DEFAULT.stride(2), Activation.RELU);
                y = Reshape.flatten(tape, MaxPool2d.maxPool2d(tape, y, Pool2d.of(2)));
                y = dense(tape, y, tape.use(weights), null, Activation.LINEAR);
                tape.gradients(SoftmaxCrossEntropy.softmaxCrossEntropy(
                        tape, y, IntTensor.wrap(new int[batch], 0, Shape.of(batch))));
            }
        }
    }
}
