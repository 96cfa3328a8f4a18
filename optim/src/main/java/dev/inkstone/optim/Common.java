package dev.inkstone.optim;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The settings that all optimizers share.
 *
 * @param schedule the learning rate
 * @param decay the weight decay; 0 for none
 * @param clipping of the gradients; null for none
 * @param groups parameters with settings of their own
 */
record Common(Schedule schedule, double decay, @Nullable Clipping clipping, List<ParameterGroup> groups) {
    /** A constant rate and nothing else. */
    static Common constant(String kind, double learningRate, String advice) {
        Slots.positive(kind + ": learning rate", learningRate, advice);
        return of(new ConstantRate(learningRate));
    }

    static Common of(Schedule schedule) {
        return new Common(schedule, 0, null, List.of());
    }

    Common decay(String kind, double decay) {
        Slots.notNegative(kind + ": weight decay", decay, "0.0001 is a common one");
        return new Common(schedule, decay, clipping, groups);
    }

    Common clipping(Clipping clipping) {
        return new Common(schedule, decay, clipping, groups);
    }

    Common group(ParameterGroup group) {
        List<ParameterGroup> more = new ArrayList<>(groups);
        more.add(group);
        return new Common(schedule, decay, clipping, List.copyOf(more));
    }

    /** Where they are not the defaults, each with a comma before it. */
    String text() {
        return (decay == 0 ? "" : ", weightDecay=" + decay)
                + (clipping == null ? "" : ", " + clipping)
                + (groups.isEmpty() ? "" : ", groups=" + groups);
    }
}
