package dev.inkstone.layers;

import dev.inkstone.autodiff.Tape;
import dev.inkstone.kernels.Kernels;
import dev.inkstone.ops.SoftmaxCrossEntropy;
import dev.inkstone.ops.Sum;
import dev.inkstone.random.Position;
import dev.inkstone.tensor.IntTensor;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.Tensor;

/**
 * A piece of a model's work for the warm-up of the vector kernels: forward, and backward if it is being trained, of a few examples
 * of zeros. It changes nothing of the model. Models with layers that are not our own have none: what those do is not ours to
 * repeat.
 */
record Rehearsal(Model model, int batch, boolean training) implements Runnable {
    /** Few, since the first ones are interpreted while the compiler is at work: of 8, 16 and 32 this was the fastest. */
    private static final int MOST = 8;

    static void offer(Model model, int batch, boolean training) {
        String own = Layers.class.getPackageName();
        long bytes = 4L * model.parameters().count(); // of gradients, beside those of the program
        if (batch > 0
                && bytes < Runtime.getRuntime().maxMemory() / 16
                && model.layers().stream()
                        .allMatch(info ->
                                info.spec().bare().getClass().getPackageName().equals(own))) {
            int some = Math.min(batch, Math.min(MOST, model.inferenceBatch()));
            Kernels.rehearse(new Rehearsal(model, some, training), training);
        }
    }

    @Override
    public void run() {
        Tensor zeros = Tensor.zeros(model.inputShape().prepend(batch));
        if (!training) {
            model.predict(zeros);
            return;
        }
        try (Tape tape = Tape.record(Position.START)) {
            tape.gradients(loss(model.forward(zeros, tape), tape));
        }
    }

    private Tensor loss(Tensor output, Tape tape) {
        boolean classes = output.shape().rank() == 2 && output.shape().dim(1) > 1;
        return classes && tape.makerOfProbabilities(output) == null
                ? SoftmaxCrossEntropy.softmaxCrossEntropy(
                        tape, output, IntTensor.wrap(new int[batch], 0, Shape.of(batch)))
                : Sum.sum(tape, output);
    }
}
