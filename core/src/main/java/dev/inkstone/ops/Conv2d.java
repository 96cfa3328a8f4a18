package dev.inkstone.ops;

import dev.inkstone.autodiff.Tape;
import dev.inkstone.kernels.Conv2dGeometry;
import dev.inkstone.kernels.Convolution;
import dev.inkstone.kernels.Epilogue;
import dev.inkstone.kernels.Kernels;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.ShapeException;
import dev.inkstone.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * 2-d convolution (cross-correlation: the kernel is not flipped).
 *
 * <p># Shapes: input {@code [batch, height, width, in]}, kernel {@code [kh, kw, in / groups, out]}, bias {@code [out]}, output
 * {@code [batch, outHeight, outWidth, out]} with the window rule of {@link Padding}.
 *
 * <p>With several groups (Krizhevsky et al., 2012; Xie et al., ResNeXt, 2017) the q-th part of the output channels sees the q-th
 * part of the input channels only. As many groups as input channels are a {@link DepthwiseConv2d}, and as fast.
 */
public final class Conv2d {
    private static final String OP = "conv2d";

    private Conv2d() {}

    /**
     * How the kernel moves.
     *
     * @param strideHeight rows from one window to the next
     * @param strideWidth columns from one window to the next
     * @param dilationHeight rows from one tap of the kernel to the next
     * @param dilationWidth columns from one tap of the kernel to the next
     * @param padding zeros around the image
     * @param groups parts of the channels that have nothing to do with each other
     */
    public record Options(
            int strideHeight, int strideWidth, int dilationHeight, int dilationWidth, Padding padding, int groups) {
        /** Stride 1, dilation 1, {@link Padding#SAME}, one group. */
        public static final Options DEFAULT = new Options(1, 1, 1, 1, Padding.SAME);

        /** @throws IllegalArgumentException if a stride, dilation or the number of groups is below 1 */
        public Options {
            Checks.positive(OP, "stride height", strideHeight);
            Checks.positive(OP, "stride width", strideWidth);
            Checks.positive(OP, "dilation height", dilationHeight);
            Checks.positive(OP, "dilation width", dilationWidth);
            Checks.positive(OP, "groups", groups);
        }

        /**
         * With one group.
         *
         * @throws IllegalArgumentException if a stride or dilation is below 1
         */
        public Options(int strideHeight, int strideWidth, int dilationHeight, int dilationWidth, Padding padding) {
            this(strideHeight, strideWidth, dilationHeight, dilationWidth, padding, 1);
        }

        /** The same with this stride on both axes. */
        public Options stride(int stride) {
            return new Options(stride, stride, dilationHeight, dilationWidth, padding, groups);
        }

        /** The same with this dilation on both axes. */
        public Options dilation(int dilation) {
            return new Options(strideHeight, strideWidth, dilation, dilation, padding, groups);
        }

        /** The same with this padding. */
        public Options padding(Padding padding) {
            return new Options(strideHeight, strideWidth, dilationHeight, dilationWidth, padding, groups);
        }

        /** The same with this many groups of channels. */
        public Options groups(int groups) {
            return new Options(strideHeight, strideWidth, dilationHeight, dilationWidth, padding, groups);
        }
    }

    /**
     * The shape of the output for one image.
     *
     * @param label how a message starts
     * @param image {@code [height, width, in]}
     * @param kernel {@code [kh, kw, in / groups, out]}
     * @throws ShapeException if they do not fit
     */
    public static Shape outputShape(String label, Shape image, Shape kernel, Options options) {
        Conv2dGeometry g = geometry(label, 1, image, kernel, options);
        return Shape.of(g.outHeight(), g.outWidth(), g.outChannels());
    }

    /** Convolution with no bias and no activation. */
    public static Tensor conv2d(Tape tape, Tensor input, Tensor kernel, Options options) {
        return conv2d(tape, input, kernel, null, options, Activation.LINEAR);
    }

    /**
     * Convolution, bias and activation in one kernel.
     *
     * @param bias {@code [out]}, or null for none
     * @throws ShapeException if the shapes do not fit
     */
    public static Tensor conv2d(
            Tape tape, Tensor input, Tensor kernel, @Nullable Tensor bias, Options options, Activation activation) {
        if (!activation.fuses()) {
            return activation.apply(tape, conv2d(tape, input, kernel, bias, options, Activation.LINEAR));
        }
        String label = tape.label(OP);
        Shape image = Checks.images(label, input.shape());
        Conv2dGeometry g = geometry(label, input.shape().dim(0), image, kernel.shape(), options);
        return run(OP, label, tape, input, kernel, bias, g, activation);
    }

    /** The convolution {@code g} as the op called {@code op}; the kernel has the layout that the kernels want. */
    static Tensor run(
            String op,
            String label,
            Tape tape,
            Tensor input,
            Tensor kernel,
            @Nullable Tensor bias,
            Conv2dGeometry g,
            Activation activation) {
        Epilogue epilogue = Dense.epilogue(label, bias, g.outChannels(), activation);
        Tensor output = tape.allocate(Shape.of(g.batch(), g.outHeight(), g.outWidth(), g.outChannels()));
        kernels()
                .forward(
                        g,
                        input.array(),
                        input.offset(),
                        kernel.array(),
                        kernel.offset(),
                        epilogue,
                        output.array(),
                        output.offset());
        return tape.record(
                op,
                activation.noted(tape, output),
                (gradient, pass) -> {
                    Tensor gy = activation.unfuse(pass, output, gradient, bias);
                    pass.into(
                            kernel,
                            target -> kernels()
                                    .weightGradient(
                                            g,
                                            input.array(),
                                            input.offset(),
                                            gy.array(),
                                            gy.offset(),
                                            target.array(),
                                            target.offset()));
                    pass.into(
                            input,
                            target -> kernels()
                                    .inputGradient(
                                            g,
                                            gy.array(),
                                            gy.offset(),
                                            kernel.array(),
                                            kernel.offset(),
                                            target.array(),
                                            target.offset()));
                },
                bias == null ? new Tensor[] {input, kernel} : new Tensor[] {input, kernel, bias});
    }

    private static Convolution kernels() {
        return Kernels.active().convolution();
    }

    private static Conv2dGeometry geometry(String label, int batch, Shape image, Shape kernel, Options o) {
        Checks.image(label, image);
        if (o.groups() > 1) {
            checkGroups(label, image.dim(2), kernel, o.groups());
        } else if (kernel.rank() != 4 || kernel.dim(2) != image.dim(2) || kernel.size() == 0) {
            throw new ShapeException(
                    label + ": kernel " + kernel + ", expected [kh, kw, " + image.dim(2) + ", out] for an input with "
                            + image.dim(2) + " channels; the third dimension is the number of input channels");
        }
        return geometry(label, batch, image, kernel.dim(0), kernel.dim(1), kernel.dim(3), o);
    }

    private static void checkGroups(String label, int channels, Shape kernel, int groups) {
        if (channels % groups != 0) {
            throw new ShapeException(label + ": input with " + channels + " channels in " + groups
                    + " groups, expected a multiple of " + groups + "; choose a number of groups that divides both the"
                    + " channels and the filters");
        }
        if (kernel.rank() != 4 || kernel.dim(2) != channels / groups || kernel.size() == 0) {
            throw new ShapeException(label + ": kernel " + kernel + ", expected [kh, kw, " + channels / groups
                    + ", out] for an input with " + channels + " channels in " + groups
                    + " groups; the third dimension is the number of input channels of a group");
        }
        if (kernel.dim(3) % groups != 0) {
            throw new ShapeException(label + ": kernel " + kernel + " with " + kernel.dim(3) + " filters in " + groups
                    + " groups, expected a multiple of " + groups + "; choose a number of groups that divides both the"
                    + " channels and the filters");
        }
    }

    /** The sizes of a convolution whose kernel fits its input. */
    static Conv2dGeometry geometry(String label, int batch, Shape image, int kh, int kw, int out, Options o) {
        Window rows = Window.height(label, image.dim(0), kh, o.strideHeight(), o.dilationHeight(), o.padding());
        Window columns = Window.width(label, image.dim(1), kw, o.strideWidth(), o.dilationWidth(), o.padding());
        int framed = o.groups() > 1 && o.groups() == image.dim(2) ? out : image.dim(2); // each channel for each output
        checkFrame(label, rows.frame(), columns.frame(), framed);
        checkFrame(
                label,
                rows.gradientFrame(image.dim(0), kh, o.strideHeight(), o.dilationHeight()),
                columns.gradientFrame(image.dim(1), kw, o.strideWidth(), o.dilationWidth()),
                out);
        return new Conv2dGeometry(
                batch,
                image.dim(0),
                image.dim(1),
                image.dim(2),
                kh,
                kw,
                out,
                o.strideHeight(),
                o.strideWidth(),
                o.dilationHeight(),
                o.dilationWidth(),
                rows.before(),
                columns.before(),
                rows.out(),
                columns.out(),
                o.groups());
    }

    /** Windows are read in a padded copy of an image, or of the gradient of an output, that must be no larger than an array. */
    static void checkFrame(String label, long height, long width, int channels) {
        if (height * width > Window.LARGEST || height * width * channels > Window.LARGEST) {
            throw new ShapeException(label + ": windows reach over [" + height + ", " + width + ", " + channels
                    + "], expected at most " + Window.LARGEST
                    + " values with padding; use a smaller kernel, dilation or padding");
        }
    }
}
