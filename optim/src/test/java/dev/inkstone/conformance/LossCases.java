package dev.inkstone.conformance;

import dev.inkstone.autodiff.Tape;
import dev.inkstone.ops.BinaryCrossEntropyWithLogits;
import dev.inkstone.ops.Huber;
import dev.inkstone.ops.MeanAbsoluteError;
import dev.inkstone.ops.MeanSquaredError;
import dev.inkstone.ops.SoftmaxCrossEntropy;
import dev.inkstone.tensor.Tensor;
import java.util.List;
import java.util.Map;

/** Losses, which are means. */
final class LossCases {
    private LossCases() {}

    /** A loss of a prediction and a target. */
    private interface Loss {
        Tensor apply(Tape tape, Tensor prediction, Tensor target);
    }

    static Map<String, float[]> softmaxCrossEntropy(Case c) {
        c.require("labels", "integer", "one_hot", "probabilities");
        c.require("reduction", "mean");
        var options = SoftmaxCrossEntropy.Options.DEFAULT.labelSmoothing((float) c.number("label_smoothing"));
        boolean integer = c.text("labels").equals("integer");
        return Differentiated.run(
                c,
                List.of("logits"),
                (tape, in) -> integer
                        ? SoftmaxCrossEntropy.softmaxCrossEntropy(tape, in.get("logits"), c.ints("labels"), options)
                        : SoftmaxCrossEntropy.softmaxCrossEntropy(tape, in.get("logits"), c.tensor("labels"), options));
    }

    static Map<String, float[]> binaryCrossEntropy(Case c) {
        return mean(c, "logits", "labels", BinaryCrossEntropyWithLogits::binaryCrossEntropyWithLogits);
    }

    static Map<String, float[]> squared(Case c) {
        return mean(c, "prediction", "target", MeanSquaredError::meanSquaredError);
    }

    static Map<String, float[]> absolute(Case c) {
        return mean(c, "prediction", "target", MeanAbsoluteError::meanAbsoluteError);
    }

    static Map<String, float[]> huber(Case c) {
        float delta = (float) c.number("delta");
        return mean(c, "prediction", "target", (tape, y, t) -> Huber.huber(tape, y, t, delta));
    }

    private static Map<String, float[]> mean(Case c, String prediction, String target, Loss loss) {
        c.require("reduction", "mean");
        return Differentiated.run(
                c, List.of(prediction), (tape, in) -> loss.apply(tape, in.get(prediction), c.tensor(target)));
    }
}
