package dev.inkstone.ops.reference;

/**
 * Transposed 2-d convolution in double precision: every input pixel adds its multiple of the kernel to the output, what falls
 * beside it is lost.
 *
 * @param top the rows cut off above
 * @param left the columns cut off in front
 */
public record DoubleTransposedConvolution(
        int batch,
        int height,
        int width,
        int in,
        int kernelHeight,
        int kernelWidth,
        int out,
        int strideHeight,
        int strideWidth,
        int dilationHeight,
        int dilationWidth,
        int top,
        int left,
        int outHeight,
        int outWidth) {

    /** The output {@code [batch, outHeight, outWidth, out]} without activation; {@code bias} may be empty. */
    public double[] apply(double[] x, double[] kernel, double[] bias) {
        double[] y = new double[batch * outHeight * outWidth * out];
        for (int i = 0; i < y.length && bias.length > 0; i++) {
            y[i] = bias[i % out];
        }
        for (int p = 0; p < batch * height * width; p++) {
            for (int t = 0; t < kernelHeight * kernelWidth; t++) {
                int row = p / width % height * strideHeight + t / kernelWidth * dilationHeight - top;
                int column = p % width * strideWidth + t % kernelWidth * dilationWidth - left;
                if (row >= 0 && row < outHeight && column >= 0 && column < outWidth) {
                    add(x, p, kernel, t, y, ((p / width / height * outHeight + row) * outWidth + column) * out);
                }
            }
        }
        return y;
    }

    private void add(double[] x, int pixel, double[] kernel, int tap, double[] y, int at) {
        for (int c = 0; c < in; c++) {
            for (int o = 0; o < out; o++) {
                y[at + o] += x[pixel * in + c] * kernel[(tap * in + c) * out + o];
            }
        }
    }
}
