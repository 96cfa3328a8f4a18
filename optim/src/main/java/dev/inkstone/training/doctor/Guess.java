package dev.inkstone.training.doctor;

import dev.inkstone.data.Batch;
import dev.inkstone.losses.Targets;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.Tensor;

/** The best answer without a look at the inputs: the logits of the frequencies among the first targets of a run. */
final class Guess {
    /** More would make it no better. */
    private static final int EXAMPLES = 4096;

    /** Of the entropy of equal frequencies; two classes reach it from 21 : 79 on. */
    private static final double BALANCED = 0.75;

    private final double[] sums;
    private long seen;

    Guess(Shape output) {
        this.sums = new double[output.size()];
    }

    void add(Batch batch) {
        Targets targets = batch.targets();
        if (seen >= EXAMPLES) {
            return;
        }
        seen += targets.size();
        if (targets.areClasses()) {
            for (int i = 0; i < targets.size(); i++) {
                int label = targets.classes().get(i);
                if (sums.length == 1) {
                    sums[0] += label;
                } else if (label >= 0 && label < sums.length) {
                    sums[label]++;
                }
            }
        } else if (targets.values().size() == targets.size() * sums.length) {
            float[] values = targets.values().array();
            for (int i = 0; i < targets.values().size(); i++) {
                sums[i % sums.length] += values[targets.values().offset() + i];
            }
        }
    }

    /** Whether no class is rare: the entropy of the frequencies is near that of equal ones. */
    boolean isBalanced(boolean binary) {
        double entropy = 0;
        for (double sum : sums) {
            double share = sum / seen;
            entropy += part(share) + (binary ? part(1 - share) : 0);
        }
        return entropy >= BALANCED * (binary ? sums.length * StrictMath.log(2) : StrictMath.log(sums.length));
    }

    private static double part(double share) {
        return share > 0 ? -share * StrictMath.log(share) : 0;
    }

    /** The same for every example. */
    Tensor logits(Shape batch, boolean binary) {
        Tensor logits = Tensor.zeros(batch);
        for (int i = 0; i < logits.size(); i++) {
            double share = (sums[i % sums.length] + 0.5) / (seen + 1);
            logits.array()[i] = (float) StrictMath.log(binary ? share / (1 - share) : share);
        }
        return logits;
    }
}
