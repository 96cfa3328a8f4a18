package dev.inkstone.optim;

import dev.inkstone.kernels.Kernels;
import dev.inkstone.kernels.lanes.Binary;
import java.util.List;

/**
 * How gradients are kept small before a step.
 *
 * @param limit of a value or a norm
 */
record Clipping(Kind kind, double limit) {
    /** What is limited. */
    enum Kind {
        VALUE,
        NORM,
        GLOBAL_NORM
    }

    Clipping {
        Slots.positive("clipping: limit", limit, "1 is a common norm");
    }

    /** Clips in place; {@code each} holds a span for each tensor, {@code merged} the same as few as possible. */
    void apply(float[] g, List<Span> each, List<Span> merged) {
        switch (kind) {
            case VALUE ->
                merged.forEach(span -> Kernels.active().updates().clamp(span.length(), g, span.from(), (float) limit));
            case NORM -> each.forEach(span -> scale(g, GradientNorm.of(g, List.of(span)), List.of(span)));
            case GLOBAL_NORM -> scale(g, GradientNorm.of(g, merged), merged);
        }
    }

    private void scale(float[] g, double norm, List<Span> spans) {
        if (norm > limit) {
            float factor = (float) (limit / norm);
            spans.forEach(span -> Kernels.active()
                    .pointwise()
                    .binaryScalar(Binary.MULTIPLY, span.length(), g, span.from(), factor, g, span.from()));
        }
    }

    @Override
    public String toString() {
        return switch (kind) {
            case VALUE -> "clipValue=" + limit;
            case NORM -> "clipNorm=" + limit;
            case GLOBAL_NORM -> "clipGlobalNorm=" + limit;
        };
    }
}
