package dev.inkstone.conformance;

import static java.util.Map.entry;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Attributes that a case only describes itself with. Nothing reads them to run it, so those that stand for a rule must name the
 * rule that the library follows; an attribute that is neither read nor known here is one that was overlooked.
 */
final class Conventions {
    /** What follows from the shapes of the tensors; a wrong one would mean other tensors. */
    private static final Set<String> SHAPES = Set.of(
            "batch",
            "channels",
            "in_channels",
            "out_channels",
            "in_features",
            "out_features",
            "kernel_h",
            "kernel_w",
            "depth_multiplier",
            "reduced_elements",
            "steps",
            "output_h",
            "output_w");

    /** The padding in numbers, also where it is said by name. */
    private static final Set<String> RESOLVED = Set.of(
            "pad_top",
            "pad_bottom",
            "pad_left",
            "pad_right",
            "crop_top",
            "crop_left",
            "output_padding_h",
            "output_padding_w");

    /** Values that the library stands for. */
    private static final Map<String, List<Object>> RULES = Map.ofEntries(
            entry("use_bias", List.of(0, 1)),
            entry("ties", List.of(0, 1)),
            entry("checked_against_torch", List.of(0, 1)),
            entry("tie_rule", List.of("first maximum in row-major window order takes the whole gradient")),
            entry("range", List.of("small", "moderate", "extreme", "infinite")),
            entry("alpha", List.of(1.6732632423543772)),
            entry("scale", List.of(1.0507009873554805)),
            entry("loss", List.of("softmax cross entropy with integer labels, mean over the batch")),
            entry("flatten_order", List.of("H,W,C row-major")),
            entry("initial_running_mean", List.of(0)),
            entry("initial_running_variance", List.of(1)));

    private Conventions() {}

    /** Asserts that each attribute was read while the case was run, or says only what holds anyway. */
    static void check(Case c) {
        for (Map.Entry<String, Object> attribute : c.attributes().entrySet()) {
            String name = attribute.getKey();
            if (c.read().contains(name)) {
                continue;
            }
            if (RULES.containsKey(name)) {
                c.require(name, RULES.get(name).toArray());
            } else if (!SHAPES.contains(name)
                    && !(RESOLVED.contains(name) && !c.text("padding").equals("EXPLICIT"))) {
                throw new AssertionError(c.name() + ": attribute '" + name + "' = " + attribute.getValue()
                        + " was not looked at, expected what runs " + c.op() + " to read it");
            }
        }
        if (c.attributes().containsKey("use_bias") && (c.integer("use_bias") == 1) != c.has("bias")) {
            throw new AssertionError(c.name() + ": use_bias " + c.text("use_bias")
                    + (c.has("bias") ? " with" : " without") + " a tensor 'bias'");
        }
    }
}
