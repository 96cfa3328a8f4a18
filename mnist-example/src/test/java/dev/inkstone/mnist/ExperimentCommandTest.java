package dev.inkstone.mnist;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExperimentCommandTest {
    private static final String ACCURACY = "\\d+\\.\\d\\d ± \\d+\\.\\d\\d";

    @TempDir
    Path folder;

    @Test
    void batchNormHasARowForEachPlaceAndTheSameNumbersOnAnyNumberOfThreads() {
        List<String> rows = run("batch-norm", "--threads", 1);

        assertThat(rows).hasSize(10);
        assertThat(rows.get(0)).isEqualTo("| batch norm | learning rate | after epoch 1, % | after epoch 1, % |");
        assertThat(rows.subList(2, 10))
                .allMatch(row -> row.matches("\\| .+ \\| 0\\.0?01 \\| X \\| X \\|".replace("X", ACCURACY)));
        assertThat(run("batch-norm", "--threads", 3)).isEqualTo(rows);
    }

    @Test
    void cnnOrMlpTellsOfEachNetworkAndDrawsTheCurves() throws Exception {
        List<String> rows = run("cnn-or-mlp");

        assertThat(rows).hasSize(6);
        assertThat(rows.get(2)).startsWith("| CNN, Adam | 55,338 | ");
        assertThat(rows.get(5)).endsWith(" | – | – | – | – | – | – |");
        assertThat(ImageIO.read(folder.resolve("cnn-or-mlp.png").toFile()).getWidth())
                .isGreaterThan(800);
    }

    @Test
    void randomFiltersComparesFrozenAndTrainedOnesAndDrawsThem() throws Exception {
        List<String> rows = run("random-filters");

        assertThat(rows).hasSize(15);
        assertThat(rows.subList(3, 9)).allMatch(row -> row.matches("\\| .+ \\| X \\| X \\|".replace("X", ACCURACY)));
        assertThat(rows.subList(12, 15))
                .allMatch(row -> row.matches(
                        "\\| .+ \\| N → N \\| N → N \\| N \\| N → N \\| N \\|".replace("N", "-?\\d\\.\\d{3}")));
        assertThat(ImageIO.read(folder.resolve("random-filters.png").toFile()).getHeight())
                .isGreaterThan(200);
    }

    @Test
    void earlyStoppingHasARowForEachRuleAndATableForEachSeed() {
        List<String> rows = run("early-stopping");

        assertThat(rows).hasSize(24);
        for (int seed = 1; seed <= 2; seed++) {
            List<String> table = rows.subList(12 * seed - 12, 12 * seed);
            assertThat(table.get(0))
                    .isEqualTo("| rule, seed X | stops after epoch | test accuracy then, % | best epoch"
                                    .replace("X", Integer.toString(seed))
                            + " | its validation loss | its test accuracy, % |");
            assertThat(table.subList(2, 12))
                    .allMatch(row -> row.matches(
                            "\\| .+ \\| 1 \\| P \\| 1 \\| \\d\\.\\d{4} \\| P \\|".replace("P", "\\d+\\.\\d\\d")));
        }
    }

    @Test
    void regularizationHasARowForEachWay() {
        List<String> rows = run("regularization");

        assertThat(rows).hasSize(13);
        assertThat(rows.get(0)).isEqualTo("| regularisation | training accuracy, % | validation, % | test, % |");
        assertThat(rows.subList(2, 13))
                .allMatch(row -> row.matches("\\| .+ \\| P \\| P \\| X \\|"
                        .replace("P", "\\d+\\.\\d\\d")
                        .replace("X", ACCURACY)));
    }

    private List<String> run(Object... words) {
        Object[] sizes = {"--limit", 100, "--epochs", 1, "--seeds", 2, "--out", folder};
        Object[] all = new Object[1 + words.length + sizes.length];
        all[0] = "experiment";
        System.arraycopy(words, 0, all, 1, words.length);
        System.arraycopy(sizes, 0, all, 1 + words.length, sizes.length);
        Program.Outcome outcome = Program.run(all);
        assertThat(outcome.code()).as(outcome.err()).isZero();
        return outcome.out().lines().toList();
    }
}
