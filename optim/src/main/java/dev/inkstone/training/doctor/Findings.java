package dev.inkstone.training.doctor;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/** Passes each diagnosis on once: to whom it concerns, then to the log or as an exception. */
final class Findings {
    private static final System.Logger LOG = System.getLogger(Doctor.class.getPackageName());

    /** These are one thing, though the layer that shows them most may be another one later. */
    private static final Set<Symptom> OF_THE_RUN = Set.of(Symptom.DIVERGENCE, Symptom.STUCK_LOSS);

    private final Doctor doctor;
    private final Consumer<Diagnosis> heard;
    private final Set<String> known = new HashSet<>();

    Findings(Doctor doctor, Consumer<Diagnosis> heard) {
        this.doctor = doctor;
        this.heard = heard;
    }

    boolean wants(Symptom symptom) {
        return !doctor.ignored().contains(symptom);
    }

    /** Counts as told: a run that goes on from a checkpoint has heard it before. Returns whether it was not known. */
    boolean remember(Diagnosis diagnosis) {
        boolean ofTheRun = OF_THE_RUN.contains(diagnosis.symptom());
        return known.add(diagnosis.symptom() + (ofTheRun ? "" : " " + diagnosis.place()));
    }

    /** Tells it, unless it is known or not wanted. */
    void add(Diagnosis diagnosis) {
        if (wants(diagnosis.symptom()) && remember(diagnosis)) {
            tell(diagnosis);
        }
    }

    /** Tells it though it may be known. */
    void tell(Diagnosis diagnosis) {
        heard.accept(diagnosis);
        if (doctor.raises()) {
            throw new DiagnosisException(diagnosis);
        }
        LOG.log(System.Logger.Level.WARNING, "{0}", diagnosis.message());
    }
}
