package dev.inkstone.data.resampling;

/**
 * Where each row or column of a resized image comes from. Fewer of them: the mean of the area that each covers. More:
 * linear between the two nearest centres, with the border repeated.
 *
 * @param first the first source row for each target row
 * @param weights of that one and those behind it; they add up to 1
 */
public record Resampling(int[] first, double[][] weights) {
    /** The places of {@code to} rows or columns among {@code from}. */
    public static Resampling of(int from, int to) {
        int[] first = new int[to];
        double[][] weights = new double[to][];
        double scale = (double) from / to;
        for (int i = 0; i < to; i++) {
            if (to < from) {
                area(i * scale, Math.min(from, (i + 1) * scale), i, first, weights);
            } else {
                between((i + 0.5) * scale - 0.5, from, i, first, weights);
            }
        }
        return new Resampling(first, weights);
    }

    /** Each of {@code to} rows or columns is the one of {@code from} in which its centre lies. */
    public static Resampling nearest(int from, int to) {
        int[] first = new int[to];
        double[][] weights = new double[to][];
        for (int i = 0; i < to; i++) {
            first[i] = (int) ((2L * i + 1) * from / (2L * to));
            weights[i] = new double[] {1};
        }
        return new Resampling(first, weights);
    }

    private static void area(double start, double end, int i, int[] first, double[][] weights) {
        first[i] = (int) start;
        int last = (int) StrictMath.ceil(end) - 1;
        weights[i] = new double[last - first[i] + 1];
        for (int k = 0; k < weights[i].length; k++) {
            double covered = Math.min(end, first[i] + k + 1) - Math.max(start, first[i] + k);
            weights[i][k] = covered / (end - start);
        }
    }

    private static void between(double centre, int from, int i, int[] first, double[][] weights) {
        double inside = Math.max(0, Math.min(from - 1, centre));
        first[i] = (int) inside;
        double share = inside - first[i];
        weights[i] = share == 0 ? new double[] {1} : new double[] {1 - share, share};
    }
}
