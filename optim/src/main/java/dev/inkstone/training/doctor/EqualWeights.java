package dev.inkstone.training.doctor;

import dev.inkstone.autodiff.Parameter;
import dev.inkstone.layers.Embedding;
import dev.inkstone.layers.LayerInfo;
import dev.inkstone.layers.Model;
import dev.inkstone.layers.Residual;
import dev.inkstone.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks at the weights before the first step. Units that start alike get alike gradients and stay alike, and behind zeros a
 * gradient ends. The last weights may start alike, since the targets tell their units apart, and the last ones of a residual body
 * may start as zeros, since the shortcut passes.
 */
final class EqualWeights {
    private EqualWeights() {}

    static void look(Model model, Anatomy anatomy, Findings findings) {
        if (!findings.wants(Symptom.EQUAL_WEIGHTS)) {
            return;
        }
        List<LayerInfo> weighted = new ArrayList<>();
        anatomy.leaves().forEach(layer -> {
            if (!anatomy.kernelsOf(layer.path()).isEmpty() && !(layer.spec().bare() instanceof Embedding)) {
                weighted.add(layer);
            }
        });
        for (int i = 0; i + 1 < weighted.size(); i++) {
            String path = weighted.get(i).path();
            boolean lastOfBody = endsResidual(model, path, weighted.get(i + 1).path());
            for (Parameter kernel : anatomy.kernelsOf(path)) {
                if (!kernel.isFrozen() && multiplies(kernel)) {
                    look(kernel, path, lastOfBody, findings);
                }
            }
        }
    }

    /** By its name: a table of positions, which is added, may well start as 0. */
    private static boolean multiplies(Parameter parameter) {
        String name = parameter.name().substring(parameter.name().lastIndexOf('/') + 1);
        return name.contains("kernel") || name.contains("weight") || name.equals("w");
    }

    private static boolean endsResidual(Model model, String path, String next) {
        int end = path.lastIndexOf('/');
        if (end < 0 || next.startsWith(path.substring(0, end + 1))) {
            return false;
        }
        String block = path.substring(0, end);
        return model.layers().stream()
                .anyMatch(layer -> layer.path().equals(block) && layer.spec().bare() instanceof Residual);
    }

    private static void look(Parameter kernel, String path, boolean mayBeZero, Findings findings) {
        Values values = Values.of(kernel.value());
        boolean zero = values.magnitude() == 0;
        int units = kernel.shape().dim(-1);
        if (values.count() < 2
                || (zero && mayBeZero)
                || !(zero || (units > 1 && unitsAreEqual(kernel.value(), units)))) {
            return;
        }
        String what = zero
                ? "all " + values.count() + " weights start as 0"
                : "all " + units + " units start with the same weights"
                        + (values.smallest() == values.largest() ? ", " + Values.text(values.smallest()) : "");
        findings.add(new Diagnosis(
                Symptom.EQUAL_WEIGHTS,
                0,
                path,
                what + " (" + kernel.name() + "), expected random ones; units that start alike learn the same",
                "leave the kernelInitializer(…) out, which gives random weights that suit the activation"));
    }

    private static boolean unitsAreEqual(Tensor kernel, int units) {
        for (int i = 0; i < kernel.size(); i++) {
            if (kernel.array()[kernel.offset() + i] != kernel.array()[kernel.offset() + i - i % units]) {
                return false;
            }
        }
        return true;
    }
}
