package dev.inkstone.ops;

import dev.inkstone.autodiff.Tape;
import dev.inkstone.kernels.Conv2dGeometry;
import dev.inkstone.kernels.Epilogue;
import dev.inkstone.kernels.Kernels;
import dev.inkstone.kernels.TransposedConvolution;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.ShapeException;
import dev.inkstone.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Transposed 2-d convolution, also called deconvolution (Dumoulin and Visin, A guide to convolution arithmetic, 2016): every
 * input pixel adds its multiple of the kernel to the output, {@code output[y · stride + i · dilation − crop] += input[y] ·
 * kernel[i]}. It is the gradient of a {@link Conv2d} with respect to its input.
 *
 * <p># Shapes: input {@code [batch, height, width, in]}, kernel {@code [kh, kw, in, out]} (Keras has the last two the other way
 * round), bias {@code [out]}, output {@code [batch, outHeight, outWidth, out]}. With {@code span = (k − 1) · dilation + 1} the
 * size of the output is, for each axis,
 *
 * <ul>
 *   <li>{@link Padding#VALID}: {@code (size − 1) · stride + span + outputPadding};
 *   <li>{@link Padding#SAME}: {@code size · stride}, of which {@code max(span − stride, 0) / 2}, rounded down, are cut off in front:
 *       the adjoint of a SAME convolution over an image of that size;
 *   <li>{@link Padding.Explicit}: what VALID gives, without as many pixels on each side as the padding says.
 * </ul>
 *
 * <p>Output padding are pixels at the end of the larger output of two that a convolution with stride maps to one size; they are
 * part of the output like others, not zeros.
 */
public final class Conv2dTranspose {
    private static final String OP = "conv2d_transpose";

    private Conv2dTranspose() {}

    /**
     * How the kernel moves over the output.
     *
     * @param strideHeight rows of the output from one row of the input to the next
     * @param strideWidth columns of the output from one column of the input to the next
     * @param dilationHeight rows from one tap of the kernel to the next
     * @param dilationWidth columns from one tap of the kernel to the next
     * @param padding what is cut off the output
     * @param outputPaddingHeight rows added at the end, fewer than the stride; 0 with SAME, which fixes the size
     * @param outputPaddingWidth columns added at the end, fewer than the stride; 0 with SAME
     */
    public record Options(
            int strideHeight,
            int strideWidth,
            int dilationHeight,
            int dilationWidth,
            Padding padding,
            int outputPaddingHeight,
            int outputPaddingWidth) {
        /** Stride 1, dilation 1, {@link Padding#SAME}, no output padding. */
        public static final Options DEFAULT = new Options(1, 1, 1, 1, Padding.SAME, 0, 0);

        /** @throws IllegalArgumentException if a stride or dilation is below 1, or an output padding negative */
        public Options {
            Checks.positive(OP, "stride height", strideHeight);
            Checks.positive(OP, "stride width", strideWidth);
            Checks.positive(OP, "dilation height", dilationHeight);
            Checks.positive(OP, "dilation width", dilationWidth);
            if (outputPaddingHeight < 0 || outputPaddingWidth < 0) {
                throw new IllegalArgumentException(OP + ": output padding height " + outputPaddingHeight + ", width "
                        + outputPaddingWidth + ", expected none to be negative");
            }
        }

        /** The same with this stride on both axes. */
        public Options stride(int stride) {
            return new Options(
                    stride, stride, dilationHeight, dilationWidth, padding, outputPaddingHeight, outputPaddingWidth);
        }

        /** The same with this dilation on both axes. */
        public Options dilation(int dilation) {
            return new Options(
                    strideHeight, strideWidth, dilation, dilation, padding, outputPaddingHeight, outputPaddingWidth);
        }

        /** The same with this padding. */
        public Options padding(Padding padding) {
            return new Options(
                    strideHeight,
                    strideWidth,
                    dilationHeight,
                    dilationWidth,
                    padding,
                    outputPaddingHeight,
                    outputPaddingWidth);
        }

        /** The same with this output padding on both axes. */
        public Options outputPadding(int pixels) {
            return new Options(strideHeight, strideWidth, dilationHeight, dilationWidth, padding, pixels, pixels);
        }
    }

    /**
     * The shape of the output for one image.
     *
     * @param label how a message starts
     * @param image {@code [height, width, in]}
     * @param kernel {@code [kh, kw, in, out]}
     * @throws ShapeException if they do not fit
     */
    public static Shape outputShape(String label, Shape image, Shape kernel, Options options) {
        Conv2dGeometry g = geometry(label, 1, image, kernel, options);
        return Shape.of(g.inHeight(), g.inWidth(), g.inChannels());
    }

    /** Transposed convolution with no bias and no activation. */
    public static Tensor conv2dTranspose(Tape tape, Tensor input, Tensor kernel, Options options) {
        return conv2dTranspose(tape, input, kernel, null, options, Activation.LINEAR);
    }

    /**
     * Transposed convolution, bias and activation in one kernel.
     *
     * @param bias {@code [out]}, or null for none
     * @throws ShapeException if the shapes do not fit
     */
    public static Tensor conv2dTranspose(
            Tape tape, Tensor input, Tensor kernel, @Nullable Tensor bias, Options options, Activation activation) {
        if (!activation.fuses()) {
            return activation.apply(tape, conv2dTranspose(tape, input, kernel, bias, options, Activation.LINEAR));
        }
        String label = tape.label(OP);
        Shape image = Checks.images(label, input.shape());
        Conv2dGeometry g = geometry(label, input.shape().dim(0), image, kernel.shape(), options);
        Epilogue epilogue = Dense.epilogue(label, bias, g.inChannels(), activation);
        Tensor output = tape.allocate(Shape.of(g.batch(), g.inHeight(), g.inWidth(), g.inChannels()));
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
                OP,
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

    private static TransposedConvolution kernels() {
        return Kernels.active().transposedConvolution();
    }

    /** The convolution of which this is the transpose: from the output to the input. */
    private static Conv2dGeometry geometry(String label, int batch, Shape image, Shape kernel, Options o) {
        Checks.image(label, image);
        if (kernel.rank() != 4 || kernel.dim(2) != image.dim(2) || kernel.size() == 0) {
            throw new ShapeException(label + ": kernel " + kernel + ", expected [kh, kw, " + image.dim(2)
                    + ", out] for an input with " + image.dim(2)
                    + " channels; the third dimension is the number of input channels (in Keras the fourth)");
        }
        Padding.Explicit crop = o.padding() instanceof Padding.Explicit e ? e : new Padding.Explicit(0, 0, 0, 0);
        boolean same = o.padding() instanceof Padding.Same;
        Growth rows = Growth.of(
                label,
                "height",
                image.dim(0),
                kernel.dim(0),
                o.strideHeight(),
                o.dilationHeight(),
                same,
                crop.top(),
                crop.bottom(),
                o.outputPaddingHeight());
        Growth columns = Growth.of(
                label,
                "width",
                image.dim(1),
                kernel.dim(1),
                o.strideWidth(),
                o.dilationWidth(),
                same,
                crop.left(),
                crop.right(),
                o.outputPaddingWidth());
        Conv2d.checkFrame(label, rows.window().frame(), columns.window().frame(), kernel.dim(3));
        Conv2d.checkFrame(
                label,
                rows.window().gradientFrame(rows.size(), kernel.dim(0), o.strideHeight(), o.dilationHeight()),
                columns.window().gradientFrame(columns.size(), kernel.dim(1), o.strideWidth(), o.dilationWidth()),
                image.dim(2));
        checkOutput(label, rows.size(), columns.size(), kernel.dim(3));
        return new Conv2dGeometry(
                batch,
                rows.size(),
                columns.size(),
                kernel.dim(3),
                kernel.dim(0),
                kernel.dim(1),
                image.dim(2),
                o.strideHeight(),
                o.strideWidth(),
                o.dilationHeight(),
                o.dilationWidth(),
                rows.crop(),
                columns.crop(),
                image.dim(0),
                image.dim(1));
    }

    /** Strides and output padding make images larger than all that windows reach. */
    private static void checkOutput(String label, long height, long width, int channels) {
        if (height * width > Window.LARGEST || height * width * channels > Window.LARGEST) {
            throw new ShapeException(label + ": output [" + height + ", " + width + ", " + channels
                    + "] for one image, expected at most " + Window.LARGEST
                    + " values; use a smaller stride or fewer filters");
        }
    }
}
