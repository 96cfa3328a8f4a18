package dev.inkstone.kernels;

import dev.inkstone.kernels.lanes.Lanes;
import dev.inkstone.kernels.scalar.ScalarLanes;
import dev.inkstone.kernels.vector.VectorLanes;
import org.jspecify.annotations.Nullable;

/**
 * The kernels over one set of lanes. {@link #active()} is what the library computes with; the other sets are for tests and
 * benchmarks. All sets give equal bits.
 */
public final class Kernels {
    private static final Kernels SCALAR = new Kernels(new ScalarLanes());

    /** Null until the vector kernels are warm, if these have been chosen. */
    private static volatile @Nullable Kernels active;

    private static volatile @Nullable WarmUp warmUp;

    private final Lanes lanes;
    private final Gemm gemm;
    private final Convolution convolution;
    private final Pointwise pointwise;
    private final Reduction reduction;
    private final Pooling pooling;
    private final Normalization normalization;
    private final SoftmaxRows softmax;
    private final Updates updates;
    private final Movement movement;
    private final Extremes extremes;
    private final RowStatistics rowStatistics;
    private final RowNormalization rowNormalization;
    private final GroupNormalization groupNormalization;
    private final LogSoftmaxRows logSoftmax;
    private final BatchGemm batchGemm;
    private final Penalties penalties;
    private final LossTerms lossTerms;
    private final TargetRows targetRows;
    private final HingeRows hingeRows;
    private final TransposedConvolution transposedConvolution;

    private Kernels(Lanes lanes) {
        this.lanes = lanes;
        this.gemm = new Gemm(lanes.gemm(), lanes.pointwise());
        this.convolution = new Convolution(lanes);
        this.pointwise = new Pointwise(lanes.pointwise());
        this.reduction = new Reduction(lanes.pointwise(), lanes.channels());
        this.pooling = new Pooling(lanes.pointwise(), lanes.channels());
        this.normalization = new Normalization(lanes.pointwise(), lanes.channels());
        this.softmax = new SoftmaxRows(lanes.pointwise(), lanes.flat());
        this.movement = new Movement(lanes.pointwise());
        this.extremes = new Extremes(lanes.channels());
        this.rowStatistics = new RowStatistics(lanes.pointwise());
        this.rowNormalization = new RowNormalization(lanes.pointwise(), lanes.channels(), reduction);
        this.groupNormalization = new GroupNormalization(lanes.pointwise(), lanes.channels(), reduction);
        this.logSoftmax = new LogSoftmaxRows(lanes.pointwise(), lanes.flat());
        this.batchGemm = new BatchGemm(gemm);
        this.updates = new Updates(lanes.flat(), lanes.updates());
        this.penalties = new Penalties(lanes.updates());
        this.lossTerms = new LossTerms(lanes.pointwise());
        this.targetRows = new TargetRows(lanes.pointwise(), lanes.flat(), softmax);
        this.hingeRows = new HingeRows(lanes.pointwise());
        this.transposedConvolution = new TransposedConvolution(lanes, convolution, movement);
    }

    /**
     * The kernels chosen at start by {@code -Dinkstone.kernels=auto|scalar|vector}. The default {@code auto} takes the vector
     * kernels where these can run and pass a short self-test, and the scalar ones until they are compiled: see {@link
     * #wantRehearsal}. A change in the middle of a computation changes no bit of it.
     *
     * @throws IllegalArgumentException if the property is none of these
     * @throws IllegalStateException if the property is {@code vector} and these cannot run; says what would help
     */
    public static Kernels active() {
        Kernels kernels = active;
        if (kernels != null) {
            return kernels;
        }
        WarmUp running = warmUp;
        return running != null ? running.kernels() : choose();
    }

    private static synchronized Kernels choose() {
        Kernels kernels = active;
        if (kernels == null && warmUp == null) {
            kernels = KernelChoice.choose(System.getProperty("inkstone.kernels", "auto"));
            active = kernels;
            if (kernels == null) {
                warmUp = new WarmUp(obstacle -> {
                    active = obstacle == null ? vector() : scalar();
                    warmUp = null;
                    KernelChoice.settled(obstacle);
                });
            }
        }
        return kernels != null ? kernels : active();
    }

    /**
     * Whether the vector kernels are being compiled in the background, and a piece of work would help that is typical of what
     * follows.
     */
    public static boolean wantRehearsal(boolean training) {
        if (active != null) {
            return false;
        }
        active(); // begins the warm-up if nothing has computed yet
        WarmUp running = warmUp;
        return running != null && running.wantsRehearsal(training);
    }

    /**
     * Gives the background something to compile the vector kernels with: {@code rehearsal} is run there some dozens of times, by
     * the vector kernels, before these take over. It must change nothing that others see. Only the first one is taken, and
     * the first of a training behind one of inference.
     */
    public static void rehearse(Runnable rehearsal, boolean training) {
        WarmUp running = warmUp;
        if (running != null) {
            running.rehearse(rehearsal, training);
        }
    }

    /** Those for single examples of data, which may be read long before there is a model to warm up with. */
    public static Kernels forData() {
        Kernels settled = active;
        return settled != null ? settled : scalar();
    }

    /** The kernels that compute now, or will when they are compiled. */
    public static Kernels chosen() {
        active(); // chooses
        Kernels settled = active;
        return settled != null ? settled : vector();
    }

    /** Kernels over the plain loops. */
    public static Kernels scalar() {
        return SCALAR;
    }

    /**
     * Kernels over SIMD lanes.
     *
     * @throws IllegalStateException if these cannot run in this JVM; says what would help
     */
    public static Kernels vector() {
        String obstacle = KernelChoice.vectorObstacle();
        if (obstacle != null) {
            throw new IllegalStateException(obstacle);
        }
        return Vector.KERNELS;
    }

    /** {@code "scalar"} or {@code "vector"}. */
    public String name() {
        return lanes.name();
    }

    /** Floats per vector; 1 for the scalar kernels. */
    public int vectorLength() {
        return lanes.vectorLength();
    }

    /** Matrix products. */
    public Gemm gemm() {
        return gemm;
    }

    /** 2-d convolution. */
    public Convolution convolution() {
        return convolution;
    }

    /** Element-wise functions. */
    public Pointwise pointwise() {
        return pointwise;
    }

    /** Sums. */
    public Reduction reduction() {
        return reduction;
    }

    /** 2-d pooling. */
    public Pooling pooling() {
        return pooling;
    }

    /** Batch normalization. */
    public Normalization normalization() {
        return normalization;
    }

    /** Softmax and cross-entropy. */
    public SoftmaxRows softmax() {
        return softmax;
    }

    /** Optimizer updates. */
    public Updates updates() {
        return updates;
    }

    /** Copies, transposes, rows of a table. */
    public Movement movement() {
        return movement;
    }

    /** Largest elements along an axis. */
    public Extremes extremes() {
        return extremes;
    }

    /** Variances and norms of rows. */
    public RowStatistics rowStatistics() {
        return rowStatistics;
    }

    /** Layer normalization. */
    public RowNormalization rowNormalization() {
        return rowNormalization;
    }

    /** Group normalization. */
    public GroupNormalization groupNormalization() {
        return groupNormalization;
    }

    /** Logarithms of softmax. */
    public LogSoftmaxRows logSoftmax() {
        return logSoftmax;
    }

    /** Batches of matrix products. */
    public BatchGemm batchGemm() {
        return batchGemm;
    }

    /** Penalties on weights. */
    public Penalties penalties() {
        return penalties;
    }

    /** Losses that are sums over elements. */
    public LossTerms lossTerms() {
        return lossTerms;
    }

    /** Cross-entropy with rows of targets. */
    public TargetRows targetRows() {
        return targetRows;
    }

    /** The hinge loss over classes. */
    public HingeRows hingeRows() {
        return hingeRows;
    }

    /** Transposed 2-d convolution. */
    public TransposedConvolution transposedConvolution() {
        return transposedConvolution;
    }

    /** Linked only where the vector module is present. */
    private static final class Vector {
        static final Kernels KERNELS = new Kernels(new VectorLanes());
    }
}
