package dev.inkstone.layers;

import dev.inkstone.autodiff.Parameter;
import dev.inkstone.autodiff.Parameters;
import dev.inkstone.autodiff.State;
import dev.inkstone.autodiff.Tape;
import dev.inkstone.layers.init.Initializer;
import dev.inkstone.ops.Penalty;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.ShapeException;
import dev.inkstone.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a layer is built with: it allocates parameters, state and inner layers from the model's arrays, under the layer's name. */
public final class BuildContext {
    private final Plan plan;
    private final String path;
    private final Map<String, Integer> counts = new HashMap<>();
    /** Whether each name within this layer was given (true) or automatic. */
    private final Map<String, Boolean> names = new HashMap<>();

    private BuildContext(Plan plan, String path) {
        this.plan = plan;
        this.path = path;
    }

    static BuildContext root(Plan plan) {
        return new BuildContext(plan, "");
    }

    /** The path of the layer that is being built, for example {@code block1/conv}; empty for the model itself. */
    public String path() {
        return path;
    }

    /** How a message about {@code op} starts: {@code conv2d 'block1/conv'}. */
    public String label(String op) {
        return path.isEmpty() ? op : op + " '" + path + "'";
    }

    /** A trainable parameter {@code <path>/<name>}; has a value when the model is built. */
    public Parameter parameter(String name, Shape shape, Initializer initializer) {
        Parameter parameter = plan.parameters.declare(join(name), shape);
        plan.initializers.put(parameter, initializer);
        return parameter;
    }

    /**
     * The same for weights whose outputs the last axis alone does not tell apart: those of a depthwise kernel {@code [kh, kw, in,
     * multiplier]} lead to {@code in · multiplier} outputs.
     *
     * @param outputs the product of the last axes, as many of them as tell the outputs apart
     * @throws IllegalArgumentException if that many do not divide the weights
     */
    public Parameter parameter(String name, Shape shape, int outputs, Initializer initializer) {
        if (outputs < 1 || shape.size() % outputs != 0) {
            throw new IllegalArgumentException(label("parameter") + ": " + outputs + " outputs of " + name + " " + shape
                    + ", expected the product of its last axes");
        }
        Parameter parameter = parameter(name, shape, initializer);
        plan.outputs.put(parameter, outputs);
        return parameter;
    }

    /** A tensor that training keeps but does not differentiate, filled with {@code value} at the start. */
    public State state(String name, Shape shape, float value) {
        State state = plan.parameters.declareState(join(name), shape);
        plan.initialStates.put(state, value);
        return state;
    }

    /** The parameters that this layer, and the layers in it, have declared so far. */
    public List<Parameter> declared() {
        String prefix = path.isEmpty() ? "" : path + "/";
        return plan.parameters.list().stream()
                .filter(parameter -> parameter.name().startsWith(prefix))
                .toList();
    }

    /**
     * Adds {@code l1·Σ|w| + l2·Σw²} of {@code parameter} to the loss, see {@link Model#penalized}.
     *
     * @throws IllegalArgumentException if a factor is not a finite number of 0 or more
     */
    public void penalize(Parameter parameter, double l1, double l2) {
        Penalty.checkFactors(label("penalty"), l1, l2);
        plan.rules.penalize(parameter, l1, l2);
    }

    /**
     * Keeps the norm of the weights of {@code parameter} that lead to one output at {@code limit} or below, see {@link
     * Model#constrain}: over all but the last axis, unless it was declared with another number of outputs.
     */
    public void limitNorm(Parameter parameter, double limit) {
        Shape shape = parameter.shape();
        plan.rules.limitNorm(parameter, plan.outputs.getOrDefault(parameter, shape.dim(-1)), limit);
    }

    /**
     * Builds an inner layer under its own name, or an automatic one: its kind and a count within this layer, past names that
     * were given.
     *
     * @throws IllegalArgumentException if the name is taken, or the layer cannot be built; the message names it
     */
    public Layer child(LayerSpec spec, Shape input) {
        String name = spec instanceof Named named ? given(named.name()) : automaticName(spec.kind());
        BuildContext context = new BuildContext(plan, join(name));
        int place = plan.layers.size();
        plan.layers.add(null);
        long before = plan.declared();
        Layer layer = context.build(spec, input);
        int parameters = (int) (plan.declared() - before);
        plan.layers.set(place, new LayerInfo(context.path, spec, input, layer.outputShape(), parameters));
        return new Placed(context.path, layer);
    }

    private String automaticName(String kind) {
        String name;
        do {
            name = kind + counts.merge(kind, 1, Integer::sum);
        } while (names.putIfAbsent(name, false) != null);
        return name;
    }

    private String given(String name) {
        Boolean before = names.putIfAbsent(name, true);
        if (before != null) {
            throw new IllegalArgumentException("layer '" + join(name) + "': "
                    + (before
                            ? "declared twice, expected names of their own; give the layers different names with named(…)"
                            : "is the automatic name of an earlier layer, expected a name of its own;"
                                    + " name the earlier layer too, or choose another name"));
        }
        return name;
    }

    private Layer build(LayerSpec spec, Shape input) {
        try {
            return spec.build(this, input);
        } catch (ShapeException e) {
            throw new ShapeException(labelled(e), e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(labelled(e), e);
        }
    }

    /** The message, with the path of the layer if it does not have it yet. */
    private String labelled(IllegalArgumentException e) {
        String message = String.valueOf(e.getMessage());
        return message.contains("'" + path) ? message : label("layer") + ": " + message;
    }

    private String join(String name) {
        return path.isEmpty() ? name : path + "/" + name;
    }

    /** What the contexts of one model fill together. */
    static final class Plan {
        final Parameters parameters = new Parameters();
        final WeightRules rules = new WeightRules();
        final Map<Parameter, Initializer> initializers = new LinkedHashMap<>();
        final Map<State, Float> initialStates = new LinkedHashMap<>();
        /** Of parameters whose last axis is not all that tells their outputs apart. */
        final Map<Parameter, Integer> outputs = new HashMap<>();
        /** In order of appearance; null where a layer is not finished. */
        final List<@Nullable LayerInfo> layers = new ArrayList<>();

        long declared() {
            return parameters.count();
        }
    }

    /** A layer that tells the tape where it stands, so that messages can name it, and keeps its output only in inference. */
    private record Placed(String path, Layer layer) implements Layer {
        @Override
        public Shape outputShape() {
            return layer.outputShape();
        }

        @Override
        public Tensor forward(Tensor input, Tape tape) {
            String before = tape.enter(path);
            int mark = tape.mark();
            try {
                Tensor output = checked(layer.forward(input, tape), input);
                tape.computed(input, output);
                tape.releaseExcept(mark, output);
                return output;
            } finally {
                tape.enter(before);
            }
        }

        private Tensor checked(Tensor output, Tensor input) {
            Shape expected = layer.outputShape().prepend(input.shape().dim(0));
            if (!output.shape().equals(expected)) {
                throw new ShapeException("layer '" + path + "': forward gives " + output.shape() + ", expected "
                        + expected + ", the batch with the output shape that build declared; make the two agree");
            }
            return output;
        }
    }
}
