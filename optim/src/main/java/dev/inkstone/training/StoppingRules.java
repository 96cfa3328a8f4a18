package dev.inkstone.training;

/**
 * Rules for {@link EarlyStopping#when}, for a static import: {@code earlyStopping("val_loss").when(generalizationLoss(5))}.
 *
 * <p>They are those of Lutz Prechelt, Early Stopping – But When? (Neural Networks: Tricks of the Trade, 1998), which compares them on
 * many problems. Slower rules find slightly better networks (4 % on average) and take four times as long. GL finds a good one most
 * often; the best ones on average are found by PQ where a network overfits only a little, by UP elsewhere. A strip is a number of
 * looks: of validations, which are epochs if nothing else was asked for, or of epochs where a training value is monitored.
 */
public final class StoppingRules {
    /** Looks in a strip, as in the paper. */
    private static final int STRIP = 5;

    private StoppingRules() {}

    /**
     * GL: stops as soon as the error is more than {@code percent} % above the lowest so far, {@code 100·(E / E_lowest − 1) > percent}.
     * The paper tries 1 to 5. For losses and other errors only.
     *
     * @throws IllegalArgumentException if it is not a finite number of 0 or more
     */
    public static StoppingRule generalizationLoss(double percent) {
        return new GeneralizationLoss(percent);
    }

    /** As {@link #progressQuotient(double, int)} with strips of 5 looks. */
    public static StoppingRule progressQuotient(double quotient) {
        return progressQuotient(quotient, STRIP);
    }

    /**
     * PQ: stops at the end of a strip if {@code GL / P > quotient}: a generalization loss is forgiven as long as the training makes
     * progress. {@code P = 1000·(Σ E_training / (strip·min E_training) − 1)}, in per mille, tells how much higher the training error
     * was on average of the strip than at its lowest; the training error of a look is the mean over the examples since the look
     * before, each seen before the step of its batch. The paper tries 0.5 to 3 with strips of 5. For losses and other errors only.
     *
     * @throws IllegalArgumentException if the quotient is not a finite number of 0 or more, or the strip is below 2
     */
    public static StoppingRule progressQuotient(double quotient, int strip) {
        return new ProgressQuotient(quotient, strip);
    }

    /** As {@link #successiveRises(int, int)} with strips of 5 looks. */
    public static StoppingRule successiveRises(int strips) {
        return successiveRises(strips, STRIP);
    }

    /**
     * UP: stops when the value was worse than one strip before at the ends of {@code strips} strips in a row, however small the
     * differences are. The paper tries 2 to 8 with strips of 5. For errors that rise, and for accuracies that fall.
     *
     * @throws IllegalArgumentException if a number is below 1
     */
    public static StoppingRule successiveRises(int strips, int strip) {
        return new SuccessiveRises(strips, strip);
    }
}
