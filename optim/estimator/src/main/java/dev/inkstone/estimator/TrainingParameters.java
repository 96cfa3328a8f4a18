package dev.inkstone.estimator;

import org.jspecify.annotations.Nullable;

/**
 * How an estimator learns. The defaults are near those of scikit-learn's MLPClassifier: Adam until the loss no longer falls, at most
 * 200 epochs; but inputs are standardised.
 *
 * @param learningRate of the optimizer, at the start or at the top
 * @param batchSize examples in a step; one more where a lone example would be left for the last step, which batch norm could not
 *     normalise
 * @param epochs at most so many
 * @param optimizer what makes the steps
 * @param momentum of {@link OptimizerKind#MOMENTUM} and {@link OptimizerKind#NESTEROV}, in (0, 1); others do without
 * @param rateDecay how the learning rate changes over all epochs
 * @param weightDecay added to the gradient times the weight (L2), or by AdamW and Lion taken from the weight
 * @param scaling what the first layer does to the inputs
 * @param stopping when it ends before all epochs are made
 * @param seed what weights, orders, dropout and the choice of validation examples depend on
 */
public record TrainingParameters(
        double learningRate,
        int batchSize,
        int epochs,
        OptimizerKind optimizer,
        double momentum,
        RateDecay rateDecay,
        double weightDecay,
        InputScaling scaling,
        Stopping stopping,
        long seed) {
    /** Adam at 1e-3 in batches of 32, standardised inputs, at most 200 epochs, seed 0. */
    public static final TrainingParameters DEFAULT = new TrainingParameters(
            1e-3,
            32,
            200,
            OptimizerKind.ADAM,
            0.9,
            RateDecay.CONSTANT,
            0,
            InputScaling.STANDARDIZE,
            Stopping.DEFAULT,
            0);

    /** @throws IllegalArgumentException if a number is out of its range */
    public TrainingParameters {
        check(
                "learning rate",
                learningRate,
                learningRate > 0 && learningRate < Double.POSITIVE_INFINITY,
                "a finite number above 0; 0.001 is a common start");
        check("batch size", batchSize, batchSize >= 1, "1 or more");
        check("epochs", epochs, epochs >= 1, "1 or more");
        check("momentum", momentum, momentum > 0 && momentum < 1, "more than 0 and less than 1; 0.9 is usual");
        check(
                "weight decay",
                weightDecay,
                weightDecay >= 0 && weightDecay < Double.POSITIVE_INFINITY,
                "a finite number of 0 or more; 1e-4 is a common start");
    }

    static void check(String what, @Nullable Object value, boolean right, String expected) {
        if (!right) {
            throw new IllegalArgumentException("training: " + what + " " + value + ", expected " + expected);
        }
    }

    /** The same with this learning rate; default 1e-3. */
    public TrainingParameters withLearningRate(double learningRate) {
        return new TrainingParameters(
                learningRate, batchSize, epochs, optimizer, momentum, rateDecay, weightDecay, scaling, stopping, seed);
    }

    /** The same with batches of this size; default 32. */
    public TrainingParameters withBatchSize(int batchSize) {
        return new TrainingParameters(
                learningRate, batchSize, epochs, optimizer, momentum, rateDecay, weightDecay, scaling, stopping, seed);
    }

    /** The same with at most so many epochs; default 200. */
    public TrainingParameters withEpochs(int epochs) {
        return new TrainingParameters(
                learningRate, batchSize, epochs, optimizer, momentum, rateDecay, weightDecay, scaling, stopping, seed);
    }

    /** The same with this optimizer; default {@link OptimizerKind#ADAM}. */
    public TrainingParameters withOptimizer(OptimizerKind optimizer) {
        return new TrainingParameters(
                learningRate, batchSize, epochs, optimizer, momentum, rateDecay, weightDecay, scaling, stopping, seed);
    }

    /** The same with this momentum, which optimizers that are named for it have; default 0.9. */
    public TrainingParameters withMomentum(double momentum) {
        return new TrainingParameters(
                learningRate, batchSize, epochs, optimizer, momentum, rateDecay, weightDecay, scaling, stopping, seed);
    }

    /** The same with this course of the learning rate; default {@link RateDecay#CONSTANT}. */
    public TrainingParameters withRateDecay(RateDecay rateDecay) {
        return new TrainingParameters(
                learningRate, batchSize, epochs, optimizer, momentum, rateDecay, weightDecay, scaling, stopping, seed);
    }

    /** The same with this weight decay; default 0. */
    public TrainingParameters withWeightDecay(double weightDecay) {
        return new TrainingParameters(
                learningRate, batchSize, epochs, optimizer, momentum, rateDecay, weightDecay, scaling, stopping, seed);
    }

    /** The same with this scaling of the inputs; default {@link InputScaling#STANDARDIZE}. */
    public TrainingParameters withScaling(InputScaling scaling) {
        return new TrainingParameters(
                learningRate, batchSize, epochs, optimizer, momentum, rateDecay, weightDecay, scaling, stopping, seed);
    }

    /** The same with this seed; default 0. */
    public TrainingParameters withSeed(long seed) {
        return new TrainingParameters(
                learningRate, batchSize, epochs, optimizer, momentum, rateDecay, weightDecay, scaling, stopping, seed);
    }

    /** The same that stops so; default {@link Stopping#DEFAULT}. */
    public TrainingParameters withStopping(Stopping stopping) {
        return new TrainingParameters(
                learningRate, batchSize, epochs, optimizer, momentum, rateDecay, weightDecay, scaling, stopping, seed);
    }

    /** The same with this share of the data held back to judge by; default 0. */
    public TrainingParameters withValidationFraction(double validationFraction) {
        return withStopping(stopping.withValidationFraction(validationFraction));
    }

    /** The same with this patience in epochs; default 10, 0 to make all. */
    public TrainingParameters withPatience(int patience) {
        return withStopping(stopping.withPatience(patience));
    }

    /** The same with this least improvement that counts; default 1e-4. */
    public TrainingParameters withMinDelta(double minDelta) {
        return withStopping(stopping.withMinDelta(minDelta));
    }

    /** The same that stops at this accuracy or R²; default none. */
    public TrainingParameters withTargetScore(double targetScore) {
        return withStopping(stopping.withTargetScore(targetScore));
    }
}
