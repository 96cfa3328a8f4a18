package dev.inkstone.training.doctor;

/**
 * One thing that is wrong with a run.
 *
 * @param symptom what it is
 * @param step steps made before it was found
 * @param place the layer, by its path in {@link dev.inkstone.layers.Model#summary}, or what else it concerns
 * @param finding the value seen and what was expected
 * @param cure what to do
 */
public record Diagnosis(Symptom symptom, long step, String place, String finding, String cure) {
    /** {@code <place>: <finding>; <cure>}. */
    public String message() {
        return place + ": " + finding + "; " + cure;
    }
}
