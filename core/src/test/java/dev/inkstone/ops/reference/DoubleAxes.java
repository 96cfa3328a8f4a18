package dev.inkstone.ops.reference;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;

/** Reductions along axes, permutations and blocks in double precision, index by index. */
public final class DoubleAxes {
    private DoubleAxes() {}

    /** {@code f} of all elements that share an index along the axes that are not taken, in row-major order. */
    public static double[] reduce(int[] dims, boolean[] taken, double[] x, ToDoubleFunction<double[]> f) {
        int outputs = 1;
        for (int i = 0; i < dims.length; i++) {
            outputs *= taken[i] ? 1 : dims[i];
        }
        double[][] groups = new double[outputs][0];
        for (int flat = 0; flat < x.length; flat++) {
            int[] index = index(dims, flat);
            int at = 0;
            for (int i = 0; i < dims.length; i++) {
                at = taken[i] ? at : at * dims[i] + index[i];
            }
            groups[at] = Arrays.copyOf(groups[at], groups[at].length + 1);
            groups[at][groups[at].length - 1] = x[flat];
        }
        return Arrays.stream(groups).mapToDouble(f).toArray();
    }

    /** The axes in another order. */
    public static double[] transpose(int[] dims, int[] order, double[] x) {
        int[] target = Arrays.stream(order).map(axis -> dims[axis]).toArray();
        double[] y = new double[x.length];
        for (int flat = 0; flat < x.length; flat++) {
            int[] index = index(dims, flat);
            y[flat(target, Arrays.stream(order).map(axis -> index[axis]).toArray())] = x[flat];
        }
        return y;
    }

    /** The block of dimensions {@code size} at {@code begin}; what lies outside of {@code x} is {@code value}. */
    public static double[] block(int[] dims, int[] begin, int[] size, double value, double[] x) {
        double[] y = new double[Arrays.stream(size).reduce(1, (a, b) -> a * b)];
        for (int flat = 0; flat < y.length; flat++) {
            int[] index = index(size, flat);
            boolean inside = true;
            for (int i = 0; i < index.length; i++) {
                index[i] += begin[i];
                inside &= index[i] >= 0 && index[i] < dims[i];
            }
            y[flat] = inside ? x[flat(dims, index)] : value;
        }
        return y;
    }

    private static int[] index(int[] dims, int flat) {
        int[] index = new int[dims.length];
        int rest = flat;
        for (int i = dims.length - 1; i >= 0; i--) {
            index[i] = rest % dims[i];
            rest /= dims[i];
        }
        return index;
    }

    private static int flat(int[] dims, int[] index) {
        int flat = 0;
        for (int i = 0; i < dims.length; i++) {
            flat = flat * dims[i] + index[i];
        }
        return flat;
    }
}
