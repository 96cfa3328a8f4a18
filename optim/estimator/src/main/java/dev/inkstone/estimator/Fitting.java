package dev.inkstone.estimator;

import dev.inkstone.data.Batches;
import dev.inkstone.data.Dataset;
import dev.inkstone.layers.LayerSpec;
import dev.inkstone.layers.Model;
import dev.inkstone.layers.Sequential;
import dev.inkstone.optim.Optimizer;
import dev.inkstone.optim.Schedule;
import dev.inkstone.random.RandomStream;
import dev.inkstone.tensor.Shape;
import dev.inkstone.training.Callback;
import dev.inkstone.training.EarlyStopping;
import dev.inkstone.training.History;
import dev.inkstone.training.Monitor;
import dev.inkstone.training.Snapshot;
import dev.inkstone.training.Trainer;
import dev.inkstone.training.TrainingEvent;
import dev.inkstone.training.doctor.Symptom;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Trains a model for a task. */
final class Fitting {
    private final Task task;
    private final EstimatorParameters<?> parameters;
    private final List<Callback> callbacks;

    Fitting(Task task, EstimatorParameters<?> parameters, List<Callback> callbacks) {
        this.task = task;
        this.parameters = parameters;
        this.callbacks = callbacks;
    }

    /** From the beginning, on encoded data. */
    Fitted fit(Dataset data, @Nullable Dataset validation) {
        TrainingParameters training = parameters.training();
        double share = training.stopping().validationFraction();
        if (validation != null || share == 0) {
            return train(data, validation);
        }
        List<Dataset> parts = task.holdOut(data, share, training.seed());
        if (parts.get(0).size() == 0 || parts.get(1).size() == 0) {
            throw new IllegalArgumentException(task.name() + ": validation fraction " + share + " of " + data.size()
                    + " examples leaves " + parts.get(0).size() + " to train on and "
                    + parts.get(1).size()
                    + " to validate, expected 1 or more; give more examples, or another fraction");
        }
        return train(parts.get(0), parts.get(1));
    }

    private Fitted train(Dataset data, @Nullable Dataset validation) {
        TrainingParameters training = parameters.training();
        Model model = build(data);
        Batches batches = batches(data, training.seed());
        Schedule rate = training.rateDecay()
                .schedule(training.learningRate(), (long) training.epochs() * batches.stepsPerEpoch());
        Optimizer optimizer = training.optimizer().create(rate, training.momentum(), training.weightDecay());
        boolean validates = validation != null;
        TargetScore target =
                new TargetScore(score(validates), training.stopping().targetScore());
        List<Callback> all = new ArrayList<>(callbacks);
        if (training.stopping().patience() > 0) {
            addPatience(all, patience(validates));
        }
        all.add(target);
        Batches judged = validation == null ? null : validation.batches(training.batchSize());
        History history = trainer(model, optimizer, training.seed(), all).fit(batches, judged, training.epochs());
        target.restore(model);
        return new Fitted(task, requireFinite(model), history, optimizer.state(), 0);
    }

    /** One epoch more, on a copy: who predicts meanwhile is not disturbed. */
    Fitted goOn(Fitted before, Dataset data) {
        TrainingParameters training = parameters.training();
        Model old = before.model();
        Model model = Model.build(old.inputShape(), old.seed(), old.spec());
        Snapshot.of(old).restore(model);
        Optimizer optimizer = training.optimizer()
                .create(
                        RateDecay.CONSTANT.schedule(training.learningRate(), 1),
                        training.momentum(),
                        training.weightDecay());
        if (before.optimizer() != null) {
            optimizer.restore(before.optimizer());
        }
        long seed = RandomStream.of(training.seed(), "partial-fit").bits(before.passes());
        History history = trainer(model, optimizer, seed, callbacks).fit(batches(data, seed), 1);
        return new Fitted(task, requireFinite(model), history, optimizer.state(), before.passes() + 1);
    }

    /** An untrained model that knows how to scale such inputs. */
    Model build(Dataset data) {
        Shape input = data.inputShape();
        List<LayerSpec> layers = new ArrayList<>(parameters.training().scaling().layers(data));
        layers.addAll(parameters.network().layers(input, task.outputs()).layers());
        layers.addAll(task.outputLayers());
        Model model = Model.build(input, parameters.training().seed(), new Sequential(layers));
        if (!model.outputShape().equals(Shape.of(task.outputs()))) {
            throw new IllegalArgumentException(task.name() + ": the network ends with " + model.outputShape()
                    + ", expected [" + task.outputs() + "]; end it with dense(outputs)");
        }
        return model;
    }

    private Trainer trainer(Model model, Optimizer optimizer, long seed, List<Callback> all) {
        List<Callback> watched = new ArrayList<>(all);
        watched.add(0, this::refuseWhatIsNoNumber);
        return Trainer.of(model)
                .loss(task.loss())
                .optimizer(optimizer)
                .metrics(task.metric())
                .seed(seed)
                .callbacks(watched.toArray(new Callback[0]))
                .build();
    }

    /** Batches of the asked size, or one more where an example would be left alone. */
    private Batches batches(Dataset data, long seed) {
        int size = parameters.training().batchSize();
        while (size > 1 && size < data.size() && data.size() % size == 1) {
            size++;
        }
        return data.shuffled(seed).batches(size);
    }

    /** Where there is none for the same value yet. */
    private static void addPatience(List<Callback> all, EarlyStopping usual) {
        if (all.stream()
                .noneMatch(c -> c instanceof EarlyStopping own && own.key().equals(usual.key()))) {
            all.add(usual);
        }
    }

    private EarlyStopping patience(boolean validates) {
        Stopping stopping = parameters.training().stopping();
        EarlyStopping early = EarlyStopping.on(Monitor.of(validates ? "val_loss" : "loss"))
                .patienceEpochs(stopping.patience())
                .minDelta(stopping.minDelta());
        return validates ? early.restoreBest() : early;
    }

    private Monitor score(boolean validates) {
        return Monitor.of((validates ? "val_" : "") + task.metric().name());
    }

    private void refuseWhatIsNoNumber(TrainingEvent event, Trainer trainer) {
        if (event instanceof TrainingEvent.Diagnosed found && found.diagnosis().symptom() == Symptom.NON_FINITE) {
            boolean scale = found.diagnosis().cure().endsWith("scale the input")
                    && parameters.training().scaling() == InputScaling.NONE;
            throw new IllegalStateException(task.name() + ": "
                    + found.diagnosis().message() + (scale ? "; withScaling(InputScaling.STANDARDIZE) does that" : ""));
        }
    }

    private Model requireFinite(Model model) {
        for (float value : model.parameters().values()) {
            if (!Float.isFinite(value)) {
                throw diverged("a weight is " + value + " after training");
            }
        }
        return model;
    }

    private IllegalStateException diverged(String what) {
        TrainingParameters training = parameters.training();
        return new IllegalStateException(task.name() + ": " + what
                + ", expected finite numbers; make the learning rate "
                + training.learningRate() + " smaller"
                + (training.scaling() == InputScaling.NONE ? ", or scale the inputs (InputScaling.STANDARDIZE)" : ""));
    }
}
