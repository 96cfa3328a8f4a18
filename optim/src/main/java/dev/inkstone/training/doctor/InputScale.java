package dev.inkstone.training.doctor;

import dev.inkstone.autodiff.Parameter;
import dev.inkstone.layers.Embedding;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks at what reaches the first weights. Layers before them may have scaled it, and where they are those of a norm or a table
 * its size does not matter.
 */
final class InputScale implements Examination.Look {
    /** A root mean square above this is no accident of standardised values. */
    private static final double LARGE = 30;

    /** The same for the median of a feature, of few examples and of many: a rare feature, standardised, has values in the hundreds. */
    private static final double LARGE_FEATURE = 50;

    private static final double LARGE_FEATURE_OF_FEW = 1000;
    private static final int FEW = 8;

    /** Where no value reaches this, 1/255 of something was taken once too often, or the unit is odd. */
    private static final double SMALL = 0.01;

    private static final int MANY = 64;

    @Override
    public void at(Examination examination, Findings findings) {
        Examination.Seen first = firstWithWeights(examination);
        if (first == null || !findings.wants(Symptom.INPUT_SCALE)) {
            return;
        }
        Values all = Values.of(first.input());
        boolean few = examination.sample().size() < FEW && !examination.sample().isFull();
        if (!all.areFinite() || (few && all.magnitude() < SMALL)) {
            return; // a few examples may well be zeros
        }
        String[] found =
                look(first.input(), all, examination.model().inputShape().rank() == 3);
        if (found != null) {
            findings.add(new Diagnosis(Symptom.INPUT_SCALE, examination.step(), first.path(), found[0], found[1]));
        }
    }

    /** The first layer with parameters, if they are weights that multiply the input. */
    private static Examination.@Nullable Seen firstWithWeights(Examination examination) {
        for (Examination.Seen layer : examination.layers()) {
            List<Parameter> parameters = examination.anatomy().parametersOf(layer.path());
            if (!parameters.isEmpty()) {
                boolean table = examination.anatomy().spec(layer.path()) instanceof Embedding;
                boolean weights = !examination.anatomy().kernelsOf(layer.path()).isEmpty();
                return weights && !table && layer.input().size() > 0 ? layer : null;
            }
        }
        return null;
    }

    /** What is wrong and what to do, or null. */
    private static String @Nullable [] look(Tensor input, Values all, boolean ofImages) {
        String seen = "its input has values from " + all;
        if (all.magnitude() == 0) {
            return new String[] {
                "all values of its input are 0, expected examples that differ",
                "look at how the data are read and scaled"
            };
        }
        if (all.magnitude() < SMALL) {
            return new String[] {
                seen + ", expected a size of about 1",
                "divide pixels by 255 once only, or standardise features: Standardizer.fit(train).layer() as the first layer"
            };
        }
        int perExample = input.size() / input.shape().dim(0);
        boolean image = ofImages || perExample >= MANY;
        if (image && all.whole() && all.smallest() >= 0 && all.largest() >= 100 && all.largest() < 255.5) {
            return new String[] {
                seen + ", whole numbers as pixels have them, expected 0 to 1 or the like",
                "put rescale(1 / 255f) before it, or scale the images when they are read"
            };
        }
        String large = input.shape().rank() > 2 ? largeChannel(input) : largeFeature(input, all, perExample);
        return large == null
                ? null
                : new String[] {
                    large + ", expected a size of about 1",
                    "standardise the input: Standardizer.fit(train).layer() as the first layer, or a rescale(…) before it"
                };
    }

    private static @Nullable String largeChannel(Tensor input) {
        int channels = input.shape().dim(-1);
        int count = input.size() / channels;
        for (int c = 0; c < channels; c++) {
            Values values = Values.of(input.array(), input.offset() + c, count, channels);
            if (values.rootMeanSquare() > LARGE) {
                return "channel " + c + " of its input has values from " + values + " (root mean square "
                        + Values.text(values.rootMeanSquare()) + ")";
            }
        }
        return null;
    }

    private static @Nullable String largeFeature(Tensor input, Values all, int features) {
        Shape shape = input.shape();
        int examples = shape.dim(0);
        double limit = examples >= FEW ? LARGE_FEATURE : LARGE_FEATURE_OF_FEW;
        for (int f = 0; f < features; f++) {
            float[] sizes = new float[examples];
            for (int i = 0; i < examples; i++) {
                sizes[i] = Math.abs(input.array()[input.offset() + i * features + f]);
            }
            Arrays.sort(sizes);
            if (sizes[(examples - 1) / 2] > limit) {
                Values values = Values.of(input.array(), input.offset() + f, examples, features);
                return "feature " + f + " of its input has values from " + values;
            }
        }
        return features >= MANY && all.rootMeanSquare() > LARGE
                ? "its input has values from " + all + " (root mean square " + Values.text(all.rootMeanSquare()) + ")"
                : null;
    }
}
