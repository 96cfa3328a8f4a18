package dev.inkstone.training.doctor;

/** Ends a run whose doctor was told to raise; the step that it concerns has not been made. */
public final class DiagnosisException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    private final transient Diagnosis diagnosis;

    /** With the message of {@code diagnosis}. */
    public DiagnosisException(Diagnosis diagnosis) {
        super("training doctor: " + diagnosis.message());
        this.diagnosis = diagnosis;
    }

    /** What was found. */
    public Diagnosis diagnosis() {
        return diagnosis;
    }
}
