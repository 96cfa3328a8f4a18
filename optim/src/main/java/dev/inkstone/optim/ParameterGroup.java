package dev.inkstone.optim;

import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Parameters with settings of their own, chosen by their names: {@code Adam.withLearningRate(1e-3).weightDecay(1e-4)
 * .group(biasesAndNorms().weightDecay(0))}. Where several groups accept a parameter, it has the
 * settings of all: the decay of one and the rate factor of another. Two groups that give one parameter different values of the same
 * setting are refused at an optimizer's first step.
 *
 * @param label how it is called in messages
 * @param names which parameters, by their paths such as {@code block1/conv/kernel}
 * @param rateFactor multiplies the learning rate; 1 for the optimizer's own, or that of another group
 * @param decay the weight decay; null for the optimizer's own, or that of another group
 */
public record ParameterGroup(
        String label,
        Predicate<String> names,
        double rateFactor,
        @Nullable Double decay) {
    private static final List<String> NO_WEIGHTS = List.of("bias", "gamma", "beta");
    private static final String BIASES_AND_NORMS = "biases and norms";

    /** @throws IllegalArgumentException if a number is negative */
    public ParameterGroup {
        Slots.notNegative(
                "group '" + label + "': learning-rate factor", rateFactor, "freeze parameters with model.freeze(…)");
        Slots.notNegative("group '" + label + "': weight decay", decay == null ? 0 : decay, "0 is none");
    }

    /** A group with the settings of the optimizer. An optimizer's first step fails if it accepts no parameter. */
    public static ParameterGroup of(String label, Predicate<String> names) {
        return new ParameterGroup(label, names, 1, null);
    }

    /** Parameters called {@code bias}, {@code gamma} or {@code beta}; there may be none. */
    public static ParameterGroup biasesAndNorms() {
        return of(BIASES_AND_NORMS, name -> NO_WEIGHTS.contains(name.substring(name.lastIndexOf('/') + 1)));
    }

    /** The same with this factor of the learning rate; default 1. */
    public ParameterGroup learningRateFactor(double factor) {
        return new ParameterGroup(label, names, factor, decay);
    }

    /** The same with this weight decay; default that of the optimizer. */
    public ParameterGroup weightDecay(double decay) {
        return new ParameterGroup(label, names, rateFactor, decay);
    }

    /** The rate factor; null where it is not set. */
    @Nullable Double ownRateFactor() {
        return rateFactor == 1 ? null : Double.valueOf(rateFactor);
    }

    boolean mayBeEmpty() {
        return label.equals(BIASES_AND_NORMS);
    }

    @Override
    public String toString() {
        return label + "(learningRateFactor=" + rateFactor + (decay == null ? "" : ", weightDecay=" + decay) + ")";
    }
}
