package dev.inkstone.checkpoint;

import static dev.inkstone.checkpoint.Runs.TRAIN;
import static dev.inkstone.checkpoint.Runs.model;
import static dev.inkstone.checkpoint.Runs.trainer;
import static dev.inkstone.layers.Layers.dense;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.inkstone.layers.LayerSpec;
import dev.inkstone.layers.Model;
import dev.inkstone.optim.Adam;
import dev.inkstone.tensor.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first layers of a trained network in a new one: equal to those saved, frozen to the bit, free again when unfrozen. */
class TransferTest {
    private static final Predicate<String> BODY = name -> name.startsWith("dense1/") || name.startsWith("bn1/");
    private static final List<String> BODY_NAMES = List.of(
            "dense1/kernel", "dense1/bias", "bn1/gamma", "bn1/beta", "bn1/running_mean", "bn1/running_variance");

    @TempDir
    private Path folder;

    @Test
    void theFirstLayersAreTakenFrozenAndUnfrozen() throws IOException {
        Model trained = model();
        trainer(trained).build().fit(TRAIN, 3);
        Path file = folder.resolve("trained.safetensors");
        Saver.saveModel(trained, file);

        List<LayerSpec> layers = new ArrayList<>(trained.spec().layers().subList(0, 2)); // all but the head
        layers.add(dense(2)); // it has the shape and the name of the old one, and is not taken all the same
        Model model = Model.build(Shape.of(2), 11L, layers.toArray(new LayerSpec[0]));
        float[] head = model.parameter("dense2/kernel").value().toArray();
        Restored restored = Saver.restoreMatching(model, file, BODY);
        assertThat(restored).isEqualTo(new Restored(BODY_NAMES, List.of(), List.of(), List.of()));
        assertBody(model, trained, true);
        assertThat(model.parameter("dense2/kernel").value().toArray()).containsExactly(head);

        model.freeze(BODY);
        trainer(model)
                .optimizer(Adam.withLearningRate(0.1).weightDecay(0.1))
                .build()
                .fit(TRAIN, 3);
        assertBody(model, trained, true);
        assertThat(model.parameter("dense2/kernel").value().toArray()).isNotEqualTo(head);

        model.unfreeze(BODY);
        trainer(model).build().fit(TRAIN, 1);
        assertBody(model, trained, false);
    }

    @Test
    void whatWasNotTakenIsToldOfTheAcceptedNamesOnly() throws IOException {
        Path file = folder.resolve("other.safetensors");
        Saver.saveModel(Model.build(Shape.of(2), 5L, dense(8), dense(3), dense(2)), file);
        Restored restored =
                Saver.restoreMatching(model(), file, name -> !name.endsWith("bias") && !name.startsWith("bn1/r"));
        assertThat(restored.taken()).containsExactly("dense1/kernel");
        assertThat(restored.missing()).containsExactly("bn1/gamma", "bn1/beta");
        assertThat(restored.extra()).containsExactly("dense3/kernel");
        assertThat(restored.otherShape()).containsExactly("dense2/kernel F32 [8, 3], expected F32 [8, 2]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Saver.restoreMatching(model(), file, name -> name.startsWith("conv")))
                .withMessageStartingWith(
                        "restore matching: accepts no parameter or state, expected one at least; the file '" + file)
                .withMessageContaining("holds [dense1/")
                .withMessageContaining("dense3/kernel");
    }

    private static void assertBody(Model model, Model trained, boolean equal) {
        for (String name : BODY_NAMES) {
            boolean state = name.contains("running");
            float[] now = (state
                            ? model.parameters().state(name).value()
                            : model.parameter(name).value())
                    .toArray();
            float[] then = (state
                            ? trained.parameters().state(name).value()
                            : trained.parameter(name).value())
                    .toArray();
            if (equal) {
                assertThat(now).as(name).containsExactly(then);
            } else {
                assertThat(now).as(name).isNotEqualTo(then);
            }
        }
    }
}
