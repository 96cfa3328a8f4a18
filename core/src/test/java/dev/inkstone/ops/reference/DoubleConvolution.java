package dev.inkstone.ops.reference;

/**
 * 2-d convolution in double precision: one window after the other, padding left out by a test of the coordinates.
 *
 * @param top the rows of padding above the image
 * @param left the columns of padding before the image
 */
public record DoubleConvolution(
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
        int position = 0;
        for (int n = 0; n < batch; n++) {
            for (int row = 0; row < outHeight; row++) {
                for (int column = 0; column < outWidth; column++) {
                    for (int o = 0; o < out; o++) {
                        y[position++] = window(x, kernel, n, row, column, o) + (bias.length == 0 ? 0 : bias[o]);
                    }
                }
            }
        }
        return y;
    }

    private double window(double[] x, double[] kernel, int n, int row, int column, int o) {
        double sum = 0;
        for (int i = 0; i < kernelHeight; i++) {
            int h = row * strideHeight + i * dilationHeight - top;
            for (int j = 0; j < kernelWidth; j++) {
                int w = column * strideWidth + j * dilationWidth - left;
                for (int c = 0; c < in && h >= 0 && h < height && w >= 0 && w < width; c++) {
                    sum += x[((n * height + h) * width + w) * in + c]
                            * kernel[((i * kernelWidth + j) * in + c) * out + o];
                }
            }
        }
        return sum;
    }
}
