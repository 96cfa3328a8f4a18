package dev.inkstone.layers;

import static dev.inkstone.ops.Divide.divide;
import static dev.inkstone.ops.Subtract.subtract;

import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.ShapeException;
import dev.inkstone.tensor.Tensor;
import java.util.List;

/**
 * {@code (x − mean) / deviation} for each element of the last axis: preprocessing that is saved with the model, as Keras'
 * Normalization. The numbers are fixed; {@code Standardizer.fit(train).layer()} measures them.
 *
 * @param mean one for each element of the last axis
 * @param deviation one for each, greater than 0
 */
public record Normalize(List<Float> mean, List<Float> deviation) implements LayerSpec {
    /** @throws IllegalArgumentException if the counts differ, or a number is not finite or no divisor */
    public Normalize {
        mean = List.copyOf(mean);
        deviation = List.copyOf(deviation);
        if (mean.isEmpty() || mean.size() != deviation.size()) {
            throw new IllegalArgumentException("normalize: " + mean.size() + " means and " + deviation.size()
                    + " deviations, expected as many of both, one for each element of the last axis");
        }
        for (int i = 0; i < mean.size(); i++) {
            if (!Float.isFinite(mean.get(i)) || !(deviation.get(i) > 0) || !Float.isFinite(deviation.get(i))) {
                throw new IllegalArgumentException("normalize: mean " + mean.get(i) + " and deviation "
                        + deviation.get(i) + " of element " + i
                        + ", expected numbers that are finite as float32, and deviations greater than 0");
            }
        }
    }

    @Override
    public String kind() {
        return "normalize";
    }

    @Override
    public Layer build(BuildContext context, Shape input) {
        if (input.rank() == 0 || input.dim(-1) != mean.size()) {
            throw new ShapeException(context.label("normalize") + ": input " + input + ", expected " + mean.size()
                    + " elements in the last axis, as many as there are means");
        }
        Tensor shift = vector(mean);
        Tensor divisor = vector(deviation);
        return Layer.of(input, (x, tape) -> divide(tape, subtract(tape, x, shift), divisor));
    }

    private static Tensor vector(List<Float> values) {
        float[] array = new float[values.size()];
        for (int i = 0; i < array.length; i++) {
            array[i] = values.get(i);
        }
        return Tensor.of(Shape.of(array.length), array);
    }
}
