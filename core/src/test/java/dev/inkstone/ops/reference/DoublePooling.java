package dev.inkstone.ops.reference;

/** 2-d pooling in double precision; what lies outside the image neither wins nor counts. */
public record DoublePooling(
        int batch,
        int height,
        int width,
        int channels,
        int windowHeight,
        int windowWidth,
        int strideHeight,
        int strideWidth,
        int top,
        int left,
        int outHeight,
        int outWidth) {

    /** The largest value of each window. */
    public double[] max(double[] x) {
        return apply(x, true);
    }

    /** The mean of each window. */
    public double[] average(double[] x) {
        return apply(x, false);
    }

    private double[] apply(double[] x, boolean max) {
        double[] y = new double[batch * outHeight * outWidth * channels];
        int position = 0;
        for (int n = 0; n < batch; n++) {
            for (int row = 0; row < outHeight; row++) {
                for (int column = 0; column < outWidth; column++) {
                    for (int c = 0; c < channels; c++) {
                        y[position++] = window(x, n, row, column, c, max);
                    }
                }
            }
        }
        return y;
    }

    private double window(double[] x, int n, int row, int column, int c, boolean max) {
        double largest = Double.NEGATIVE_INFINITY;
        double sum = 0;
        int count = 0;
        for (int h = row * strideHeight - top; h < row * strideHeight - top + windowHeight; h++) {
            for (int w = column * strideWidth - left; w < column * strideWidth - left + windowWidth; w++) {
                if (h >= 0 && h < height && w >= 0 && w < width) {
                    double value = x[((n * height + h) * width + w) * channels + c];
                    largest = Math.max(largest, value);
                    sum += value;
                    count++;
                }
            }
        }
        return max ? largest : sum / count;
    }
}
