package dev.inkstone.mnist.plots;

import dev.inkstone.layers.ActivationLayer;
import dev.inkstone.layers.AveragePool2d;
import dev.inkstone.layers.BatchNorm;
import dev.inkstone.layers.Conv2d;
import dev.inkstone.layers.Conv2dTranspose;
import dev.inkstone.layers.Dense;
import dev.inkstone.layers.DepthwiseConv2d;
import dev.inkstone.layers.Dropout;
import dev.inkstone.layers.LayerSpec;
import dev.inkstone.layers.MaxPool2d;
import dev.inkstone.layers.SeparableConv2d;
import dev.inkstone.layers.SpatialDropout2d;
import dev.inkstone.ops.Activation;
import dev.inkstone.ops.Conv2d.Options;
import dev.inkstone.ops.Padding;
import dev.inkstone.ops.Pool2d;
import org.jspecify.annotations.Nullable;

/** What is said about a layer beside its name and shape. */
final class LayerText {
    private LayerText() {}

    /** {@code Conv2d}. */
    static String kind(LayerSpec spec) {
        return spec.bare().getClass().getSimpleName();
    }

    /** What layers have in common that get one colour. */
    static String family(LayerSpec spec) {
        String kind = kind(spec);
        if (kind.contains("Conv2d")) {
            return "convolution";
        } else if (kind.contains("Pool")) {
            return "pool";
        } else if (kind.contains("Norm") || kind.contains("Dropout")) {
            return "norm";
        }
        return spec instanceof Dense ? "dense" : "other";
    }

    /** {@code 32 filters 3×3, stride 2, RELU}; empty where there is nothing to say. */
    static String detail(LayerSpec given) {
        LayerSpec spec = given.bare();
        if (spec instanceof Conv2d conv) {
            return conv.filters() + " filters " + size(conv.kernelHeight(), conv.kernelWidth())
                    + options(conv.options()) + activation(", ", conv.activation());
        } else if (spec instanceof Conv2dTranspose conv) {
            return conv.filters() + " filters " + size(conv.kernelHeight(), conv.kernelWidth())
                    + activation(", ", conv.activation());
        } else if (spec instanceof DepthwiseConv2d conv) {
            return size(conv.kernelHeight(), conv.kernelWidth()) + " for each channel" + options(conv.options())
                    + activation(", ", conv.activation());
        } else if (spec instanceof SeparableConv2d conv) {
            return conv.filters() + " filters " + size(conv.kernelHeight(), conv.kernelWidth())
                    + options(conv.options()) + activation(", ", conv.activation());
        } else if (spec instanceof Dense dense) {
            return dense.units() + " units" + activation(", ", dense.activation());
        } else if (spec instanceof MaxPool2d pool) {
            return window(pool.window());
        } else if (spec instanceof AveragePool2d pool) {
            return window(pool.window());
        } else if (spec instanceof BatchNorm norm) {
            return activation("", norm.activation());
        } else if (spec instanceof ActivationLayer layer) {
            return activation("", layer.activation());
        } else if (spec instanceof Dropout dropout) {
            return "rate " + dropout.rate();
        }
        return spec instanceof SpatialDropout2d dropout ? "rate " + dropout.rate() : "";
    }

    /** {@code +} or {@code + RELU}. */
    static String sum(Activation activation) {
        return "+" + activation(" ", activation);
    }

    private static String size(int height, int width) {
        return height + "×" + width;
    }

    private static String options(Options options) {
        String stride = stride(options.strideHeight(), options.strideWidth(), 1, 1);
        String dilation = options.dilationHeight() == 1 && options.dilationWidth() == 1
                ? ""
                : ", dilation " + size(options.dilationHeight(), options.dilationWidth());
        return stride
                + dilation
                + (options.groups() == 1 ? "" : ", " + options.groups() + " groups")
                + padding(options.padding(), Padding.SAME);
    }

    private static String window(Pool2d window) {
        return "window " + size(window.height(), window.width())
                + stride(window.strideHeight(), window.strideWidth(), window.height(), window.width())
                + padding(window.padding(), Padding.VALID);
    }

    /** Nothing where the padding is the usual one. */
    private static String padding(Padding padding, Padding usual) {
        return padding.equals(usual) ? "" : ", " + padding;
    }

    /** Nothing where the stride is the usual one. */
    private static String stride(int height, int width, int usualHeight, int usualWidth) {
        if (height == usualHeight && width == usualWidth) {
            return "";
        }
        return ", stride " + (height == width ? height : size(height, width));
    }

    private static String activation(String before, @Nullable Activation activation) {
        return activation == null || activation == Activation.LINEAR ? "" : before + activation;
    }
}
