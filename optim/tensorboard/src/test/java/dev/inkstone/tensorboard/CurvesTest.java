package dev.inkstone.tensorboard;

import static dev.inkstone.layers.Layers.dense;
import static dev.inkstone.layers.Layers.flatten;
import static dev.inkstone.losses.Losses.softmaxCrossEntropy;
import static dev.inkstone.metrics.Metrics.accuracy;
import static dev.inkstone.optim.Schedules.polynomial;
import static dev.inkstone.tensorboard.TensorBoard.tensorBoard;
import static org.assertj.core.api.Assertions.assertThat;

import dev.inkstone.data.Dataset;
import dev.inkstone.layers.Model;
import dev.inkstone.optim.Adam;
import dev.inkstone.tensor.Shape;
import dev.inkstone.training.EpochRecord;
import dev.inkstone.training.Evaluation;
import dev.inkstone.training.History;
import dev.inkstone.training.Trainer;
import dev.inkstone.training.TrainingEvent;
import dev.inkstone.training.ValidationRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run of two epochs of three steps, each step with a rate of its own, validated within the epochs too. */
class CurvesTest {
    @TempDir
    Path folder;

    private final List<TrainingEvent.StepEnded> steps = new ArrayList<>();
    private History history;

    @BeforeEach
    void train() {
        Dataset data = TensorBoardTest.stripes(120);
        Trainer trainer = Trainer.of(Model.build(Shape.of(6, 6, 1), 3L, flatten(), dense(3)))
                .loss(softmaxCrossEntropy())
                .optimizer(Adam.withLearningRate(polynomial(0.06, 0, 6, 1)))
                .metrics(accuracy())
                .callbacks(tensorBoard(folder).scalarsEverySteps(1), (event, t) -> {
                    if (event instanceof TrainingEvent.StepEnded ended) {
                        steps.add(ended);
                    }
                })
                .validateEverySteps(2)
                .withoutDoctor()
                .build();
        history = trainer.fit(data.range(0, 90).batches(30), data.range(90, 120).batches(30), 2);
    }

    @Test
    void learningRatesAreThoseOfTheirSteps() throws IOException {
        RunReader.Series rates = RunReader.read(folder.resolve("train")).tags.get("step/learning_rate");
        assertThat(rates.steps()).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
        assertThat(rates.scalars()).containsExactly(0.06f, 0.05f, 0.04f, 0.03f, 0.02f, 0.01f);
    }

    @Test
    void curvesOfTheTrainingAreThoseThatCallbacksAndHistoryTell() throws IOException {
        RunReader train = RunReader.read(folder.resolve("train"));
        assertCurves(
                train,
                "step/",
                steps.stream().map(TrainingEvent.StepEnded::step).toList(),
                steps.stream()
                        .map(step -> new Evaluation(step.loss(), step.metrics(), step.examples()))
                        .toList());
        assertCurves(
                train,
                "epoch/",
                List.of(3L, 6L),
                history.epochs().stream().map(EpochRecord::training).toList());
    }

    @Test
    void curvesOfTheValidationAreThoseOfTheHistory() throws IOException {
        RunReader validation = RunReader.read(folder.resolve("validation"));
        assertCurves(
                validation,
                "step/",
                List.of(2L, 3L, 4L, 6L),
                history.validations().stream().map(ValidationRecord::evaluation).toList());
        assertCurves(
                validation,
                "epoch/",
                List.of(3L, 6L),
                history.epochs().stream().map(EpochRecord::validation).toList());
    }

    private static void assertCurves(RunReader run, String group, List<Long> steps, List<Evaluation> expected) {
        for (String name : List.of("loss", "accuracy")) {
            RunReader.Series curve = run.tags.get(group + name);
            List<Float> values = expected.stream()
                    .map(evaluation -> (float) evaluation.value(name))
                    .toList();
            assertThat(Set.copyOf(values)).as("values that differ").hasSizeGreaterThan(1);
            assertThat(curve.steps()).as(group + name).isEqualTo(steps);
            assertThat(curve.scalars()).as(group + name).isEqualTo(values);
        }
    }
}
