package dev.inkstone.kernels;

import dev.inkstone.kernels.lanes.Lanes;
import dev.inkstone.kernels.scalar.ScalarLanes;
import dev.inkstone.kernels.vector.VectorLanes;

/** The kernels over one set of lanes. {@link #active()} is what the library computes with. */
public final class Kernels {
    private final Lanes lanes;

    private Kernels(Lanes lanes) {
        this.lanes = lanes;
    }

    /** The kernels chosen at start by {@code -Dinkstone.kernels=auto|scalar|vector}. */
    public static Kernels active() {
        return Active.KERNELS;
    }

    /** Kernels over the plain loops. */
    public static Kernels scalar() {
        return new Kernels(new ScalarLanes());
    }

    /** Kernels over SIMD lanes; needs the module {@code jdk.incubator.vector}. */
    public static Kernels vector() {
        return new Kernels(new VectorLanes());
    }

    /** {@code "scalar"} or {@code "vector"}. */
    public String name() {
        return lanes.name();
    }

    private static final class Active {
        static final Kernels KERNELS = vector();
    }
}
