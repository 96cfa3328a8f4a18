package dev.inkstone.training.doctor;

import dev.inkstone.losses.BinaryCrossEntropy;
import dev.inkstone.losses.KlDivergence;
import dev.inkstone.losses.Loss;
import dev.inkstone.losses.SoftmaxCrossEntropy;
import dev.inkstone.tensor.Tensor;
import java.util.List;

/**
 * Finds out whether a model whose loss takes logits can give any numbers, or only such as a softmax, a sigmoid or a ReLU lets pass.
 * That the outputs of the sample look so may be chance; so the same network is tried with other weights ({@link OtherWeights}).
 */
final class Probabilities implements Examination.Look {
    private boolean done;

    @Override
    public void at(Examination examination, Findings findings) {
        if (done || !findings.wants(Symptom.PROBABILITIES_AS_LOGITS)) {
            return;
        }
        done = true;
        Tensor prediction = examination.prediction();
        Squash suspected = Squash.of(prediction);
        if (suspected == Squash.NONE || !takesLogits(examination)) {
            return;
        }
        Squash certain = withOtherWeights(examination);
        if (certain != Squash.NONE) {
            findings.add(diagnosis(examination, certain));
        }
    }

    private static Squash withOtherWeights(Examination examination) {
        try {
            return new OtherWeights(examination.model(), examination.sample().inputs()).squash();
        } catch (RuntimeException e) {
            return Squash.NONE; // a layer that does not work with so few examples
        }
    }

    private static Diagnosis diagnosis(Examination examination, Squash squash) {
        Values seen = Values.of(examination.prediction());
        String maker = squash.maker();
        return new Diagnosis(
                Symptom.PROBABILITIES_AS_LOGITS,
                examination.step(),
                squasher(examination, squash),
                "its outputs, from " + seen + ", " + squash.looks() + " whatever the weights are, as behind a " + maker
                        + ", and the loss takes logits, expected numbers of any size and sign",
                "remove the " + maker
                        + " from the end of the model, and ask model.predictProbabilities for probabilities");
    }

    /** The last layer, unless that only passes on (a flatten) what was squashed before it. */
    private static String squasher(Examination examination, Squash squash) {
        List<Examination.Seen> layers = examination.layers();
        int at = layers.size() - 1;
        while (at > 0
                && examination.anatomy().parametersOf(layers.get(at).path()).isEmpty()
                && squash.fits(layers.get(at).input())) {
            at--;
        }
        return layers.get(at).path();
    }

    /** Whether the loss applies a softmax or a sigmoid itself: ours say so, another one does if it ignores what all logits share. */
    private static boolean takesLogits(Examination examination) {
        Loss loss = examination.loss();
        if (loss instanceof SoftmaxCrossEntropy || loss instanceof BinaryCrossEntropy || loss instanceof KlDivergence) {
            return true;
        }
        Tensor prediction = examination.prediction();
        if (prediction.shape().rank() != 2 || prediction.shape().dim(1) < 2) {
            return false;
        }
        try {
            Tensor shifted = prediction.copy();
            for (int i = 0; i < shifted.size(); i++) {
                shifted.array()[i]++;
            }
            double before = examination.lossOf(prediction.copy());
            return Math.abs(before - examination.lossOf(shifted)) <= 1e-4 * Math.max(1, Math.abs(before));
        } catch (RuntimeException e) {
            return false; // a loss that cannot be asked so
        }
    }
}
