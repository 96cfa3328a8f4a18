package dev.inkstone.estimator;

import dev.inkstone.optim.Adagrad;
import dev.inkstone.optim.Adam;
import dev.inkstone.optim.AdamW;
import dev.inkstone.optim.Lion;
import dev.inkstone.optim.NAdam;
import dev.inkstone.optim.Optimizer;
import dev.inkstone.optim.RmsProp;
import dev.inkstone.optim.Schedule;
import dev.inkstone.optim.Sgd;

/** An optimizer by its name, with the settings that its class says are the default. */
public enum OptimizerKind {
    /** {@link Adam}. */
    ADAM,
    /** {@link AdamW}; shrinks weights by the weight decay that is asked for, which is none by default. */
    ADAMW,
    /** {@link NAdam}. */
    NADAM,
    /** {@link Sgd} without momentum. */
    SGD,
    /** {@link Sgd} with momentum. */
    MOMENTUM,
    /** {@link Sgd} with Nesterov's momentum. */
    NESTEROV,
    /** {@link RmsProp}. */
    RMSPROP,
    /** {@link Adagrad}. */
    ADAGRAD,
    /** {@link Lion}; wants a learning rate three to ten times smaller than Adam. */
    LION;

    Optimizer create(Schedule rate, double momentum, double weightDecay) {
        return switch (this) {
            case ADAM -> Adam.withLearningRate(rate).weightDecay(weightDecay);
            case ADAMW -> AdamW.withLearningRate(rate).weightDecay(weightDecay);
            case NADAM -> NAdam.withLearningRate(rate).weightDecay(weightDecay);
            case SGD -> Sgd.withLearningRate(rate).weightDecay(weightDecay);
            case MOMENTUM -> Sgd.withLearningRate(rate).momentum(momentum).weightDecay(weightDecay);
            case NESTEROV ->
                Sgd.withLearningRate(rate).momentum(momentum).nesterov().weightDecay(weightDecay);
            case RMSPROP -> RmsProp.withLearningRate(rate).weightDecay(weightDecay);
            case ADAGRAD -> Adagrad.withLearningRate(rate).weightDecay(weightDecay);
            case LION -> Lion.withLearningRate(rate).weightDecay(weightDecay);
        };
    }
}
