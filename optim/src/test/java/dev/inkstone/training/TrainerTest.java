package dev.inkstone.training;

import static dev.inkstone.layers.Layers.batchNorm;
import static dev.inkstone.layers.Layers.conv2d;
import static dev.inkstone.layers.Layers.dense;
import static dev.inkstone.layers.Layers.dropout;
import static dev.inkstone.layers.Layers.flatten;
import static dev.inkstone.losses.Losses.softmaxCrossEntropy;
import static dev.inkstone.metrics.Metrics.accuracy;
import static dev.inkstone.ops.Activation.RELU;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.inkstone.autodiff.Tape;
import dev.inkstone.data.Batch;
import dev.inkstone.data.BatchIterator;
import dev.inkstone.data.Batches;
import dev.inkstone.data.Dataset;
import dev.inkstone.layers.Model;
import dev.inkstone.metrics.Metric;
import dev.inkstone.optim.Adam;
import dev.inkstone.optim.Optimizer;
import dev.inkstone.optim.Sgd;
import dev.inkstone.parallel.WorkerPool;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class TrainerTest {
    private static final Dataset STRIPES = Problems.stripes(90, 1);

    @Test
    void learnsTwoSpirals() {
        Model model = Model.build(
                Shape.of(2), 3L, dense(32).activation(RELU), dense(32).activation(RELU), dense(2));
        Trainer trainer = trainer(model).optimizer(Adam.withLearningRate(0.01)).build();
        History history = trainer.fit(Problems.spirals(400, 1).shuffled(2).batches(40), 40);
        assertThat(history.epochs()).hasSize(40);
        assertThat(history.epochs().get(39).metrics().get("accuracy")).isGreaterThan(0.95);
        assertThat(trainer.evaluate(Problems.spirals(200, 9)).value("accuracy")).isGreaterThan(0.95);
    }

    @Test
    void oneShardIsTheLoopThatAUserWouldWrite() {
        Model model = network();
        History history = trainer(model).build().fit(STRIPES.shuffled(5).batches(32), 2);

        Model own = network();
        Optimizer optimizer = Adam.withLearningRate(0.01);
        long step = 0;
        double lossSum = 0;
        for (int epoch = 0; epoch < 2; epoch++) {
            lossSum = 0;
            try (BatchIterator batches = STRIPES.shuffled(5).batches(32).epoch(epoch)) {
                while (batches.hasNext()) {
                    Batch batch = batches.next();
                    try (Tape tape = Tape.record(batch.position().at(own.seed(), step++))) {
                        Tensor loss = softmaxCrossEntropy().of(own.forward(batch.inputs(), tape), batch.labels());
                        optimizer.step(own, tape.gradients(loss));
                        lossSum += (double) loss.item() * batch.size();
                    }
                }
            }
        }
        assertSame(model, own);
        assertThat(history.epochs().get(1).loss()).isEqualTo(lossSum / STRIPES.size());
    }

    @Test
    void fourShardsGiveTheSameBitsOnAnyNumberOfThreads() {
        Model reference = inFourShards(1);
        for (int threads : new int[] {2, 4}) {
            assertSame(inFourShards(threads), reference);
        }
        Model whole = network();
        trainer(whole).build().fit(STRIPES.shuffled(5).batches(32), 3);
        assertThat(whole.parameters().values())
                .isNotEqualTo(reference.parameters().values());
    }

    private static Model inFourShards(int threads) {
        try (WorkerPool.Scope scope = WorkerPool.scoped(threads)) {
            Model model = network();
            trainer(model).shards(4).build().fit(STRIPES.shuffled(5).batches(32), 3);
            return model;
        }
    }

    @Test
    void shardsAddUpToTheWholeBatch() {
        Model whole = withoutBatchNorm();
        Model cut = withoutBatchNorm();
        Batches batches = STRIPES.take(31).batches(14); // the last batch has fewer examples than there are shards
        History one =
                trainer(whole).optimizer(Sgd.withLearningRate(0.1)).build().fit(batches, 2);
        History five = trainer(cut)
                .optimizer(Sgd.withLearningRate(0.1))
                .shards(5)
                .build()
                .fit(batches, 2);
        assertThat(cut.parameters().values()).containsExactly(whole.parameters().values(), within(1e-5f));
        assertThat(five.epochs().get(1).loss()).isCloseTo(one.epochs().get(1).loss(), within(1e-6));
        assertThat(five.epochs().get(1).metrics()).isEqualTo(one.epochs().get(1).metrics());
    }

    @Test
    void callsGoOnWhereTheLastOneStopped() {
        Batches train = STRIPES.shuffled(5).batches(32);
        Batches validation = STRIPES.take(20).batches(20);
        Model straight = network();
        History whole = trainer(straight).build().fit(train, validation, 4);
        Model pieces = network();
        Trainer trainer = trainer(pieces).build();
        trainer.fitSteps(train, validation, 1);
        trainer.fitSteps(train, validation, 4);
        assertThat(trainer.step()).isEqualTo(5);
        trainer.fit(train, validation, 2); // the rest of epoch 2, and epoch 3
        assertThat(trainer.epoch()).isEqualTo(3);
        History last = trainer.fit(train, validation, 1);
        assertSame(pieces, straight);
        assertThat(withoutTimes(last)).isEqualTo(withoutTimes(whole));
        assertThat(last.epochs()).extracting(EpochRecord::step).containsExactly(3L, 6L, 9L, 12L);
    }

    @Test
    void evaluationDoesNotDependOnBatches() {
        Dataset data = Problems.stripes(250, 4);
        Model model = network();
        Trainer trainer = trainer(model).build();
        Evaluation all = trainer.evaluate(data.batches(250));
        assertThat(trainer.evaluate(data.shuffled(1).batches(7))).isEqualTo(all);
        assertThat(all.examples()).isEqualTo(250);
        double loss = 0;
        double right = 0;
        for (int i = 0; i < 250; i++) { // one by one, so weights of examples show
            Evaluation one = trainer.evaluate(data.range(i, i + 1));
            loss += one.loss() / 250;
            right += one.value("accuracy");
        }
        assertThat(all.loss()).isCloseTo(loss, within(1e-6));
        assertThat(all.value("accuracy")).isEqualTo(right / 250);
        assertThatThrownBy(() -> all.value("auc"))
                .hasMessageStartingWith("evaluation: metric 'auc', expected loss or one of");
    }

    @Test
    void callbacksHearEverythingInOrderAndCanStop() {
        List<String> heard = new ArrayList<>();
        Callback note = (event, trainer) -> {
            heard.add(event.getClass().getSimpleName() + " " + event.step());
            if (event instanceof TrainingEvent.StepEnded ended && ended.step() == 4) {
                assertThat(ended.epoch()).isEqualTo(2);
                assertThat(ended.batchInEpoch()).isEqualTo(1);
                assertThat(ended.learningRate()).isEqualTo(0.01);
                trainer.stop("enough");
            }
        };
        Trainer trainer =
                trainer(network()).callbacks(note).validateEverySteps(2).build();
        History history =
                trainer.fit(STRIPES.batches(32), Problems.stripes(9, 2).batches(9), 5);
        assertThat(heard)
                .containsExactly(
                        "TrainingStarted 0",
                        "EpochStarted 0",
                        "StepEnded 1",
                        "StepSettled 1",
                        "StepEnded 2",
                        "Validated 2",
                        "StepSettled 2",
                        "StepEnded 3",
                        "Validated 3",
                        "EpochEnded 3",
                        "StepSettled 3",
                        "EpochStarted 3",
                        "StepEnded 4",
                        "Validated 4",
                        "StepSettled 4",
                        "TrainingEnded 4");
        assertThat(history.stopReason()).isEqualTo("enough");
        assertThat(trainer.fit(STRIPES.batches(32), 1).stopReason()).isNull(); // a new call goes on
    }

    @Test
    void anUnlimitedRunGoesOnUntilItIsStopped() {
        Trainer trainer = trainer(network())
                .callbacks((event, t) -> {
                    if (event.step() >= 5) {
                        t.stop("enough");
                    }
                })
                .build();
        trainer.fitSteps(STRIPES.batches(32), null, 1);
        trainer.fitSteps(STRIPES.batches(32), null, Long.MAX_VALUE);
        assertThat(trainer.step()).isEqualTo(5);
    }

    @Test
    void anotherThreadMayStop() {
        Callback impatient =
                (event, t) -> CompletableFuture.runAsync(() -> t.stop("Ctrl-C")).join();
        Trainer trainer = trainer(network()).callbacks(impatient).build();
        assertThat(trainer.fit(STRIPES.batches(32), 1).stopReason()).isEqualTo("Ctrl-C");
        assertThat(trainer.step()).isZero();
    }

    @Test
    void misuseSaysWhatToDo() {
        assertThatThrownBy(
                        () -> Trainer.of(network()).loss(softmaxCrossEntropy()).build())
                .hasMessage(
                        "trainer: no optimizer, expected one; call optimizer(Adam.withLearningRate(1e-3)) before build()");
        Batches batches = STRIPES.batches(32);
        refuses((event, t) -> t.fit(batches, 1), "trainer: fit called by a callback of a running fit");
        refuses(
                (event, t) ->
                        CompletableFuture.runAsync(() -> t.evaluate(batches)).join(),
                "expected one thread at a time");
        refuses(
                (event, t) -> {
                    if (event instanceof TrainingEvent.StepEnded) {
                        t.progress();
                    }
                },
                "trainer: progress in the middle of step 1, expected");
        Trainer begun = trainer(network()).build();
        begun.fitSteps(batches, null, 1);
        assertThatThrownBy(() -> begun.fit(STRIPES.batches(16), 1)).hasMessageContaining("finish the epoch with them");
        assertThatThrownBy(() -> begun.fit(batches, -1)).hasMessage("trainer: epochs -1, expected 0 or more");
        assertThatThrownBy(() -> begun.fit(STRIPES.take(0).batches(1), 1))
                .hasMessage("trainer: 0 training examples, expected 1 or more; look at what split, filter or take left"
                        + " of them");
        assertThatThrownBy(() -> begun.fit(batches, STRIPES.take(0).batches(1), 1))
                .hasMessage("trainer: 0 validation examples, expected 1 or more; without validation pass null");
    }

    @Test
    void aMetricThatThrowsLeavesNoStepThatNobodyCounted() {
        Metric broken = Metric.mean("broken", (prediction, targets) -> {
            throw new IllegalStateException("broken");
        });
        Model model = network();
        Optimizer optimizer = Adam.withLearningRate(0.01);
        Trainer trainer = trainer(model).optimizer(optimizer).metrics(broken).build();
        assertThatThrownBy(() -> trainer.fit(STRIPES.batches(32), 1)).hasMessage("broken");
        assertThat(trainer.step()).isZero();
        assertThat(optimizer.state().step()).isZero();
        assertSame(model, network());
        assertThatThrownBy(() -> trainer.evaluate(STRIPES.take(0)))
                .hasMessage("evaluate: 0 examples, expected 1 or more");
    }

    private static void refuses(Callback callback, String message) {
        Trainer trainer = trainer(network()).callbacks(callback).build();
        assertThatThrownBy(() -> trainer.fit(STRIPES.batches(32), 1)).hasMessageContaining(message);
    }

    /** A network with all that could make shards differ: batch statistics, dropout, sums over the batch. */
    static Model network() {
        return Model.build(
                Shape.of(6, 6, 1),
                3L,
                conv2d(4, 3).activation(RELU),
                batchNorm().momentum(0.9),
                flatten(),
                dropout(0.2),
                dense(3));
    }

    /** What dropout drops depends on the example, not on its shard. */
    private static Model withoutBatchNorm() {
        return Model.build(Shape.of(6, 6, 1), 3L, flatten(), dense(8).activation(RELU), dropout(0.3), dense(3));
    }

    static TrainerBuilder trainer(Model model) {
        return Trainer.of(model)
                .loss(softmaxCrossEntropy())
                .optimizer(Adam.withLearningRate(0.01))
                .metrics(accuracy());
    }

    static void assertSame(Model model, Model expected) {
        assertThat(model.parameters().values())
                .containsExactly(expected.parameters().values());
        assertThat(model.parameters().states())
                .containsExactly(expected.parameters().states());
    }

    static History withoutTimes(History history) {
        List<EpochRecord> epochs = history.epochs().stream()
                .map(e -> new EpochRecord(e.epoch(), e.step(), e.loss(), e.metrics(), e.validation(), 0, e.examples()))
                .toList();
        return new History(epochs, history.validations(), history.stopReason());
    }
}
