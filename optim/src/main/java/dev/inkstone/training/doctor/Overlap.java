package dev.inkstone.training.doctor;

import dev.inkstone.data.Batch;
import dev.inkstone.tensor.Tensor;

/**
 * Looks for validation examples among the training examples, by hashes of their inputs: those of one epoch are kept in an
 * {@link ExampleSketch}, so memory is bounded, and of a large data set a part is looked at, the same in both. Nothing is read for
 * it that is not read anyway. Of examples that a map changes in each epoch, copies are not recognised.
 */
final class Overlap {
    /** One or two that are the same by chance are no overlap, nor is one in a hundred. */
    private static final int SOME = 3;

    private static final double SHARE = 0.01;

    /** How much more frequent than doubles within the training examples it has to be. */
    private static final double MORE = 1.5;

    private enum Phase {
        WAITING,
        COLLECTING,
        COMPLETE,
        SETTLED
    }

    private final ExampleSketch training = new ExampleSketch();
    private Phase phase;
    private int looked;
    private int found;
    private int examples;

    Overlap(boolean wanted) {
        this.phase = wanted ? Phase.WAITING : Phase.SETTLED;
    }

    /** An epoch begins: the first one is collected. */
    void epochBegins() {
        if (phase == Phase.WAITING) {
            phase = Phase.COLLECTING;
        } else if (phase == Phase.COLLECTING) {
            phase = Phase.COMPLETE;
        }
    }

    void trains(Batch batch) {
        if (phase == Phase.COLLECTING) {
            Tensor inputs = batch.inputs();
            int size = inputs.size() / batch.size();
            for (int i = 0; i < batch.size(); i++) {
                training.add(ExampleHash.of(inputs.array(), inputs.offset() + i * size, size));
            }
        }
    }

    void validates(Batch batch) {
        if (phase == Phase.WAITING || phase == Phase.SETTLED) {
            return;
        }
        Tensor inputs = batch.inputs();
        int size = inputs.size() / batch.size();
        for (int i = 0; i < batch.size(); i++) {
            long hash = ExampleHash.of(inputs.array(), inputs.offset() + i * size, size);
            examples++;
            if (training.samples(hash)) {
                looked++;
                found += training.contains(hash) ? 1 : 0;
            }
        }
    }

    /** All validation examples have been seen. */
    void validated(long step, Findings findings) {
        double share = (double) found / Math.max(1, looked);
        if (found >= SOME && share > SHARE + MORE * training.doubles()) {
            String part = looked == examples ? " examples" : " examples (a sample of " + examples + ")";
            findings.add(
                    new Diagnosis(
                            Symptom.VALIDATION_OVERLAP,
                            step,
                            "validation data",
                            found + " of " + looked + part + " are training examples too, expected none",
                            "split the data before training, data.permuted(seed).split(0.9, 0.1), and remove doubles before that"));
        }
        phase = phase == Phase.COMPLETE ? Phase.SETTLED : phase;
        looked = 0;
        found = 0;
        examples = 0;
    }
}
