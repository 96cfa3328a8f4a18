package dev.inkstone.training.doctor;

import dev.inkstone.data.Batches;
import dev.inkstone.data.Dataset;
import dev.inkstone.layers.LayerSpec;
import dev.inkstone.layers.Model;
import dev.inkstone.losses.Loss;
import dev.inkstone.optim.Optimizer;
import dev.inkstone.training.History;
import dev.inkstone.training.Trainer;
import dev.inkstone.training.TrainerBuilder;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A training run to be looked after. */
record Run(
        String name,
        Dataset data,
        @Nullable Dataset validation,
        List<LayerSpec> layers,
        Loss loss,
        Optimizer optimizer,
        int batch,
        int steps,
        UnaryOperator<TrainerBuilder> settings) {
    static Run of(
            String name, Dataset data, Loss loss, Optimizer optimizer, int batch, int steps, LayerSpec... layers) {
        return new Run(name, data, null, List.of(layers), loss, optimizer, batch, steps, builder -> builder);
    }

    Run validatedOn(Dataset validation) {
        return new Run(name, data, validation, layers, loss, optimizer, batch, steps, settings);
    }

    Run with(UnaryOperator<TrainerBuilder> settings) {
        return new Run(name, data, validation, layers, loss, optimizer, batch, steps, settings);
    }

    Trainer trainer() {
        Model model = Model.build(data.inputShape(), 7, layers.toArray(new LayerSpec[0]));
        return settings.apply(Trainer.of(model).loss(loss).optimizer(optimizer)).build();
    }

    History fit() {
        Batches val = validation == null ? null : validation.batches(50);
        return trainer().fitSteps(data.shuffled(3).batches(batch), val, steps);
    }

    @Override
    public String toString() {
        return name;
    }
}
