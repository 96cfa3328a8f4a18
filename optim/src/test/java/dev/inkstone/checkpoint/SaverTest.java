package dev.inkstone.checkpoint;

import static dev.inkstone.checkpoint.Runs.TRAIN;
import static dev.inkstone.checkpoint.Runs.VALIDATION;
import static dev.inkstone.checkpoint.Runs.model;
import static dev.inkstone.checkpoint.Runs.trainer;
import static dev.inkstone.layers.Layers.batchNorm;
import static dev.inkstone.layers.Layers.dense;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inkstone.layers.Model;
import dev.inkstone.layers.Rescale;
import dev.inkstone.optim.Adam;
import dev.inkstone.optim.Sgd;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.Tensor;
import dev.inkstone.training.Callback;
import dev.inkstone.training.Resumable;
import dev.inkstone.training.Trainer;
import dev.inkstone.training.TrainingEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SaverTest {
    @TempDir
    private Path folder;

    @Test
    void aModelIsRebuiltFromItsFileAlone() throws IOException {
        Model model = model();
        trainer(model).build().fitSteps(TRAIN, null, 5);
        Path file = folder.resolve("deep/model.safetensors");
        Saver.saveModel(model, file);
        Model loaded = Saver.loadModel(file);
        Runs.assertSame(loaded, model);
        assertThat(loaded.spec()).isEqualTo(model.spec());
        Tensor input = Tensor.of(Shape.of(2, 2), 1, 2, 3, 4);
        assertThat(loaded.predict(input).toArray())
                .containsExactly(model.predict(input).toArray());
        byte[] bytes = Files.readAllBytes(file);
        Saver.saveModel(loaded, file);
        assertThat(file).hasBinaryContent(bytes);
    }

    @Test
    void aRunThatGoesOnFromACheckpointEndsWithTheSameBits() throws IOException {
        Saver saver = Saver.in(folder).keepLast(100);
        Model straight = model();
        Trainer whole = trainer(straight)
                .callbacks(saver.everySteps(1), Runs.stopping())
                .build();
        whole.fit(TRAIN, VALIDATION, 4);
        assertThat(names()).hasSize((int) whole.step());
        for (long step = 1; step <= whole.step(); step++) {
            Model model = model();
            Trainer trainer = trainer(model).callbacks(Runs.stopping()).build();
            saver.restore(trainer, folder.resolve("ckpt-" + step + ".safetensors"));
            assertThat(trainer.step()).isEqualTo(step);
            if (trainer.epoch() < 4) {
                trainer.fit(TRAIN, VALIDATION, 4 - trainer.epoch());
            }
            Runs.assertSame(model, straight);
            assertThat(trainer.history().validations())
                    .isEqualTo(whole.history().validations());
            assertThat(trainer.optimizer().state().slots().get("v"))
                    .containsExactly(whole.optimizer().state().slots().get("v"));
        }
    }

    @Test
    void sgdWithoutAndWithMomentumGoOnToo() throws IOException {
        for (double momentum : new double[] {0, 0.9}) {
            Saver saver = Saver.in(folder.resolve("sgd" + momentum));
            Trainer whole = trainer(model())
                    .optimizer(Sgd.withLearningRate(0.1).momentum(momentum))
                    .build();
            whole.fitSteps(TRAIN, null, 3);
            byte[] bytes = Files.readAllBytes(saver.save(whole));
            assertThat(saver.save(whole)).hasBinaryContent(bytes);
            whole.fitSteps(TRAIN, null, 3);
            Trainer resumed = trainer(model())
                    .optimizer(Sgd.withLearningRate(0.1).momentum(momentum))
                    .build();
            assertThat(saver.restoreLatest(resumed)).isTrue();
            resumed.fitSteps(TRAIN, null, 3);
            Runs.assertSame(resumed.model(), whole.model());
        }
    }

    @Test
    void onlyTheLastAreKept() throws IOException {
        Saver saver = Saver.in(folder).keepLast(2);
        assertThat(saver.restoreLatest(trainer(model()).build())).isFalse();
        trainer(model()).callbacks(saver.everyEpochs(1)).build().fit(TRAIN, 4);
        int perEpoch = TRAIN.stepsPerEpoch();
        assertThat(names())
                .containsExactly("ckpt-" + 3 * perEpoch + ".safetensors", "ckpt-" + 4 * perEpoch + ".safetensors");
        assertThat(saver.latestCheckpoint()).hasValue(folder.resolve("ckpt-" + 4 * perEpoch + ".safetensors"));
    }

    @Test
    void aDamagedNewestFallsBackToTheOneBefore() throws IOException {
        Saver saver = Saver.in(folder);
        Trainer trainer = trainer(model()).callbacks(saver.everySteps(3)).build();
        trainer.fitSteps(TRAIN, null, 9);
        Path newest = folder.resolve("ckpt-9.safetensors");
        byte[] bytes = Files.readAllBytes(newest);
        Files.write(newest, Arrays.copyOf(bytes, bytes.length - 1));
        assertThat(saver.latestCheckpoint()).hasValue(folder.resolve("ckpt-6.safetensors"));
        Trainer resumed = trainer(model()).callbacks(saver.everySteps(3)).build();
        assertThat(saver.restoreLatest(resumed)).isTrue();
        resumed.fitSteps(TRAIN, null, 3);
        Runs.assertSame(resumed.model(), trainer.model());
        assertThat(Safetensors.verify(newest)).containsEntry("inkstone.step", "9");
        for (String name : names()) {
            Files.write(folder.resolve(name), new byte[100]);
        }
        assertThatThrownBy(() -> saver.restoreLatest(resumed)).hasMessageContaining("holds 3 checkpoints, all damaged");
    }

    /** Else it would be one of those that are kept, and good ones were deleted for it. */
    @Test
    void aDamagedOneGoesWhenTheRunGoesOnFromTheOneBefore() throws IOException {
        Saver saver = Saver.in(folder).keepLast(2);
        trainer(model()).callbacks(saver.everySteps(3)).build().fitSteps(TRAIN, null, 9);
        Files.write(folder.resolve("ckpt-9.safetensors"), new byte[100]);
        Trainer resumed = trainer(model()).callbacks(saver.everySteps(4)).build();
        saver.restoreLatest(resumed);
        resumed.fitSteps(TRAIN, null, 7); // to step 13, past 8 and 12
        assertThat(names()).containsExactly("ckpt-12.safetensors", "ckpt-8.safetensors");
    }

    @Test
    void whatADeadWriterLeftIsIgnoredAndSwept() throws IOException {
        long dead = 999_999_999L;
        Path own = Files.writeString(
                folder.resolve(
                        "ckpt-7.safetensors.tmp-" + ProcessHandle.current().pid() + "-x"),
                "half");
        Path other = Files.writeString(folder.resolve("best.safetensors.tmp-" + dead + "-x"), "half");
        Path fresh = Files.writeString(folder.resolve("ckpt-8.safetensors.tmp-" + dead + "-y"), "half");
        Path foreign = Files.writeString(folder.resolve("notes.tmp-" + dead + "-x"), "keep");
        for (Path old : List.of(own, other, foreign)) {
            Files.setLastModifiedTime(old, FileTime.fromMillis(0));
        }
        Saver saver = Saver.in(folder);
        assertThat(saver.latestCheckpoint()).isEmpty();
        saver.save(trainer(model()).build());
        assertThat(names())
                .containsExactly("ckpt-0.safetensors", fresh.getFileName().toString(), "notes.tmp-" + dead + "-x");
    }

    @Test
    void aFolderOfARunThatCameFurtherIsRefusedAtTheStart() throws IOException {
        Saver saver = Saver.in(folder);
        trainer(model()).callbacks(saver.everySteps(4)).build().fitSteps(TRAIN, null, 8);
        Trainer again = trainer(model()).callbacks(saver.everySteps(4)).build();
        assertThatThrownBy(() -> again.fitSteps(TRAIN, null, 8))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("ckpt-8.safetensors': is of a later step than 0, which this run has reached")
                .hasMessageContaining("restoreLatest(trainer)");
        assertThat(again.step()).isZero();
        Trainer back = trainer(model()).callbacks(saver.everySteps(2)).build();
        saver.restore(back, folder.resolve("ckpt-4.safetensors"));
        assertThatThrownBy(() -> back.fitSteps(TRAIN, null, 2)).hasMessageContaining("delete this file to go back");
        Files.delete(folder.resolve("ckpt-8.safetensors"));
        back.fitSteps(TRAIN, null, 2);
        assertThat(names()).containsExactly("ckpt-4.safetensors", "ckpt-6.safetensors");
        saver.clear();
        again.fitSteps(TRAIN, null, 8);
        assertThat(names()).containsExactly("ckpt-4.safetensors", "ckpt-8.safetensors");
    }

    @Test
    void theBestModelIsKeptAndRemembered() throws IOException {
        Saver saver = Saver.in(folder);
        Model model = model();
        Trainer trainer = trainer(model)
                .callbacks(saver.keepBest("val_loss"), saver.everyEpochs(1))
                .build();
        trainer.fit(TRAIN, VALIDATION, 3);
        var best = trainer.history().validations().stream()
                .min(java.util.Comparator.comparingDouble(v -> v.evaluation().loss()))
                .orElseThrow();
        assertThat(Safetensors.verify(saver.bestModel()))
                .containsEntry("inkstone.step", "" + best.step())
                .containsEntry("inkstone.monitored", "val_loss");
        saver.restoreBest(model);
        assertThat(trainer.evaluate(VALIDATION).loss())
                .isEqualTo(best.evaluation().loss());

        byte[] bytes = Files.readAllBytes(saver.bestModel());
        Trainer resumed = trainer(model())
                .optimizer(Adam.withLearningRate(10))
                .callbacks(saver.keepBest("val_loss"))
                .build();
        saver.restoreLatest(resumed);
        resumed.fit(TRAIN, VALIDATION, 1); // far too fast to become better
        assertThat(saver.bestModel()).hasBinaryContent(bytes);
    }

    @Test
    void aModelThatDoesNotFitIsUnchangedAndToldAll() throws IOException {
        Path file = folder.resolve("other.safetensors");
        Saver.saveModel(Model.build(Shape.of(2), 5, dense(8), dense(3), dense(2)), file);
        Model model = model();
        float[] before = model.parameters().values().clone();
        assertThatThrownBy(() -> Saver.restore(model, file))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining(
                        "does not fit the model, which is unchanged: missing in the file: bn1/gamma, bn1/beta,"
                                + " bn1/running_mean, bn1/running_variance; not in the model: dense3/bias, dense3/kernel;"
                                + " of another shape: dense2/kernel F32 [8, 3], expected F32 [8, 2], dense2/bias F32 [3], expected F32 [2];"
                                + " build the model the file was saved from");
        assertThat(model.parameters().values()).containsExactly(before);

        Restored restored = Saver.restoreMatching(model, file);
        assertThat(restored.taken()).containsExactly("dense1/kernel", "dense1/bias");
        assertThat(restored.extra()).containsExactly("dense3/bias", "dense3/kernel");
        assertThat(restored.missing()).hasSize(4);
        assertThat(restored.otherShape()).hasSize(2);
        assertThat(model.parameter("dense1/kernel").value().toArray())
                .containsExactly(Safetensors.read(file).tensor("dense1/kernel").toArray());
    }

    @Test
    void aTrainerThatDoesNotFitIsUnchanged() throws IOException {
        Saver saver = Saver.in(folder);
        Trainer trainer = trainer(model()).build();
        trainer.fitSteps(TRAIN, null, 2);
        Path file = saver.save(trainer);
        expectUnchanged(
                trainer(model()).optimizer(Sgd.withLearningRate(1)).build(),
                file,
                "does not fit the trainer: sgd: state of 'adam'");
        expectUnchanged(
                trainer(model()).seed(9).build(),
                file,
                "does not fit the trainer: trainer: progress of a run with seed");
        expectUnchanged(trainer(model()).shards(2).build(), file, "progress of a run with shards 1, expected 2");
        Model other = Model.build(Shape.of(2), 1, dense(8), batchNorm(), new Rescale(1, 0), dense(2));
        expectUnchanged(trainer(other).build(), file, "entry 'inkstone.model': the model is [2] [Dense[");
        Path modelFile = folder.resolve("model.safetensors");
        Saver.saveModel(trainer.model(), modelFile);
        expectUnchanged(
                trainer(model()).build(),
                modelFile,
                "has no metadata 'inkstone.optimizer', expected a file that Saver wrote");
    }

    @Test
    void aCallbackThatCannotGoOnLeavesAllAsItWas() throws IOException {
        Saver saver = Saver.in(folder);
        Trainer trainer = trainer(model()).build();
        trainer.fitSteps(TRAIN, null, 2);
        Path file = saver.save(trainer); // without the memory of the callback
        Trainer counting = trainer(model()).callbacks(new Counting()).build();
        float[] before = counting.model().parameters().values().clone();
        assertThatThrownBy(() -> saver.restore(counting, file))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("seen");
        assertThat(counting.step()).isZero();
        assertThat(counting.optimizer().state().step()).isZero();
        assertThat(counting.model().parameters().values()).containsExactly(before);
    }

    private static final class Counting implements Callback, Resumable {
        private double seen;

        @Override
        public void on(TrainingEvent event, Trainer trainer) {
            seen++;
        }

        @Override
        public String key() {
            return "counting";
        }

        @Override
        public Map<String, Double> state() {
            return Map.of("seen", seen);
        }

        @Override
        public void restore(Map<String, Double> state, Map<String, float[]> arrays) {
            seen = Objects.requireNonNull(state.get("seen"), "seen");
        }
    }

    private static void expectUnchanged(Trainer trainer, Path file, String message) {
        float[] before = trainer.model().parameters().values().clone();
        assertThatThrownBy(() -> Saver.in(file.getParent()).restore(trainer, file))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining(message);
        assertThat(trainer.step()).isZero();
        assertThat(trainer.optimizer().state().step()).isZero();
        assertThat(trainer.model().parameters().values()).containsExactly(before);
    }

    @Test
    void aNewerFormatAndAnUnbuildableModelAreNamed() throws IOException {
        Path newer = folder.resolve("newer.safetensors");
        Safetensors.builder().metadata("inkstone.format", "2").write(newer);
        assertThatThrownBy(() -> Saver.loadModel(newer))
                .hasMessage("checkpoint '" + newer
                        + "': is of format 2, expected 1; a newer Inkstone wrote it, read it with that");
        Path odd = folder.resolve("odd.safetensors");
        String text = new ModelText(Shape.of(2, 2), 1, dev.inkstone.layers.Layers.sequential(dense(2)))
                .toJson(SpecRegistry.builtIn());
        Safetensors.builder().metadata("inkstone.model", text).write(odd);
        assertThatThrownBy(() -> Saver.loadModel(odd))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining(
                        "entry 'inkstone.model': dense 'dense1': input [2, 2] has rank 2, expected rank 1");
        assertThatThrownBy(() -> Saver.loadModel(folder.resolve("none"))).hasMessageContaining("does not exist");
    }

    @Test
    void aFileCannotAskForMoreMemoryThanItsWeights() throws IOException {
        Path hostile = folder.resolve("hostile.safetensors");
        String text = new ModelText(Shape.of(1), 1, dev.inkstone.layers.Layers.sequential(dense(1_000_000_000)))
                .toJson(SpecRegistry.builtIn());
        Safetensors.builder().metadata("inkstone.model", text).write(hostile);
        assertThatThrownBy(() -> Saver.loadModel(hostile))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("describes a model that its weights do not fit: missing")
                .hasMessageContaining("dense1/kernel");
    }

    @Test
    void aFileOfAnotherProgramFitsByItsNames() throws IOException {
        Model model = Model.build(Shape.of(1), 1, dense(1).named("d"));
        String header = "{\"d/bias\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]},"
                + "\"d/kernel\":{\"dtype\":\"F32\",\"shape\":[1,1],\"data_offsets\":[0,4]}}";
        byte[] file = Bytes.file(header, 8);
        ByteBuffer.wrap(file, file.length - 8, 8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putFloat(2.5f)
                .putFloat(-1.5f);
        Saver.restore(model, Bytes.write(folder, file));
        assertThat(model.parameter("d/kernel").value().toArray()).containsExactly(2.5f);
        assertThat(model.parameter("d/bias").value().toArray()).containsExactly(-1.5f);
    }

    @Test
    void equalRunsGiveEqualModels() throws IOException {
        for (String name : List.of("a", "b")) {
            Trainer trainer = trainer(model()).build();
            trainer.fitSteps(TRAIN, VALIDATION, 3);
            Saver.saveModel(trainer.model(), folder.resolve(name));
        }
        assertThat(folder.resolve("a")).hasSameBinaryContentAs(folder.resolve("b"));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
