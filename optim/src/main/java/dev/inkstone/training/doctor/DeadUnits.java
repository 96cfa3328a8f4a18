package dev.inkstone.training.doctor;

import dev.inkstone.autodiff.Parameter;
import dev.inkstone.layers.ActivationLayer;
import dev.inkstone.layers.BatchNorm;
import dev.inkstone.tensor.Tensor;
import java.util.HashMap;
import java.util.Map;

/**
 * Looks for layers of which nearly all units (channels of an image) are exactly 0 for all examples, at two examinations one after
 * the other. What comes behind such a layer is not told of.
 */
final class DeadUnits implements Examination.Look {
    private static final double NEARLY_ALL = 0.95;
    private static final int EXAMPLES = 8;

    /** The step at which a layer was found dead first; gone when it lives again. */
    private final Map<String, Long> deadSince = new HashMap<>();

    @Override
    public void at(Examination examination, Findings findings) {
        boolean few =
                examination.sample().size() < EXAMPLES && !examination.sample().isFull();
        if (few || !findings.wants(Symptom.DEAD_RELU)) {
            return;
        }
        for (Examination.Seen layer : examination.layers()) {
            if (layer.output().size() == 0) {
                continue;
            }
            int units = layer.output().shape().dim(-1);
            int dead = dead(layer.output(), units); // first, for that takes no time where units live
            if (dead < NEARLY_ALL * units) {
                deadSince.remove(layer.path());
                continue;
            }
            if (!mayDie(examination, layer)) {
                continue;
            }
            if (deadSince.containsKey(layer.path())) {
                findings.add(diagnosis(examination, layer.path(), dead, units));
            }
            deadSince.putIfAbsent(layer.path(), examination.step());
            return;
        }
    }

    private Diagnosis diagnosis(Examination examination, String path, int dead, int units) {
        return new Diagnosis(
                Symptom.DEAD_RELU,
                examination.step(),
                path,
                dead + " of " + units + " units are 0 for all of "
                        + examination.sample().size() + " examples since step " + deadSince.get(path)
                        + ", expected most of them to answer to some; next to no gradient passes",
                "lower the learning rate, look at initial weights and biases and at the scale of the input, or take"
                        + " LEAKY_RELU or batchNorm()");
    }

    /** A layer that computes something, gets something, and whose weights are not 0 on purpose. */
    private static boolean mayDie(Examination examination, Examination.Seen layer) {
        Anatomy anatomy = examination.anatomy();
        boolean computes =
                !anatomy.parametersOf(layer.path()).isEmpty() || anatomy.spec(layer.path()) instanceof ActivationLayer;
        if (!computes || Values.of(layer.input()).magnitude() == 0) {
            return false;
        }
        Values output = Values.of(layer.output());
        return output.smallest() == 0 && output.areFinite() && weightsAreSome(anatomy, layer.path());
    }

    private static boolean weightsAreSome(Anatomy anatomy, String path) {
        boolean norm = anatomy.spec(path) instanceof BatchNorm;
        for (Parameter parameter : anatomy.parametersOf(path)) {
            boolean factor =
                    parameter.shape().rank() >= 2 || (norm && parameter.name().endsWith("/gamma"));
            if (factor && Values.of(parameter.value()).magnitude() == 0) {
                return false;
            }
        }
        return true;
    }

    private static int dead(Tensor output, int units) {
        int dead = 0;
        int rows = output.size() / units;
        for (int u = 0; u < units; u++) {
            boolean zero = true;
            for (int i = 0; i < rows && zero; i++) {
                zero = output.array()[output.offset() + i * units + u] == 0;
            }
            dead += zero ? 1 : 0;
        }
        return dead;
    }
}
