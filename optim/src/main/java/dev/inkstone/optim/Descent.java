package dev.inkstone.optim;

import dev.inkstone.autodiff.Gradients;
import dev.inkstone.autodiff.Parameters;
import dev.inkstone.kernels.Kernels;
import dev.inkstone.kernels.lanes.Binary;
import dev.inkstone.layers.Model;
import dev.inkstone.memory.BufferPool;
import dev.inkstone.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What all built-in optimizers have in common: a learning rate that may follow a {@link Schedule}, weight decay, clipping,
 * groups of parameters. Settings are changed on copies; a copy starts without slots.
 *
 * <p>A step clips the gradients, adds the weight decay, and updates slots and weights range by range; what is frozen ({@link
 * Model#freeze}) takes no part in any of it. The given gradients are only read. Then follow the constraints and the states of
 * the model.
 *
 * @param <O> the optimizer itself
 */
public abstract sealed class Descent<O extends Descent<O>> implements Optimizer
        permits Adagrad, Adam, AdamW, Lion, NAdam, RmsProp, Sgd {
    final Common common;
    final Slots slots;
    private double factor = 1;
    private @Nullable Plan plan;

    Descent(String kind, Common common, List<String> slots) {
        this.common = common;
        this.slots = new Slots(kind, slots);
    }

    /** The same settings but for these. */
    abstract O with(Common common);

    abstract String kind();

    /** Updates slots and weights of a range. */
    abstract void update(Update u);

    /** Called once in every step, when the slots exist and before the first {@link #update}. */
    void begin(long t) {}

    /** Whether weight decay shrinks the weights, and is not added to the gradient. */
    boolean decaysWeights() {
        return false;
    }

    /**
     * The same settings with this weight decay, as a new optimizer; default 0. {@link AdamW} and {@link Lion} multiply the weights by
     * {@code 1 − rate·decay} before the step; all others add {@code decay·w} to the gradient, after it was clipped.
     *
     * @throws IllegalArgumentException if it is not a finite number of 0 or more
     */
    public O weightDecay(double decay) {
        return with(common.decay(kind(), decay));
    }

    /**
     * The same settings with gradients clipped to {@code [-limit, limit]} value by value, as a new optimizer. Only one form of
     * clipping applies, the last one chosen; default none.
     *
     * @throws IllegalArgumentException if it is not a finite number above 0
     */
    public O clipValue(double limit) {
        return with(common.clipping(new Clipping(Clipping.Kind.VALUE, limit)));
    }

    /**
     * The same settings with every parameter's gradient scaled down to this norm where it is above, as a new optimizer.
     *
     * @throws IllegalArgumentException if it is not a finite number above 0
     */
    public O clipNorm(double limit) {
        return with(common.clipping(new Clipping(Clipping.Kind.NORM, limit)));
    }

    /**
     * The same settings with all gradients scaled down by one factor where their norm together is above this, as a new optimizer.
     *
     * @throws IllegalArgumentException if it is not a finite number above 0
     */
    public O clipGlobalNorm(double limit) {
        return with(common.clipping(new Clipping(Clipping.Kind.GLOBAL_NORM, limit)));
    }

    /** The same settings with one more group of parameters, as a new optimizer; see {@link ParameterGroup} for overlaps. */
    public O group(ParameterGroup group) {
        return with(common.group(group));
    }

    @Override
    public final void step(Model model, Gradients gradients) {
        double rate = checkedRate();
        Plan now = planFor(model.parameters());
        long t = slots.begin(model, gradients);
        begin(t);
        Tensor flat = gradients.flat();
        if (common.clipping() == null && (decaysWeights() || !now.decays)) {
            update(now, model.parameters().values(), flat.array(), flat.offset(), t, rate);
        } else {
            float[] g = BufferPool.shared().takeFloats(flat.size());
            System.arraycopy(flat.array(), flat.offset(), g, 0, flat.size());
            change(now, model.parameters().values(), g);
            update(now, model.parameters().values(), g, 0, t, rate);
            BufferPool.shared().give(g);
        }
        model.constrain();
        slots.end(gradients);
    }

    private double checkedRate() {
        double rate = learningRate();
        if (!(rate >= 0 && (float) rate < Float.POSITIVE_INFINITY)) {
            throw new IllegalStateException(kind() + ": learning rate " + rate + " after " + slots.step()
                    + " steps, expected a finite number of 0 or more; mend the schedule");
        }
        return rate;
    }

    private void change(Plan now, float[] w, float[] g) {
        if (common.clipping() != null) {
            common.clipping().apply(g, now.each, now.merged);
        }
        for (Span span : now.merged) {
            if (span.decay() != 0 && !decaysWeights()) {
                int at = span.from();
                Kernels.active().updates().mix(span.length(), (float) span.decay(), w, at, 1f, g, at);
            }
        }
    }

    private void update(Plan now, float[] w, float[] g, int go, long t, double rate) {
        for (Span span : now.merged) {
            double own = rate * span.rateFactor();
            int at = span.from();
            if (span.decay() != 0 && decaysWeights()) {
                float kept = (float) (1 - own * span.decay());
                Kernels.active().pointwise().binaryScalar(Binary.MULTIPLY, span.length(), w, at, kept, w, at);
            }
            update(new Update(t, own, span.length(), w, at, g, go + at));
        }
    }

    private Plan planFor(Parameters parameters) {
        Plan known = plan;
        if (known != null && known.parameters == parameters && known.freezes == parameters.freezes()) {
            return known;
        }
        for (ParameterGroup group : common.groups()) {
            boolean empty = parameters.list().stream()
                    .noneMatch(parameter -> group.names().test(parameter.name()));
            if (empty && !group.mayBeEmpty()) {
                throw new IllegalArgumentException(kind() + ": group '" + group.label()
                        + "' accepts no parameter of the model, expected one at least; they are called "
                        + parameters.list());
            }
        }
        Plan made = Plan.of(kind(), parameters, common);
        plan = made;
        return made;
    }

    @Override
    public double learningRate() {
        return common.schedule().rate(slots.step()) * factor;
    }

    @Override
    public void scaleLearningRate(double factor) {
        this.factor = Slots.positive(kind() + ": factor of the learning rate", factor, "1 leaves it as it is");
    }

    @Override
    public OptimizerState state() {
        return slots.state();
    }

    @Override
    public void restore(OptimizerState state) {
        slots.restore(state);
    }

    /** The ranges of a model as it was when parameters were last frozen. */
    private record Plan(Parameters parameters, int freezes, List<Span> each, List<Span> merged, boolean decays) {
        static Plan of(String kind, Parameters parameters, Common common) {
            List<Span> each = Span.each(kind, parameters, common.decay(), common.groups());
            boolean decays = each.stream().anyMatch(span -> span.decay() != 0);
            return new Plan(parameters, parameters.freezes(), each, Span.merged(each), decays);
        }
    }
}
