package dev.inkstone.losses;

import dev.inkstone.autodiff.Tape;
import dev.inkstone.ops.SoftmaxCrossEntropy.Options;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Softmax cross-entropy of logits {@code [batch, classes]} with class indices {@code [batch]} or target probabilities
 * {@code [batch, classes]}; the softmax is part of it. The mean over the examples, each times its weight.
 *
 * @param labelSmoothing e in {@code target·(1 − e) + e / classes}; 0 for none
 * @param classWeights one for each class, or none; see {@link Options}
 */
public record SoftmaxCrossEntropy(float labelSmoothing, List<Float> classWeights) implements Loss {
    /** @throws IllegalArgumentException if the smoothing is not in 0 … 1, or a weight is negative or not finite */
    public SoftmaxCrossEntropy {
        dev.inkstone.ops.SoftmaxCrossEntropy.checkSmoothing("softmaxCrossEntropy", labelSmoothing);
        classWeights = List.copyOf(classWeights);
        for (float weight : classWeights) {
            if (!(weight >= 0 && weight < Float.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(
                        "softmaxCrossEntropy: class weight " + weight + ", expected a finite number of 0 or more");
            }
        }
    }

    /** The same with this smoothing, 0 … 1; 0.1 is a common value. */
    public SoftmaxCrossEntropy labelSmoothing(double labelSmoothing) {
        return new SoftmaxCrossEntropy((float) labelSmoothing, classWeights);
    }

    /** The same with these class weights, finite and not negative, for example those of a data set. */
    public SoftmaxCrossEntropy classWeights(float... weights) {
        List<Float> list = new ArrayList<>();
        for (float weight : weights) {
            list.add(weight);
        }
        return new SoftmaxCrossEntropy(labelSmoothing, list);
    }

    /** The same with these class weights, finite and not negative. */
    public SoftmaxCrossEntropy classWeights(double... weights) {
        float[] floats = new float[weights.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) weights[i];
        }
        return classWeights(floats);
    }

    @Override
    public Tensor of(Tensor logits, Targets targets) {
        Tape tape = Tape.of(logits);
        Options options = new Options(labelSmoothing, classWeightTensor(), targets.weights());
        return targets.areClasses()
                ? dev.inkstone.ops.SoftmaxCrossEntropy.softmaxCrossEntropy(tape, logits, targets.classes(), options)
                : dev.inkstone.ops.SoftmaxCrossEntropy.softmaxCrossEntropy(tape, logits, targets.values(), options);
    }

    private @Nullable Tensor classWeightTensor() {
        if (classWeights.isEmpty()) {
            return null;
        }
        Tensor tensor = Tensor.zeros(Shape.of(classWeights.size()));
        for (int i = 0; i < tensor.size(); i++) {
            tensor.array()[i] = classWeights.get(i);
        }
        return tensor;
    }
}
