package dev.inkstone.mnist;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.inkstone.layers.Model;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainCommandTest {
    private static final List<String> FIELDS = List.of(
            "epochs",
            "test_accuracy",
            "test_loss",
            "val_accuracy",
            "saved_step",
            "train_seconds",
            "total_seconds",
            "start_to_first_step_seconds",
            "parameters",
            "kernels",
            "threads",
            "seed",
            "batch",
            "model",
            "java",
            "diagnoses",
            "parameters_sha256");
    private static final List<String> EPOCH_FIELDS = List.of(
            "epoch",
            "step",
            "loss",
            "accuracy",
            "val_loss",
            "val_accuracy",
            "test_accuracy",
            "seconds",
            "images_per_second");

    @TempDir
    static Path shared;

    @TempDir
    Path folder;

    private static Path digits;

    @BeforeAll
    static void writeDigits() throws IOException {
        digits = Digits.folder(shared.resolve("digits"), 3500, 500);
    }

    @Test
    void oneEpochWith3000DigitsReadsMostOfTheTestDigits() throws Exception {
        Program.Outcome outcome = train("run", "--validation", 500, "--epochs", 1, "--batch", 30, "--seed", 7);

        assertThat(outcome.out())
                .contains("55,338 trainable parameters", "3,000 images to train on", " *\n", "test accuracy");
        JsonNode metrics = metrics("run");
        assertThat(names(metrics)).isEqualTo(FIELDS);
        assertThat(metrics.get("diagnoses")).isEmpty();
        assertThat(metrics.get("test_accuracy").asDouble()).isGreaterThan(0.8);
        assertThat(metrics.get("parameters").asInt()).isEqualTo(55_338);
        assertThat(metrics.get("kernels").asText()).isEqualTo(System.getProperty("inkstone.expectedKernels"));
        assertThat(metrics.get("seed").asLong()).isEqualTo(7);
        assertThat(metrics.get("batch").asInt()).isEqualTo(30);
        assertThat(metrics.get("total_seconds").asDouble())
                .isGreaterThan(metrics.get("start_to_first_step_seconds").asDouble());

        JsonNode epoch = metrics.get("epochs").get(0);
        assertThat(names(epoch)).isEqualTo(EPOCH_FIELDS);
        assertThat(epoch.get("step").asInt()).isEqualTo(100);
        assertThat(epoch.get("test_accuracy")).isEqualTo(metrics.get("test_accuracy"));
        assertThat(metrics.get("train_seconds")).isEqualTo(epoch.get("seconds"));
        assertThat(Files.readString(folder.resolve("run/history.csv")))
                .startsWith(
                        "epoch,step,loss,accuracy,val_loss,val_accuracy,test_accuracy,seconds,images_per_second\n1,100,");

        Model saved = DigitModel.load(folder.resolve("run/model.safetensors"));
        assertThat(ParameterHash.of(saved))
                .isEqualTo(metrics.get("parameters_sha256").asText());
        Program.Outcome evaluated =
                Program.run("evaluate", "--model-file", folder.resolve("run/model.safetensors"), "--data", digits);
        assertThat(evaluated.out().strip())
                .matches("test_accuracy=0\\.\\d{4} \\(\\d+/500\\) test_loss=\\d\\.\\d{4}")
                .startsWith(String.format(
                        "test_accuracy=%.4f ", metrics.get("test_accuracy").asDouble()));
        List<String> confusion = Program.run(
                        "evaluate",
                        "--model-file",
                        folder.resolve("run/model.safetensors"),
                        "--data",
                        digits,
                        "--confusion")
                .out()
                .lines()
                .toList();
        assertThat(confusion.get(0)).isEqualTo(evaluated.out().strip());
        assertThat(confusion.get(1)).matches("actual \\\\ predicted( +\\d){10}");
        assertThat(confusion.subList(2, 12)).allMatch(row -> row.matches("\\d( +\\d+){10}"));
        assertThat(confusion.subList(12, confusion.size()))
                .hasSizeLessThanOrEqualTo(5)
                .allMatch(pair -> pair.matches("\\d taken for \\d: \\d+ times"));
    }

    @Test
    void theNumberOfThreadsChangesNoBit() throws Exception {
        List<String> hashes = new ArrayList<>();
        for (int threads = 1; threads <= 3; threads++) {
            train(
                    "threads",
                    "--validation",
                    0,
                    "--limit",
                    130,
                    "--batch",
                    50,
                    "--steps",
                    4,
                    "--threads",
                    threads,
                    "--quiet");
            assertThat(metrics("threads").get("threads").asInt()).isEqualTo(threads);
            hashes.add(metrics("threads").get("parameters_sha256").asText());
        }
        assertThat(hashes).containsOnly(hashes.get(0));
    }

    @Test
    void stepsMayEndWithinAnEpochAndTheLastPartialBatchIsTrained() throws Exception {
        train("steps", "--validation", 100, "--limit", 130, "--batch", 50, "--steps", 5, "--quiet");

        JsonNode epochs = metrics("steps").get("epochs");
        assertThat(epochs.findValuesAsText("step")).containsExactly("3", "5");
        assertThat(epochs.findValuesAsText("epoch")).containsExactly("1", "2");
        assertThat(epochs.get(1).get("accuracy").asDouble() * 100)
                .as("a mean over 100 images")
                .isEqualTo(Math.rint(epochs.get(1).get("accuracy").asDouble() * 100));
        assertThat(epochs.get(1).get("val_accuracy").isNumber()).isTrue();
    }

    @Test
    void quietPrintsOnlyTheResultAndWithoutValidationThereIsNone() throws Exception {
        Program.Outcome outcome =
                train("quiet", "--validation", 0, "--limit", 60, "--epochs", 2, "--batch", 60, "--quiet");

        assertThat(outcome.out().strip()).startsWith("test accuracy").doesNotContain("epoch");
        JsonNode epoch = metrics("quiet").get("epochs").get(1);
        assertThat(epoch.get("val_accuracy").isNull()).isTrue();
        assertThat(epoch.get("val_loss").isNull()).isTrue();
    }

    @Test
    void aNewRunReplacesAnOldOneAndAResumedOneKeepsItsOptions() throws Exception {
        Object[] options = {"--validation", 0, "--limit", 60, "--batch", 20, "--quiet"};
        train("run", with(options, "--epochs", 2));
        JsonNode before = metrics("run");
        Files.writeString(folder.resolve("run/notes.txt"), "mine");

        assertThat(train("run", "--resume").code()).as("all done before").isZero();
        JsonNode again = metrics("run");
        assertThat(again.get("epochs")).isEqualTo(before.get("epochs"));
        assertThat(again.get("parameters_sha256")).isEqualTo(before.get("parameters_sha256"));
        assertThat(again.get("start_to_first_step_seconds").isNull()).isTrue();

        Program.Outcome refused =
                Program.run("train", "--out", folder.resolve("run"), "--resume", "--seed", 1, "--epochs", 3);
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.lastError())
                .startsWith(
                        "error: --resume: --epochs 3 (the run had 2), --seed 1 (the run had 42), expected the options");

        train("run", with(options, "--epochs", 1));
        assertThat(metrics("run").get("epochs")).hasSize(1);
        try (Stream<Path> files = Files.list(folder.resolve("run"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "checkpoints",
                            "history.csv",
                            "metrics.json",
                            "model.safetensors",
                            "notes.txt",
                            "plots",
                            "run.json");
        }
    }

    private Program.Outcome train(String out, Object... options) {
        Object[] where = {"train", "--out", folder.resolve(out)};
        boolean resume = List.of(options).contains("--resume");
        Object[] all = with(with(where, resume ? new Object[0] : new Object[] {"--data", digits}), options);
        Program.Outcome outcome = Program.run(all);
        assertThat(outcome.code()).as(outcome.err()).isZero();
        return outcome;
    }

    private JsonNode metrics(String run) throws IOException {
        return new ObjectMapper()
                .readTree(folder.resolve(run).resolve("metrics.json").toFile());
    }

    private static List<String> names(JsonNode node) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static Object[] with(Object[] first, Object... more) {
        return Stream.of(first, more).flatMap(Stream::of).toArray();
    }
}
