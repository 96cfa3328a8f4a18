package dev.inkstone.training;

import dev.inkstone.layers.Model;
import dev.inkstone.losses.Loss;
import dev.inkstone.metrics.Metric;
import dev.inkstone.optim.Optimizer;
import dev.inkstone.training.doctor.Doctor;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The settings of a {@link Trainer}; begun with {@link Trainer#of}. */
public final class TrainerBuilder {
    final Model model;
    long seed;
    int shards = 1;
    int accumulate = 1;
    int validateEvery;

    @Nullable Doctor doctor = Doctor.logging();

    List<Metric> metrics = List.of();
    List<Callback> callbacks = List.of();

    @Nullable Loss loss;

    @Nullable Optimizer optimizer;

    TrainerBuilder(Model model) {
        this.model = model;
        this.seed = model.seed();
    }

    /** What is minimised; required. */
    public TrainerBuilder loss(Loss loss) {
        this.loss = loss;
        return this;
    }

    /** What makes the steps; required. */
    public TrainerBuilder optimizer(Optimizer optimizer) {
        this.optimizer = optimizer;
        return this;
    }

    /**
     * What is measured besides the loss; default nothing.
     *
     * @throws IllegalArgumentException if two have one name
     */
    public TrainerBuilder metrics(Metric... metrics) {
        Set<String> names = new HashSet<>();
        for (Metric metric : metrics) {
            if (!names.add(metric.name()) || metric.name().equals("loss")) {
                throw new IllegalArgumentException(
                        "trainer: metric '" + metric.name() + "' given twice, expected names of their own");
            }
        }
        this.metrics = List.of(metrics);
        return this;
    }

    /**
     * Who is told what happens, in this order; default nobody.
     *
     * @throws IllegalArgumentException if two resumable callbacks have one key, or two are {@link ReduceOnPlateau}
     */
    public TrainerBuilder callbacks(Callback... callbacks) {
        Set<String> keys = new HashSet<>();
        int plateaus = 0;
        for (Callback callback : callbacks) {
            if (callback instanceof ReduceOnPlateau && ++plateaus > 1) {
                throw new IllegalArgumentException("trainer: two ReduceOnPlateau callbacks, expected one at most;"
                        + " each would undo the other's factor, leave one out");
            }
            if (callback instanceof Resumable resumable && !keys.add(resumable.key())) {
                throw new IllegalArgumentException("trainer: two callbacks with the key '" + resumable.key()
                        + "', expected keys of their own; their memories could not be told apart in a checkpoint");
            }
        }
        this.callbacks = List.of(callbacks);
        return this;
    }

    /**
     * Into how many parts each batch is cut; default 1. The number is part of what is computed (batch norm normalises each shard
     * by itself); on how many threads the shards run is not.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public TrainerBuilder shards(int shards) {
        if (shards < 1) {
            throw new IllegalArgumentException("trainer: shards " + shards + ", expected 1 or more");
        }
        this.shards = shards;
        return this;
    }

    /**
     * Makes each step on this many batches, for large steps in little memory; default 1. Gradients and losses are those of one large
     * batch, and so is dropout; batch norm normalises each batch by itself, and its statistics get the mean over the batches. The last
     * step of an epoch has the batches that are left. Steps, also those of schedules and callbacks, are steps of the optimizer.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public TrainerBuilder accumulate(int batches) {
        if (batches < 1) {
            throw new IllegalArgumentException("trainer: accumulate " + batches + " batches, expected 1 or more");
        }
        this.accumulate = batches;
        return this;
    }

    /**
     * Evaluates the validation data after every {@code steps}-th step of the run too, not only at the end of each epoch.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public TrainerBuilder validateEverySteps(int steps) {
        if (steps < 1) {
            throw new IllegalArgumentException("trainer: validation every " + steps + " steps, expected 1 or more");
        }
        this.validateEvery = steps;
        return this;
    }

    /**
     * Who looks after the run and says what is wrong; default {@link Doctor#logging()}, which warns in the log. What it finds is also
     * told as {@link TrainingEvent.Diagnosed} and kept in {@link History#diagnoses()}. A loss or gradient that is NaN or infinite
     * ends the run before the step is made.
     */
    public TrainerBuilder doctor(Doctor doctor) {
        this.doctor = doctor;
        return this;
    }

    /** Nobody looks after the run: it goes on whatever happens. */
    public TrainerBuilder withoutDoctor() {
        this.doctor = null;
        return this;
    }

    /** What the randomness of the steps (dropout) depends on; default the seed of the model. */
    public TrainerBuilder seed(long seed) {
        this.seed = seed;
        return this;
    }

    /**
     * The trainer.
     *
     * @throws IllegalStateException if loss or optimizer are missing
     */
    public Trainer build() {
        return new Trainer(this);
    }

    static <T> T required(@Nullable T value, String what, String example) {
        if (value == null) {
            throw new IllegalStateException(
                    "trainer: no " + what + ", expected one; call " + what + "(" + example + ") before build()");
        }
        return value;
    }
}
