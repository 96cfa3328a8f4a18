package dev.inkstone.optim;

import dev.inkstone.kernels.lanes.RootQuotient;
import java.util.List;

/** Settings and step of Adam and its relatives. */
record Moments(double beta1, double beta2, double epsilon, EpsilonMode mode, boolean amsgrad) {
    static final Moments DEFAULT = new Moments(0.9, 0.999, 1e-8, EpsilonMode.OUTSIDE, false);

    private static final String M = "m";
    private static final String V = "v";
    private static final String LARGEST = "v_max";

    Moments beta1(String kind, double beta1) {
        return new Moments(Slots.share(kind + ": beta1", beta1), beta2, epsilon, mode, amsgrad);
    }

    Moments beta2(String kind, double beta2) {
        return new Moments(beta1, Slots.share(kind + ": beta2", beta2), epsilon, mode, amsgrad);
    }

    Moments epsilon(String kind, double epsilon) {
        Slots.positive(kind + ": epsilon", epsilon, "the default is 1e-8");
        return new Moments(beta1, beta2, epsilon, mode, amsgrad);
    }

    Moments mode(EpsilonMode mode) {
        return new Moments(beta1, beta2, epsilon, mode, amsgrad);
    }

    Moments withAmsgrad() {
        return new Moments(beta1, beta2, epsilon, mode, true);
    }

    List<String> slots() {
        return amsgrad ? List.of(M, V, LARGEST) : List.of(M, V);
    }

    /** The step of Adam. */
    void update(Update u, Slots slots) {
        double c1 = 1 - StrictMath.pow(beta1, u.t());
        double c2 = 1 - StrictMath.pow(beta2, u.t());
        if (amsgrad || mode == EpsilonMode.INSIDE) {
            u.average(slots.get(M), beta1);
            subtract(u, slots.get(M), u.at(), u.rate() / c1, slots);
            return;
        }
        boolean late = mode == EpsilonMode.OUTSIDE; // epsilon after the correction of v, else the rate is corrected
        double rate = late ? u.rate() : u.rate() * Math.sqrt(c2);
        float[] m = slots.get(M);
        float[] v = slots.get(V);
        Update.kernels()
                .adam(
                        u.n(),
                        u.w(),
                        u.at(),
                        m,
                        u.at(),
                        v,
                        u.at(),
                        u.g(),
                        u.go(),
                        rate,
                        beta1,
                        beta2,
                        epsilon,
                        c1,
                        late ? c2 : 1);
    }

    /** Averages the squares, and subtracts {@code step·m} divided by their root. */
    void subtract(Update u, float[] m, int mo, double step, Slots slots) {
        double c2 = 1 - StrictMath.pow(beta2, u.t());
        float[] v = slots.get(V);
        u.averageSquare(v, beta2);
        if (amsgrad) {
            Update.kernels().larger(u.n(), v, u.at(), slots.get(LARGEST), u.at());
        }
        u.subtract(m, mo, amsgrad ? slots.get(LARGEST) : v, u.at(), quotient(step, c2));
    }

    float[] first(Slots slots) {
        return slots.get(M);
    }

    private RootQuotient quotient(double step, double c2) {
        return switch (mode) {
            case OUTSIDE -> new RootQuotient((float) step, 1f, 0f, (float) (1 / Math.sqrt(c2)), (float) epsilon);
            case INSIDE -> new RootQuotient((float) step, (float) (1 / c2), (float) epsilon, 1f, 0f);
            case UNCORRECTED -> new RootQuotient((float) (step * Math.sqrt(c2)), 1f, 0f, 1f, (float) epsilon);
        };
    }

    @Override
    public String toString() {
        return "beta1=" + beta1 + ", beta2=" + beta2 + ", epsilon=" + epsilon
                + (mode == EpsilonMode.OUTSIDE ? "" : ", epsilonMode=" + mode) + (amsgrad ? ", amsgrad=true" : "");
    }
}
