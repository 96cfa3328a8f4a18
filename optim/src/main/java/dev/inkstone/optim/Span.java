package dev.inkstone.optim;

import dev.inkstone.autodiff.Parameter;
import dev.inkstone.autodiff.Parameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

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
    static List<Span> each(String kind, Parameters parameters, double decay, List<ParameterGroup> groups) {
        List<Span> spans = new ArrayList<>();
        for (Parameter parameter : parameters.list()) {
            if (!parameter.isFrozen()) {
                spans.add(of(kind, parameter, decay, groups));
            }
        }
        return spans;
    }

    private static Span of(String kind, Parameter parameter, double decay, List<ParameterGroup> groups) {
        ParameterGroup rated = null;
        ParameterGroup decayed = null;
        for (ParameterGroup group : groups) {
            if (!group.names().test(parameter.name())) {
                continue;
            }
            if (group.ownRateFactor() != null) {
                requireOne(kind, parameter, "learning-rate factor", rated, group, ParameterGroup::ownRateFactor);
                rated = group;
            }
            if (group.decay() != null) {
                requireOne(kind, parameter, "weight decay", decayed, group, ParameterGroup::decay);
                decayed = group;
            }
        }
        Double factor = rated == null ? null : rated.ownRateFactor();
        Double own = decayed == null ? null : decayed.decay();
        int length = parameter.shape().size();
        return new Span(parameter.offset(), length, factor == null ? 1 : factor, own == null ? decay : own);
    }

    /** Refuses a second group with another value for the same setting of one parameter. */
    private static void requireOne(
            String kind,
            Parameter parameter,
            String setting,
            @Nullable ParameterGroup before,
            ParameterGroup group,
            Function<ParameterGroup, @Nullable Double> value) {
        if (before != null && !Objects.equals(value.apply(before), value.apply(group))) {
            throw new IllegalArgumentException(
                    kind + ": group '" + group.label() + "': " + setting + " " + value.apply(group) + " of parameter '"
                            + parameter.name() + "', which has " + value.apply(before) + " from group '"
                            + before.label()
                            + "', expected one of them; let only one of the groups accept it, or only one set this");
        }
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
