package dev.inkstone.layers.init;

import dev.inkstone.random.RandomStream;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.Tensor;
import java.util.Arrays;

/**
 * A random orthogonal matrix (Saxe, McClelland and Ganguli, Exact solutions to the nonlinear dynamics of learning in deep linear
 * neural networks, 2014). Weights count as a matrix {@code [in, out]}, the kernel of a convolution as {@code [kh·kw·in, out]}. If it
 * is not square, its shorter side is what is orthonormal: the columns where {@code in >= out}, else the rows. The kernel of a
 * depthwise convolution counts as {@code [kh·kw·in, multiplier]}, as in Keras, so that all channels share the norm 1 of a column.
 *
 * <p>It is the Q of a QR decomposition of a normal matrix, with the signs that make the diagonal of R positive, and so uniform
 * among all such matrices (Mezzadri, How to generate random matrices from the classical compact groups, 2007). Takes {@code
 * 4·long·short²} operations on doubles.
 *
 * @param gain multiplies the matrix
 */
public record Orthogonal(double gain) implements Initializer {
    /** @throws IllegalArgumentException if the gain is not finite */
    public Orthogonal {
        Constant.finite("orthogonal", "gain", gain);
    }

    /** @throws IllegalArgumentException if {@code parameter} has less than two dimensions */
    @Override
    public void fill(Tensor parameter, RandomStream stream) {
        Shape shape = parameter.shape();
        if (shape.rank() < 2) {
            throw new IllegalArgumentException("orthogonal: parameter " + shape + " has rank " + shape.rank()
                    + ", expected rank 2 or more; choose another initialiser for vectors");
        }
        int out = shape.dim(-1);
        int in = out == 0 ? 0 : parameter.size() / out;
        boolean tall = in >= out;
        double[][] vectors = orthonormal(Math.min(in, out), Math.max(in, out), stream);
        for (int i = 0; i < in; i++) {
            for (int o = 0; o < out; o++) {
                double value = tall ? vectors[o][i] : vectors[i][o];
                parameter.array()[parameter.offset() + i * out + o] = (float) (gain * value);
            }
        }
    }

    /** Gram and Schmidt's decomposition, whose R has a positive diagonal; each vector is cleaned twice, which is enough. */
    private static double[][] orthonormal(int count, int length, RandomStream stream) {
        double[][] vectors = new double[count][length];
        for (int v = 0; v < count; v++) {
            long first = (long) v * length;
            Arrays.setAll(vectors[v], i -> stream.gaussian(first + i));
            for (int pass = 0; pass < 2; pass++) {
                for (int before = 0; before < v; before++) {
                    addScaled(vectors[v], -dot(vectors[v], vectors[before]), vectors[before]);
                }
                addScaled(vectors[v], 1 / Math.sqrt(dot(vectors[v], vectors[v])) - 1, vectors[v]);
            }
        }
        return vectors;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static void addScaled(double[] y, double factor, double[] x) {
        for (int i = 0; i < y.length; i++) {
            y[i] += factor * x[i];
        }
    }
}
