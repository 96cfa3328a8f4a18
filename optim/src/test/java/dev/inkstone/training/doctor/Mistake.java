package dev.inkstone.training.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/**
 * A run with one mistake in it.
 *
 * @param symptom as which it is to be recognised
 * @param place the layer
 * @param seen a part of the message
 */
record Mistake(Symptom symptom, String place, String seen, Run run) {
    void assertRecognised() {
        List<Diagnosis> diagnoses = run.fit().diagnoses();
        assertThat(diagnoses)
                .filteredOn(diagnosis -> diagnosis.symptom() == symptom)
                .as("%s", diagnoses)
                .hasSize(1)
                .first()
                .satisfies(diagnosis -> {
                    assertThat(diagnosis.place()).isEqualTo(place);
                    assertThat(diagnosis.message())
                            .contains(seen)
                            .contains(", expected ")
                            .contains("; ");
                });
    }

    @Override
    public String toString() {
        return symptom + ": " + run;
    }
}
