package dev.inkstone.ops.reference;

import java.util.function.DoubleBinaryOperator;

/** Matrix products, broadcasting, softmax and batch normalisation in double precision. */
public final class DoubleMath {
    private DoubleMath() {}

    /** {@code x [rows, in] · weights [in, out] + bias}; {@code bias} may be empty. */
    public static double[] dense(int rows, int in, int out, double[] x, double[] weights, double[] bias) {
        double[] y = new double[rows * out];
        for (int r = 0; r < rows; r++) {
            for (int o = 0; o < out; o++) {
                double sum = bias.length == 0 ? 0 : bias[o];
                for (int i = 0; i < in; i++) {
                    sum += x[r * in + i] * weights[i * out + o];
                }
                y[r * out + o] = sum;
            }
        }
        return y;
    }

    /** {@code f(a, b)} with NumPy's broadcasting to {@code dims}. */
    public static double[] broadcast(
            DoubleBinaryOperator f, int[] dims, double[] a, int[] aDims, double[] b, int[] bDims) {
        int size = 1;
        for (int dim : dims) {
            size *= dim;
        }
        double[] y = new double[size];
        for (int i = 0; i < size; i++) {
            y[i] = f.applyAsDouble(a[source(i, dims, aDims)], b[source(i, dims, bDims)]);
        }
        return y;
    }

    /** Softmax of each row. */
    public static double[] softmax(int classes, double[] x) {
        double[] y = new double[x.length];
        for (int row = 0; row < x.length; row += classes) {
            double sum = 0;
            for (int i = row; i < row + classes; i++) {
                sum += Math.exp(x[i]);
            }
            for (int i = row; i < row + classes; i++) {
                y[i] = Math.exp(x[i]) / sum;
            }
        }
        return y;
    }

    /** The sum over the rows of −log softmax at the label, divided by {@code divisor}. */
    public static double crossEntropy(int classes, double[] logits, int[] labels, double divisor) {
        double[] probabilities = softmax(classes, logits);
        double sum = 0;
        for (int i = 0; i < labels.length; i++) {
            sum -= Math.log(probabilities[i * classes + labels[i]]);
        }
        return sum / divisor;
    }

    /** Batch normalisation of {@code x [rows, channels]} with the statistics given, before the activation. */
    public static double[] normalize(
            double[] x, double[] mean, double[] variance, double epsilon, double[] gamma, double[] beta) {
        double[] y = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            int c = i % gamma.length;
            y[i] = (x[i] - mean[c]) / Math.sqrt(variance[c] + epsilon) * gamma[c] + beta[c];
        }
        return y;
    }

    /** The mean of each channel. */
    public static double[] mean(int channels, double[] x) {
        double[] mean = new double[channels];
        for (int i = 0; i < x.length; i++) {
            mean[i % channels] += x[i] * channels / x.length;
        }
        return mean;
    }

    /** The biased variance of each channel. */
    public static double[] variance(int channels, double[] x) {
        double[] mean = mean(channels, x);
        double[] squares = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            squares[i] = (x[i] - mean[i % channels]) * (x[i] - mean[i % channels]);
        }
        return mean(channels, squares);
    }

    /** Where element {@code flat} of the broadcast stands in an operand of dimensions {@code from}. */
    private static int source(int flat, int[] dims, int[] from) {
        int index = 0;
        int stride = 1;
        int rest = flat;
        for (int axis = 1; axis <= dims.length; axis++) {
            int coordinate = rest % dims[dims.length - axis];
            rest /= dims[dims.length - axis];
            if (axis <= from.length) {
                index += from[from.length - axis] == 1 ? 0 : coordinate * stride;
                stride *= from[from.length - axis];
            }
        }
        return index;
    }
}
