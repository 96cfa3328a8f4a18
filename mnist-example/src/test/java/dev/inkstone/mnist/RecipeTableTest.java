package dev.inkstone.mnist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecipeTableTest {
    @TempDir
    Path folder;

    @Test
    void aRowIsWhatTheRunsOfARecipeReached() throws Exception {
        run("b/seed-2", conv5(2, 1000), 0.9850, 10.5, 1720);
        run("b/seed-1", conv5(1, 1000), 0.9840, 10.0, 1720);
        run("b/seed-10", conv5(10, 1000), 0.9890, 12.5, 2150);
        run("a/seed-1", conv5(1, 0), 0.9912, 1234.56, 25_800, "dense1: 15 of 16 units are 0; lower the learning rate");
        run("c/seed-1", options("cnn", 100, 1, 0, 0), 0.9872, 45.24, 5500);
        Files.delete(folder.resolve("b/seed-10/metrics.json")); // not finished

        RecipeTable table = RecipeTable.of(folder);
        table.write(folder);

        assertThat(Files.readString(folder.resolve("recipes.md")))
                .startsWith("""
                | network | command                            | test accuracy, % | epochs | seconds | parameters | seeds |
                | ------- | ---------------------------------- | ---------------: | -----: | ------: | ---------: | ----- |
                | cnn     | `train --model cnn`                |            98.72 |     10 |    45.2 |     55,338 | 1     |
                | conv5   | `train --model conv5`              |     98.45 ± 0.07 |      2 |    10.3 |     55,338 | 1, 2  |
                | conv5   | `train --model conv5 --patience 0` |            99.12 |     30 |  1234.6 |     55,338 | 1     |
                """)
                .contains(
                        "Java 17, vector kernels, 2 threads. The training doctor found something in 1 of these 4 runs:"
                                + " see diagnoses in recipes.json.");
        JsonNode rows = new ObjectMapper()
                .readTree(folder.resolve("recipes.json").toFile())
                .get("rows");
        assertThat(rows.findValuesAsText("command"))
                .containsExactly("train --model cnn", "train --model conv5", "train --model conv5 --patience 0");
        assertThat(rows.get(1).get("runs").get(0).get("diagnoses")).isEmpty();
        assertThat(rows.get(2).get("runs").get(0).get("diagnoses").get(0).asText())
                .startsWith("dense1: ");
        assertThat(rows.get(0).get("deviation").isNull()).isTrue();
        assertThat(rows.get(1).get("deviation").asDouble()).isBetween(0.000707, 0.000708);
        assertThat(rows.get(1).get("runs").findValuesAsText("seed")).containsExactly("1", "2");
    }

    @Test
    void whereARunEndedWithinAnEpochItCountsInPart() throws Exception {
        run("a/seed-1", conv5(1, 1000), 0.98, 1, 1290);
        RecipeTable table = RecipeTable.of(folder);
        assertThat(table.rows().get(0).cells().get(3)).isEqualTo("1.5");
        assertThat(table.toMarkdown()).endsWith("The training doctor found nothing in any of these runs.\n");
    }

    @Test
    void resultsOfAnEarlierVersionHaveNoDiagnoses() throws Exception {
        run("a/seed-1", conv5(1, 1000), 0.98, 1, 1290);
        Path file = folder.resolve("a/seed-1/metrics.json");
        Files.writeString(file, Files.readString(file).replaceFirst("\"diagnoses\" : \\[ ],", ""));
        assertThat(Files.readString(file)).doesNotContain("diagnoses");
        assertThat(RecipeTable.of(folder).toMarkdown()).contains("98.00");
    }

    @Test
    void resultsThatCannotBeRead() throws Exception {
        run("a/seed-1", conv5(1, 1000), 0.98, 1, 1290);
        Path damaged = Files.writeString(folder.resolve("a/seed-1/metrics.json"), "{");
        assertThatThrownBy(() -> RecipeTable.of(folder))
                .isInstanceOf(BadInputException.class)
                .hasMessage(
                        damaged + " cannot be read, expected the results of a run; delete it, and the run ends anew");
    }

    @Test
    void theShortestCommandThatMakesTheRun() throws Exception {
        assertThat(options("mlp", 50, 7, 0, 0).words()).containsExactly("--model", "mlp");
        assertThat(new RunOptions("conv5", null, 300, 10, 0.5, 7, "/fashion", "crc32 0", 6000, 900, 100, 50).words())
                .containsExactly(("--model conv5 --data /fashion --validation 6000 --limit 900 --steps 300 --batch 10"
                                + " --learning-rate 0.5 --patience 50")
                        .split(" "));
        assertThat(new RunOptions("conv5", 30, null, 40, 1e-4, 7, null, null, 0, 40, 0, 0).words())
                .as("nothing validates, and a batch is at most all images")
                .containsExactly("--model", "conv5", "--validation", "0", "--limit", "40");
    }

    private static RunOptions conv5(int seed, int patience) {
        return options("conv5", 64, seed, 100, patience);
    }

    private static RunOptions options(String model, int batch, int seed, int every, int patience) {
        try {
            Recipe recipe = Recipe.named(model);
            return new RunOptions(
                    model,
                    recipe.epochs(),
                    null,
                    batch,
                    recipe.learningRate(),
                    seed,
                    null,
                    null,
                    5000,
                    55_000,
                    every,
                    patience);
        } catch (BadInputException e) {
            throw new AssertionError(e);
        }
    }

    private void run(String name, RunOptions options, double accuracy, double seconds, long steps, String... diagnoses)
            throws IOException {
        RunFolder run = new RunFolder(folder.resolve(name));
        Files.createDirectories(run.path());
        run.begin(options);
        RunMetrics metrics = new RunMetrics(
                List.of(new EpochMetrics(1, steps, 0.1, 0.97, 0.1, 0.98, null, 9, 100)),
                accuracy,
                0.05,
                0.99,
                steps,
                9,
                seconds,
                1.0,
                55_338,
                "vector",
                2,
                options.seed(),
                options.batch(),
                options.model(),
                "17",
                List.of(diagnoses),
                "00");
        RunFolder.write(run.metrics(), RunFolder.json(metrics));
    }
}
