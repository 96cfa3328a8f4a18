package dev.inkstone.metrics;

/**
 * Sums in double precision that keep what rounding cuts off (Neumaier), so that neither the order nor the number of parts can be
 * seen in the first 15 digits. Infinities and NaN go through as in plain sums.
 */
final class Sums {
    private final double[] sums;
    private final double[] lost;

    Sums(int count) {
        this.sums = new double[count];
        this.lost = new double[count];
    }

    void add(int i, double term) {
        double sum = sums[i];
        double total = sum + term;
        lost[i] += Math.abs(sum) >= Math.abs(term) ? sum - total + term : term - total + sum;
        sums[i] = total;
    }

    void add(Sums other) {
        for (int i = 0; i < sums.length; i++) {
            add(i, other.sums[i]);
            lost[i] += other.lost[i];
        }
    }

    double get(int i) {
        return Double.isFinite(sums[i]) ? sums[i] + lost[i] : sums[i];
    }

    int count() {
        return sums.length;
    }

    /** Writes {@code 2 · count} numbers. */
    void save(double[] state, int at) {
        System.arraycopy(sums, 0, state, at, sums.length);
        System.arraycopy(lost, 0, state, at + sums.length, lost.length);
    }

    static Sums restore(double[] state, int at, int count) {
        Sums restored = new Sums(count);
        System.arraycopy(state, at, restored.sums, 0, count);
        System.arraycopy(state, at + count, restored.lost, 0, count);
        return restored;
    }
}
