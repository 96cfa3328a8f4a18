package dev.inkstone.training.doctor;

import dev.inkstone.data.Batch;
import dev.inkstone.layers.Model;
import dev.inkstone.losses.BinaryCrossEntropy;
import dev.inkstone.losses.KlDivergence;
import dev.inkstone.losses.Loss;
import dev.inkstone.losses.SoftmaxCrossEntropy;
import dev.inkstone.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks whether a classifier is no better than a guess after a thousand steps, or half of them if these were several epochs, and has
 * not become better since the examination before. A network of sigmoids may take its time before it learns; by then it has begun.
 * The sample has too few of a rare class to tell what a network knows of it; where there are such, its outputs must also be nearly
 * the same for all examples.
 */
final class StuckLoss implements Examination.Look {
    private static final int PATIENCE = 1024;

    /** After so many epochs half of that is enough. */
    private static final int EPOCHS = 4;

    /** Below this share of the loss of guessing something has been learned; above the other one it is no guessing. */
    private static final double LEARNED = 0.97;

    private static final double WORSE = 1.25;

    /** As much better than guessing and than before, as a share of the loss of guessing, is progress. */
    private static final double PROGRESS = 0.01;

    private final Guess guess;
    private double before = Double.NaN;
    private long stepBefore;
    private int epochsBegun;

    StuckLoss(Model model) {
        this.guess = new Guess(model.outputShape());
    }

    void epochBegins() {
        epochsBegun++;
    }

    void sees(Batch batch) {
        guess.add(batch);
    }

    @Override
    public void at(Examination examination, Findings findings) {
        Loss loss = examination.loss();
        boolean classifies = loss instanceof SoftmaxCrossEntropy
                || loss instanceof BinaryCrossEntropy
                || loss instanceof KlDivergence;
        if (!classifies || examination.step() < PATIENCE / 4 || !findings.wants(Symptom.STUCK_LOSS)) {
            return;
        }
        Tensor prediction = examination.prediction();
        double now = examination.lossOf(prediction.copy());
        boolean first = Double.isNaN(before);
        if (!first && examination.step() - stepBefore < Math.min(stepBefore, patience() / 2)) {
            return; // a run that went on from a checkpoint is looked at often again
        }
        if (!first && isStuck(examination, now)) {
            findings.add(diagnosis(examination, now, guessing(examination)));
        }
        before = now;
        stepBefore = examination.step();
    }

    private int patience() {
        return epochsBegun > EPOCHS ? PATIENCE / 2 : PATIENCE;
    }

    private boolean isStuck(Examination examination, double now) {
        double guessing = guessing(examination);
        boolean learns = Math.min(before, guessing) - now >= PROGRESS * guessing;
        boolean guesses = now < WORSE * guessing || Math.abs(before - now) < PROGRESS * guessing;
        return examination.step() >= patience()
                && now > LEARNED * guessing
                && guesses
                && !learns
                && (guess.isBalanced(isBinary(examination)) || constantFrom(examination.layers()) != null);
    }

    /** What guessing costs the sample. */
    private double guessing(Examination examination) {
        return examination.lossOf(guess.logits(examination.prediction().shape(), isBinary(examination)));
    }

    private static boolean isBinary(Examination examination) {
        return examination.loss() instanceof BinaryCrossEntropy;
    }

    private Diagnosis diagnosis(Examination examination, double now, double guessing) {
        int outputs = examination.prediction().shape().dim(-1);
        boolean softmax = !isBinary(examination);
        double uniform = StrictMath.log(softmax ? outputs : 2);
        String seen = "the loss is " + Values.text(now) + ", as at step " + stepBefore + " (" + Values.text(before)
                + "); guessing gives " + Values.text(guessing)
                + (Math.abs(guessing - uniform) < 0.02 * uniform
                        ? " (ln " + (softmax ? outputs : 2) + " is " + Values.text(uniform) + ")"
                        : "");
        String constant = constantFrom(examination.layers());
        return new Diagnosis(
                Symptom.STUCK_LOSS,
                examination.step(),
                constant == null ? "loss" : constant,
                seen + (constant == null ? "" : ", and its outputs are nearly the same for all examples")
                        + ", expected a loss that falls",
                "see that labels belong to their inputs; try a learning rate 10 times as large or small; scale the input;"
                        + " take ReLU for sigmoids in deep networks");
    }

    /** The first layer whose outputs differ by less than a hundredth between examples, though its inputs differ by more. */
    private static @Nullable String constantFrom(List<Examination.Seen> layers) {
        for (Examination.Seen layer : layers) {
            if (spread(layer.output()) < 0.01 && spread(layer.input()) >= 0.01) {
                return layer.path();
            }
        }
        return null;
    }

    /** How far the examples are from the first one, as a share of its size. */
    private static double spread(Tensor values) {
        int examples = values.shape().dim(0);
        int each = values.size() / Math.max(1, examples);
        double difference = 0;
        double size = 0;
        for (int i = 0; i < values.size(); i++) {
            double first = values.array()[values.offset() + i % each];
            double value = values.array()[values.offset() + i];
            difference += (value - first) * (value - first);
            size += first * first;
        }
        return size == 0 ? (difference == 0 ? 0 : 1) : Math.sqrt(difference / size);
    }
}
