package dev.inkstone.kernels;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Chooses the kernels at start, and says in one line what was chosen and why. */
final class KernelChoice {
    private static final String CURE = "start java with --add-modules jdk.incubator.vector";
    private static final Logger LOG = System.getLogger("dev.inkstone");

    private KernelChoice() {}

    /** The kernels; null if these are the vector kernels, which have to be warmed up. */
    static @Nullable Kernels choose(String wanted) {
        @Nullable Kernels kernels = switch (wanted) {
            case "scalar" -> said(Kernels.scalar(), "as asked by -Dinkstone.kernels");
            case "vector" -> said(Kernels.vector(), "as asked by -Dinkstone.kernels");
            case "auto" -> automatic();
            default ->
                throw new IllegalArgumentException("inkstone.kernels: " + wanted + ", expected auto, scalar or vector");
        };
        warnIfNotFused();
        return kernels;
    }

    /** Why the vector kernels cannot run in this JVM, and what would help; null if they can. */
    static @Nullable String vectorObstacle() {
        if (ModuleLayer.boot().findModule("jdk.incubator.vector").isEmpty()) {
            return "inkstone.kernels: module jdk.incubator.vector is missing, expected for vector kernels; " + CURE;
        }
        try {
            return Vectors.obstacle();
        } catch (LinkageError e) { // a class loader that hides the module
            return "inkstone.kernels: module jdk.incubator.vector is not visible (" + e
                    + "); let the class loader show it";
        }
    }

    private static @Nullable Kernels automatic() {
        if (ModuleLayer.boot().findModule("jdk.incubator.vector").isEmpty()) {
            return said(Kernels.scalar(), "module jdk.incubator.vector is missing; for speed " + CURE);
        }
        String obstacle = vectorObstacle();
        String mode = System.getProperty("java.vm.info", "");
        if (obstacle == null && (mode.contains("interpreted") || mode.contains("emulated-client"))) {
            obstacle = "this JVM does without C2, which compiles vectors: " + mode;
        }
        return obstacle == null ? null : said(Kernels.scalar(), obstacle);
    }

    /** Says which kernels there are after the warm-up. */
    static void settled(@Nullable String obstacle) {
        if (obstacle == null) {
            said(Kernels.vector(), "self-test passed");
        } else {
            LOG.log(Level.WARNING, "vector kernels {0} the scalar ones in this JVM", obstacle);
            said(Kernels.scalar(), "the vector kernels " + obstacle + " them");
        }
    }

    private static Kernels said(Kernels kernels, String reason) {
        LOG.log(
                Level.INFO,
                () -> kernels.name() + " kernels, " + kernels.vectorLength() + " floats per vector (" + reason + ")");
        return kernels;
    }

    /** Whether both give equal bits for a few kernels of each kind. */
    static boolean agree(Kernels a, Kernels b) {
        return Arrays.deepEquals(SelfTest.outputs(a), SelfTest.outputs(b));
    }

    /** Without fused multiply-add in hardware, every one is computed by big decimals: a thousand times slower. */
    private static void warnIfNotFused() {
        long best = Long.MAX_VALUE;
        float sink = 0;
        for (int round = 0; round < 3; round++) {
            long start = System.nanoTime();
            for (int i = 0; i < 100; i++) {
                sink = Math.fma(sink, 0.999f, i);
            }
            best = Math.min(best, System.nanoTime() - start);
        }
        if (best > 300_000 && sink != 0) {
            LOG.log(
                    Level.WARNING,
                    "this processor or JVM has no fused multiply-add: results are right, but very slow; "
                            + "use a processor with FMA (x86-64-v3 or AArch64) and no -XX:-UseFMA");
        }
    }

    /** Linked only where the vector module is present. */
    private static final class Vectors {
        static @Nullable String obstacle() {
            int length = dev.inkstone.kernels.vector.VectorLanes.supportedLength();
            return length >= 4 && length <= 16
                    ? null
                    : "inkstone.kernels: vectors of " + length
                            + " floats, expected 4, 8 or 16; use -Dinkstone.kernels=scalar";
        }
    }
}
