package dev.inkstone.mnist.plots;

import dev.inkstone.autodiff.Parameter;
import dev.inkstone.layers.Model;
import dev.inkstone.tensor.Tensor;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The filters of convolutions: what they look for in one channel of their input. */
public final class Filters {
    private Filters() {}

    /** The kernels {@code [height, width, in, filters]} of a model in the order of its layers. */
    public static List<Parameter> kernels(Model model) {
        return model.parameters().list().stream()
                .filter(parameter -> parameter.shape().rank() == 4)
                .toList();
    }

    /**
     * The kernel of a convolution.
     *
     * @param name of the layer, {@code conv1} or {@code block1/conv}, or of the parameter itself where a layer has several,
     *     {@code separable1/depthwise_kernel}
     * @throws IllegalArgumentException if there is none, or there are several; the message lists what there is
     */
    public static Parameter kernel(Model model, String name) {
        List<Parameter> found = kernels(model).stream()
                .filter(kernel -> kernel.name().equals(name)
                        || kernel.name()
                                .substring(0, kernel.name().lastIndexOf('/'))
                                .equals(name))
                .toList();
        if (found.size() != 1) {
            List<Parameter> choice = found.isEmpty() ? kernels(model) : found;
            throw new IllegalArgumentException("filters: '" + name + "' has " + (found.isEmpty() ? "no" : "several")
                    + " kernels of a convolution, expected "
                    + (choice.isEmpty()
                            ? "a model with convolutions"
                            : "one of: "
                                    + choice.stream().map(Parameter::toString).collect(Collectors.joining(", "))));
        }
        return found.get(0);
    }

    /**
     * The model as it was before its training: the same layers, and the same initial weights, which are a function of its seed.
     * Where it began with other weights (those of another model, or from a file), these are not known to it.
     */
    public static Model untrained(Model model) {
        return Model.build(model.inputShape(), model.seed(), model.spec());
    }

    /**
     * The weights of all filters for one channel of the input, before and after training, in one scale of colours; with mean and
     * standard deviation of these weights.
     *
     * @param before for example {@link #untrained}
     * @param after of the same layers
     * @param name of a convolution, see {@link #kernel}
     * @param channel of its input; the first is 0
     * @throws IllegalArgumentException if there is no such convolution or channel, or it has another shape in {@code before}
     */
    public static BufferedImage draw(Model before, Model after, String name, int channel) {
        Parameter trained = kernel(after, name);
        Parameter initial = kernel(before, trained.name());
        if (!initial.shape().equals(trained.shape())) {
            throw new IllegalArgumentException("filters: " + initial + " before the training, expected "
                    + trained.shape() + " as after it; take two models of the same layers");
        }
        return new FilterPanels(trained, channel, slices(initial, channel), slices(trained, channel)).draw();
    }

    /** {@code [filter][height · width]}: the weights for one channel of the input. */
    static float[][] slices(Parameter kernel, int channel) {
        int channels = kernel.shape().dim(2);
        if (channel < 0 || channel >= channels) {
            throw new IllegalArgumentException("filters: channel " + channel + " of " + kernel + ", expected "
                    + (channels == 1 ? "0, the only one" : "0 to " + (channels - 1)));
        }
        Tensor weights = kernel.value();
        int columns = kernel.shape().dim(1);
        float[][] slices = new float[kernel.shape().dim(3)][kernel.shape().dim(0) * columns];
        for (int filter = 0; filter < slices.length; filter++) {
            for (int i = 0; i < slices[filter].length; i++) {
                slices[filter][i] = weights.get(i / columns, i % columns, channel, filter);
            }
        }
        return slices;
    }

    /** {@code mean 0.001, deviation 0.120} of all weights. */
    static String statistics(float[][] slices) {
        double count = 0;
        double sum = 0;
        for (float[] slice : slices) {
            for (float weight : slice) {
                sum += weight;
                count++;
            }
        }
        double mean = sum / count;
        double squares = Arrays.stream(slices)
                .mapToDouble(slice -> {
                    double part = 0;
                    for (float weight : slice) {
                        part += (weight - mean) * (weight - mean);
                    }
                    return part;
                })
                .sum();
        return String.format(Locale.ROOT, "mean %.4f, deviation %.4f", mean, Math.sqrt(squares / count))
                .replace('-', '−');
    }
}
