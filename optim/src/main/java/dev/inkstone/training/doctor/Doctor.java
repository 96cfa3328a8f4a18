package dev.inkstone.training.doctor;

import dev.inkstone.layers.Model;
import dev.inkstone.losses.Loss;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Looks after a run and says what is wrong with it, once each, with the place, the value seen and the cure; silent when all is well.
 * A trainer has one that logs, unless it is given another: {@code Trainer.of(model).doctor(Doctor.raising())}.
 *
 * <p>It looks at the loss and the sum of the gradients in every step; at what the layers make of the first examples (64 at most)
 * before steps 1, 2, 3, 5, 9, 17, …, at distances that double up to 4096; and at the examples of one epoch and of the validation data
 * for such as are in both. Training computes the same bits with and without it. Immutable.
 *
 * @param raises whether a diagnosis ends the run with a {@link DiagnosisException}; if not it is logged as a warning
 * @param ignored what is not looked for
 */
public record Doctor(boolean raises, Set<Symptom> ignored) {
    /** Keeps a copy of the set. */
    public Doctor {
        ignored = Set.copyOf(ignored);
    }

    /** Says what is wrong in the log, as a warning of {@code dev.inkstone.training.doctor}. The run goes on, unless its loss is NaN or infinite. */
    public static Doctor logging() {
        return new Doctor(false, Set.of());
    }

    /** Ends the run with a {@link DiagnosisException} at the first thing that is wrong. */
    public static Doctor raising() {
        return new Doctor(true, Set.of());
    }

    /** The same, which does not look for these either. */
    public Doctor ignoring(Symptom... symptoms) {
        EnumSet<Symptom> all = EnumSet.noneOf(Symptom.class);
        all.addAll(ignored);
        all.addAll(Set.of(symptoms));
        return new Doctor(raises, all);
    }

    /**
     * A checkup of a run; a {@code Trainer} makes its own, a training loop of your own asks for one.
     *
     * @param heard is told each diagnosis before it is logged or raised
     */
    public Checkup checkup(Model model, Loss loss, Consumer<Diagnosis> heard) {
        return new Checkup(this, model, loss, heard);
    }
}
