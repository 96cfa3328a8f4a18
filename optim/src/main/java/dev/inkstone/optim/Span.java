package dev.inkstone.optim;

import dev.inkstone.autodiff.Parameter;
import dev.inkstone.autodiff.Parameters;
import java.util.ArrayList;
import java.util.List;

/**
 * A range of the contiguous arrays whose values are trained with the same settings.
 *
 * @param from the first index
 * @param length how many
 * @param rateFactor multiplies the learning rate
 * @param decay the weight decay
 */
record Span(int from, int length, double rateFactor, double decay) {
    /** The parameters that are not frozen, each by itself. */
    static List<Span> each(Parameters parameters, double decay, List<ParameterGroup> groups) {
        List<Span> spans = new ArrayList<>();
        for (Parameter parameter : parameters.list()) {
            if (!parameter.isFrozen()) {
                spans.add(of(parameter, decay, groups));
            }
        }
        return spans;
    }

    private static Span of(Parameter parameter, double decay, List<ParameterGroup> groups) {
        int length = parameter.shape().size();
        for (ParameterGroup group : groups) {
            if (group.names().test(parameter.name())) {
                Double own = group.decay();
                return new Span(parameter.offset(), length, group.rateFactor(), own == null ? decay : own);
            }
        }
        return new Span(parameter.offset(), length, 1, decay);
    }

    /** Neighbours with the same settings as one. */
    static List<Span> merged(List<Span> each) {
        List<Span> merged = new ArrayList<>();
        for (Span next : each) {
            int last = merged.size() - 1;
            Span before = last < 0 ? null : merged.get(last);
            if (before != null && before.continuedBy(next)) {
                int length = before.length + next.length;
                merged.set(last, new Span(before.from, length, before.rateFactor, before.decay));
            } else {
                merged.add(next);
            }
        }
        return merged;
    }

    private boolean continuedBy(Span next) {
        return from + length == next.from && rateFactor == next.rateFactor && decay == next.decay;
    }
}
