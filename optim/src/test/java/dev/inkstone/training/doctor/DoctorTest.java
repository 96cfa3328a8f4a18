package dev.inkstone.training.doctor;

import static dev.inkstone.layers.Layers.batchNorm;
import static dev.inkstone.layers.Layers.conv2d;
import static dev.inkstone.layers.Layers.dense;
import static dev.inkstone.layers.Layers.dropout;
import static dev.inkstone.layers.Layers.flatten;
import static dev.inkstone.layers.Layers.softmax;
import static dev.inkstone.losses.Losses.multiclassHinge;
import static dev.inkstone.losses.Losses.softmaxCrossEntropy;
import static dev.inkstone.ops.Activation.RELU;
import static dev.inkstone.ops.Activation.SIGMOID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inkstone.autodiff.Gradients;
import dev.inkstone.autodiff.Tape;
import dev.inkstone.checkpoint.Saver;
import dev.inkstone.data.Batch;
import dev.inkstone.data.Batches;
import dev.inkstone.data.Dataset;
import dev.inkstone.layers.LayerSpec;
import dev.inkstone.layers.Model;
import dev.inkstone.losses.Loss;
import dev.inkstone.optim.Adam;
import dev.inkstone.optim.Optimizer;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.Tensor;
import dev.inkstone.training.Trainer;
import dev.inkstone.training.TrainerBuilder;
import dev.inkstone.training.TrainingEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a diagnosis reaches the user, and what the doctor leaves as it is. */
class DoctorTest {
    private static final Dataset PIXELS = Examples.images(60, 6, 1, 3, 1f, 1);
    private static final Batches BATCHES = PIXELS.shuffled(1).batches(20);

    @TempDir
    Path folder;

    @Test
    void aDiagnosisIsLoggedOnceToldToCallbacksAndKeptInTheHistory() {
        List<String> log = new ArrayList<>();
        List<TrainingEvent> events = new ArrayList<>();
        Trainer trainer = trainer().callbacks((event, t) -> events.add(event)).build();
        logged(log, () -> {
            trainer.fit(BATCHES, 2);
            trainer.fit(BATCHES, 1);
        });
        String message =
                "conv1: its input has values from 0 to 254, whole numbers as pixels have them, expected 0 to 1 or the"
                        + " like; put rescale(1 / 255f) before it, or scale the images when they are read";
        assertThat(log).containsExactly("WARNING " + message);
        List<Diagnosis> diagnoses = trainer.history().diagnoses();
        assertThat(diagnoses).extracting(Diagnosis::message).containsExactly(message);
        assertThat(events.subList(0, 4))
                .extracting(event -> event.getClass().getSimpleName())
                .containsExactly("TrainingStarted", "EpochStarted", "Diagnosed", "StepEnded");
        assertThat(events)
                .filteredOn(TrainingEvent.Diagnosed.class::isInstance)
                .containsExactly(new TrainingEvent.Diagnosed(0, diagnoses.get(0)));
    }

    @Test
    void aDoctorThatRaisesEndsTheRunBeforeTheStep() {
        Trainer trainer = trainer().doctor(Doctor.raising()).build();
        float[] before = trainer.model().parameters().values().clone();
        assertThatThrownBy(() -> trainer.fit(BATCHES, 1))
                .isInstanceOf(DiagnosisException.class)
                .hasMessageStartingWith("training doctor: conv1: its input has values from 0 to 254, ")
                .extracting(e -> ((DiagnosisException) e).diagnosis().symptom())
                .isEqualTo(Symptom.INPUT_SCALE);
        assertThat(trainer.step()).isZero();
        assertThat(trainer.model().parameters().values()).isEqualTo(before);
    }

    @Test
    void whatIsIgnoredIsNotToldAndWithoutADoctorNothingIs() {
        List<String> log = new ArrayList<>();
        logged(log, () -> {
            trainer()
                    .doctor(Doctor.raising().ignoring(Symptom.INPUT_SCALE))
                    .build()
                    .fit(BATCHES, 1);
            trainer().withoutDoctor().build().fit(BATCHES, 1);
        });
        assertThat(log).isEmpty();
    }

    @Test
    void aRunThatGoesOnFromACheckpointHasHeardItBefore() throws IOException {
        Saver saver = Saver.in(folder);
        Trainer first = trainer().build();
        first.fitSteps(BATCHES, null, 2);
        saver.save(first);
        List<String> log = new ArrayList<>();
        Trainer second = trainer().build();
        saver.restoreLatest(second);
        logged(log, () -> second.fit(BATCHES, 2));
        assertThat(second.history().diagnoses())
                .isEqualTo(first.history().diagnoses())
                .hasSize(1);
        assertThat(log).isEmpty();
    }

    @Test
    void trainingComputesTheSameBits() {
        Trainer looked = noisy(Trainer.of(network())).build();
        Trainer alone = noisy(Trainer.of(network())).withoutDoctor().build();
        Dataset data = Examples.images(90, 6, 1, 3, 1 / 255f, 1);
        for (Trainer trainer : List.of(looked, alone)) {
            trainer.fit(data.shuffled(1).batches(20), data.batches(45), 4);
        }
        assertThat(looked.model().parameters().values())
                .isEqualTo(alone.model().parameters().values());
        assertThat(looked.model().parameters().states())
                .isEqualTo(alone.model().parameters().states());
        assertThat(looked.history().validations()).isEqualTo(alone.history().validations());
    }

    private static TrainerBuilder noisy(TrainerBuilder builder) {
        return builder.loss(softmaxCrossEntropy())
                .optimizer(Adam.withLearningRate(0.01))
                .shards(2)
                .accumulate(2);
    }

    private static Model network() {
        return model(conv2d(4, 3), batchNorm().activation(RELU), flatten(), dropout(0.3), dense(3));
    }

    /** A layer that takes batches of one size only cannot be examined, and that is all. */
    @Test
    void aModelThatIsParticularIsTrainedAllTheSame() {
        LayerSpec particular = new Particular(20);
        Trainer trainer = Trainer.of(model(flatten(), particular, dense(3)))
                .loss(softmaxCrossEntropy())
                .optimizer(Adam.withLearningRate(0.01))
                .build();
        assertThat(trainer.fit(BATCHES, 2).epochs()).hasSize(2);
    }

    private record Particular(int batch) implements LayerSpec {
        @Override
        public String kind() {
            return "particular";
        }

        @Override
        public dev.inkstone.layers.Layer build(dev.inkstone.layers.BuildContext context, Shape input) {
            return dev.inkstone.layers.Layer.of(
                    input, (x, tape) -> dev.inkstone.ops.Reshape.reshape(tape, x, batch, input.size()));
        }
    }

    @Test
    void aLoopOfYourOwnHasACheckupToo() {
        List<Diagnosis> heard = new ArrayList<>();
        Model model = model(flatten(), dense(8), dense(3));
        Loss loss = softmaxCrossEntropy();
        Optimizer optimizer = Adam.withLearningRate(1e30);
        Checkup checkup = Doctor.logging().checkup(model, loss, heard::add);
        checkup.begin(0, BATCHES, null, 1);
        assertThatThrownBy(() -> {
                    for (Batch batch : BATCHES.epochs(3)) {
                        checkup.sees(batch);
                        try (Tape tape = Tape.record(batch.position())) {
                            Tensor value = loss.of(model.forward(batch.inputs(), tape), batch.targets());
                            Gradients gradients = tape.gradients(value);
                            if (!checkup.isSound(value.item(), gradients)) {
                                throw new DiagnosisException(
                                        checkup.refuse(batch.inputs(), batch.targets(), batch.position(), 1));
                            }
                            optimizer.step(model, gradients);
                            checkup.stepped(value.item(), batch.size(), optimizer.learningRate());
                        }
                    }
                })
                .isInstanceOf(DiagnosisException.class)
                .hasMessageContaining("dense2: forward: 60 of 60 values of its output are NaN or infinite");
        assertThat(heard).extracting(Diagnosis::symptom).containsExactly(Symptom.INPUT_SCALE, Symptom.NON_FINITE);
    }

    @Test
    void aLoopOfYourOwnMayHaveNoExamples() {
        List<Diagnosis> heard = new ArrayList<>();
        Model model = model(flatten(), dense(8), batchNorm(), dense(3));
        Checkup checkup = Doctor.logging().checkup(model, softmaxCrossEntropy(), heard::add);
        checkup.begin(0, PIXELS.take(0).batches(20), null, 2);
        assertThat(heard).isEmpty();
    }

    /** These are refused by the losses themselves. */
    @Test
    void mistakesThatTheLossesRefuseNameTheCauseAndTheCure() {
        refused(
                PIXELS,
                softmaxCrossEntropy(),
                "the logits are the output of a softmax 'softmax1', expected raw logits; remove the softmax 'softmax1', since"
                        + " this loss contains it",
                flatten(),
                dense(3),
                softmax());
        refused(
                PIXELS,
                softmaxCrossEntropy(),
                "the logits are the output of a sigmoid 'out', expected raw logits; remove the sigmoid 'out', since this loss"
                        + " takes the softmax of them",
                flatten(),
                dense(3).activation(SIGMOID).named("out"));
        refused(
                PIXELS.relabel(label -> label + 1),
                softmaxCrossEntropy(),
                ", expected 0 to 2; labels are class indices, and the"
                        + " logits have 3 classes: count labels from 0 with relabel(…), or end the model with one output for each class",
                flatten(),
                dense(3));
        refused(
                PIXELS.oneHot(3),
                multiclassHinge(),
                "expected class indices [batch]; a loss or metric of classes needs data with"
                        + " integer labels: give the data set the index of the 1 of each one-hot row",
                flatten(),
                dense(3));
    }

    private static void refused(Dataset data, Loss loss, String message, LayerSpec... layers) {
        Trainer trainer = Trainer.of(model(layers))
                .loss(loss)
                .optimizer(Adam.withLearningRate(1e-3))
                .build();
        assertThatThrownBy(() -> trainer.fit(data.batches(20), 1)).hasMessageContaining(message);
    }

    private static TrainerBuilder trainer() {
        return Trainer.of(model(conv2d(2, 3).activation(RELU), flatten(), dense(3)))
                .loss(softmaxCrossEntropy())
                .optimizer(Adam.withLearningRate(1e-3));
    }

    private static Model model(LayerSpec... layers) {
        return Model.build(Shape.of(6, 6, 1), 3, layers);
    }

    private static void logged(List<String> log, Runnable action) {
        Logger logger = Logger.getLogger("dev.inkstone.training.doctor");
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord entry) {
                log.add(entry.getLevel().getName() + " " + new SimpleFormatter().formatMessage(entry));
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        logger.setLevel(Level.INFO);
        logger.addHandler(handler);
        try {
            action.run();
        } finally {
            logger.removeHandler(handler);
        }
    }
}
