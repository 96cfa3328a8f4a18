package dev.inkstone.mnist.experiments;

import static dev.inkstone.losses.Losses.softmaxCrossEntropy;
import static dev.inkstone.metrics.Metrics.accuracy;

import dev.inkstone.layers.Model;
import dev.inkstone.layers.Sequential;
import dev.inkstone.optim.Optimizer;
import dev.inkstone.training.Callback;
import dev.inkstone.training.Trainer;
import java.util.function.Supplier;

/**
 * A network and how it is trained.
 *
 * @param name for tables
 * @param layers from an image to ten logits
 * @param optimizer a new one for each training
 * @param batch images in a step
 */
record Contender(String name, Sequential layers, Supplier<Optimizer> optimizer, int batch) {
    /** The network before its first step. */
    Model model(Setting setting, long seed) {
        return Model.build(setting.train().inputShape(), seed, layers);
    }

    /** Trains {@code model} and validates it after each epoch. The order of the images is another one for each seed. */
    Trainer train(Model model, Setting setting, Callback... callbacks) {
        Trainer trainer = Trainer.of(model)
                .loss(softmaxCrossEntropy())
                .optimizer(optimizer.get())
                .metrics(accuracy())
                .seed(model.seed())
                .callbacks(callbacks)
                .build();
        trainer.fit(
                setting.train()
                        .shuffled(model.seed())
                        .batches(Math.min(batch, setting.train().size())),
                setting.validation().batches(500),
                setting.epochs());
        return trainer;
    }
}
