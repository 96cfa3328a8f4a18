package dev.inkstone.estimator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SearchTextTest {
    @Test
    void valuesAreWrittenAsPeopleWriteThem() {
        Classifier fitted = Classifier.of(MlpParameters.DEFAULT.withHidden(2), TrainingParameters.DEFAULT.withEpochs(1))
                .fit(new Flowers(60, 1).data());
        List<Trial<String>> trials = List.of(20.0, 1234567.0, 0.00012345678, 1e-9, 1e30, 0.0).stream()
                .map(value -> new Trial<String>(Map.of("x", value), "", new Scores(List.of(0.5)), 1, null))
                .toList();
        assertThat(new SearchResult<>(trials, fitted).toMarkdown().lines().skip(2))
                .containsExactly(
                        "| 1 | 20 | 0.5000 | 1.00 |",
                        "| 1 | 1235000 | 0.5000 | 1.00 |",
                        "| 1 | 0.0001235 | 0.5000 | 1.00 |",
                        "| 1 | 1E-9 | 0.5000 | 1.00 |",
                        "| 1 | 1E+30 | 0.5000 | 1.00 |",
                        "| 1 | 0 | 0.5000 | 1.00 |");
    }
}
