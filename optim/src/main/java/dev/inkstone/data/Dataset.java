package dev.inkstone.data;

import dev.inkstone.random.RandomStream;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.Tensor;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Examples that can be read by index, in any order and by many threads, each with a class label or, for a regression and the
 * like, with values. Values are made when they are read, batch by batch, so images may stay bytes.
 *
 * <p>Views ({@link #range}, {@link #select}, {@link #map}, {@link #kFold} and all that return data sets) share the storage, but
 * for {@link #cache}. What they choose is a function of their arguments: the same seed gives the same folds anywhere.
 */
public interface Dataset {
    /** The number of examples. */
    int size();

    /** The shape of one example, without the batch. */
    Shape inputShape();

    /**
     * The class index of example {@code index}.
     *
     * @throws IllegalStateException if the targets are values
     */
    int label(int index);

    /** Writes the {@code inputShape().size()} values of example {@code index} to {@code target[offset …]}. */
    void read(int index, float[] target, int offset);

    /** The shape of the values that one example should give, without the batch; null (the default) if it has a class label. */
    default @Nullable Shape targetShape() {
        return null;
    }

    /**
     * Writes the {@code targetShape().size()} values that example {@code index} should give to {@code target[offset …]}.
     *
     * @throws IllegalStateException if the examples have labels
     */
    default void readTarget(int index, float[] target, int offset) {
        Shape values = targetShape();
        if (values != null) {
            throw new IllegalStateException("dataset: " + getClass().getName() + " has targetShape " + values
                    + " and no readTarget, expected both; implement readTarget(index, target, offset)");
        }
        throw new IllegalStateException("dataset: examples have class labels, expected values; ask label(index)");
    }

    /** Whether examples count differently; default no. */
    default boolean weighted() {
        return false;
    }

    /** How much example {@code index} counts in the loss; default 1. */
    default float weight(int index) {
        return 1f;
    }

    /**
     * These examples as they are in an epoch; those of a {@link #map} are others in each. The default has the same in all. What
     * {@link #read} gives without this are the examples of epoch 0. A view of your own passes this on to what it looks at.
     */
    default Dataset inEpoch(int epoch) {
        return this;
    }

    /**
     * Examples {@code from} (inclusive) to {@code to} (exclusive).
     *
     * @throws IllegalArgumentException if there are not so many
     */
    default Dataset range(int from, int to) {
        return new Range(this, from, to);
    }

    /**
     * The first {@code n} examples.
     *
     * @throws IllegalArgumentException if there are fewer
     */
    default Dataset take(int n) {
        return range(0, n);
    }

    /**
     * All but the first {@code n} examples.
     *
     * @throws IllegalArgumentException if there are fewer
     */
    default Dataset skip(int n) {
        return range(n, size());
    }

    /**
     * The examples at {@code indices}, in that order; one may come several times.
     *
     * @throws IndexOutOfBoundsException if there is no such example
     */
    default Dataset select(int... indices) {
        return new Selection(this, indices.clone());
    }

    /** The examples whose index passes: {@code data.filter(i -> data.label(i) != 3)}. */
    default Dataset filter(IntPredicate index) {
        return new Selection(this, IntStream.range(0, size()).filter(index).toArray());
    }

    /** The examples in one random order, the same in each epoch; {@link #shuffled} gives each epoch its own. */
    default Dataset permuted(long seed) {
        return new Selection(this, RandomStream.of(seed, "permuted").permutation(size()));
    }

    /**
     * All examples {@code times} times, one round after the other.
     *
     * @throws IllegalArgumentException if that is negative, or makes 2³¹ examples or more
     */
    default Dataset repeat(int times) {
        return new Repeated(this, times);
    }

    /**
     * These examples and then those of {@code other}.
     *
     * @throws IllegalArgumentException if their shapes differ, or there are 2³¹ examples or more
     */
    default Dataset concat(Dataset other) {
        return new Joined(this, other);
    }

    /** As {@link #map(long, Shape, Transform)} with seed 0 and examples that keep their shape. */
    default Dataset map(Transform transform) {
        return map(0, inputShape(), transform);
    }

    /** As {@link #map(long, Shape, Transform)} with examples that keep their shape. */
    default Dataset map(long seed, Transform transform) {
        return map(seed, inputShape(), transform);
    }

    /**
     * Examples whose values {@code transform} changes whenever they are read, for example to vary images. It gets random numbers
     * that are a function of the seed, the epoch and the index of the example in this data set; a second map has others. The
     * examples of a batch are changed by several threads. Validation reads epoch 0; leave random maps out of it.
     *
     * @param shape of what {@code transform} returns
     */
    default Dataset map(long seed, Shape shape, Transform transform) {
        return Mapped.of(this, shape, transform, seed);
    }

    /** As {@link #map(long, Augmentation)} with seed 0, for what is the same each time: {@code data.map(resize(32, 32))}. */
    default Dataset map(Augmentation augmentation) {
        return map(0, augmentation);
    }

    /**
     * Images that are changed whenever they are read, in each epoch anew, as {@link #map(long, Shape, Transform)} does it: {@code
     * data.map(7, affine().rotate(15))}.
     *
     * @throws IllegalArgumentException if that cannot be done to examples of this shape
     */
    default Dataset map(long seed, Augmentation augmentation) {
        return map(seed, augmentation.outputShape(inputShape()), augmentation.on(inputShape()));
    }

    /**
     * The values of all examples {@code [size, …]}, as {@link #read} gives them, in an array of their own: {@code
     * model.predict(data.inputs())}, or {@code data.range(from, to).inputs()} of some. Asks for no labels or targets.
     *
     * @throws IllegalArgumentException if there are 2³¹ values or more
     */
    default Tensor inputs() {
        return Collected.inputs(this);
    }

    /**
     * A copy in memory: what costs time to read or map is done once, now. Takes 4 bytes for each value of each example. Of maps it
     * keeps what they make in epoch 0; a map that varies examples comes after it.
     *
     * @throws IllegalArgumentException if there are 2³¹ values or more
     */
    default Dataset cache() {
        return Collected.copy(this);
    }

    /**
     * Parts one after the other, of these shares of the examples: {@code data.permuted(7).split(0.8, 0.2)}.
     *
     * @throws IllegalArgumentException if the shares are not positive, or do not add up to 1
     */
    default List<Dataset> split(double... shares) {
        return Folds.split(this, shares);
    }

    /**
     * As {@link #split} of the examples in random order, with the classes in equal proportions: of n examples of a class a part
     * gets {@code n·share}, rounded up or down.
     *
     * @throws IllegalStateException if the examples have no class labels
     */
    default List<Dataset> stratifiedSplit(long seed, double... shares) {
        return Folds.stratified(this, seed, shares);
    }

    /**
     * Cuts the examples into {@code k} random parts whose sizes differ by one at most; each fold validates on one of them and
     * trains on the others.
     *
     * @param k the number of folds
     * @param seed what the parts depend on
     * @throws IllegalArgumentException if {@code k} is less than 2, or more than the number of examples
     */
    default List<Fold> kFold(int k, long seed) {
        return Folds.kFold(this, k, seed);
    }

    /**
     * As {@link #kFold} with the classes in equal proportions: each part gets a k-th of every class, rounded up or down.
     *
     * @param k the number of folds
     * @param seed what the parts depend on
     * @throws IllegalStateException if the examples have no class labels
     */
    default List<Fold> stratifiedKFold(int k, long seed) {
        return Folds.stratifiedKFold(this, k, seed);
    }

    /**
     * How many examples each class has, up to the highest label.
     *
     * @throws IllegalStateException if the examples have no class labels
     */
    default int[] classCounts() {
        return Classes.counts(this);
    }

    /**
     * Weights under which all classes count the same: {@code n / (k · count)} for n examples of k classes, as scikit-learn's
     * "balanced"; 0 for a class without examples.
     */
    default float[] classWeights() {
        return Classes.weights(this);
    }

    /** All examples, and then random ones of the smaller classes again, until each class has as many as the largest. */
    default Dataset oversampled(long seed) {
        return Classes.oversampled(this, seed);
    }

    /** As many random examples of each class as the smallest one has, in their order. */
    default Dataset undersampled(long seed) {
        return Classes.undersampled(this, seed);
    }

    /** The same examples with other labels, a function of those they have: {@code data.relabel(digit -> digit % 2)}. */
    default Dataset relabel(IntUnaryOperator newLabel) {
        return new Relabelled(
                this,
                IntStream.range(0, size())
                        .map(i -> newLabel.applyAsInt(label(i)))
                        .toArray());
    }

    /**
     * The labels as values {@code [classes]}: 1 for the class, 0 for the others.
     *
     * @throws IllegalArgumentException if there is a label outside of 0 to {@code classes - 1}
     */
    default Dataset oneHot(int classes) {
        return new OneHot(this, classes);
    }

    /**
     * Values {@code [classes]} that are one-hot as labels again: what {@link #oneHot} made, or another program.
     *
     * @throws IllegalStateException if the examples have class labels
     * @throws IllegalArgumentException if the values of an example are not a 1 and zeros
     */
    default Dataset fromOneHot() {
        return FromOneHot.of(this);
    }

    /**
     * Examples that should give their own values, as an autoencoder learns it. A map before this changes input and target alike,
     * one behind it the input alone: {@code data.targetsFromInputs().map(noise)} learns to remove noise.
     */
    default Dataset targetsFromInputs() {
        return new TargetsFromInputs(this);
    }

    /**
     * The same examples, of which example {@code i} counts {@code weights[i]} times in the loss. Replaces weights they have.
     *
     * @throws IllegalArgumentException if there is not one for each example, finite and not negative
     */
    default Dataset weightedBy(float... weights) {
        return new Weighted(this, weights.clone());
    }

    /** Batches in the order of the examples; the last one of an epoch may be smaller. */
    default Batches batches(int batchSize) {
        return Batches.of(this, batchSize);
    }

    /** The same examples in another order each epoch, a function of {@code seed} and the epoch. */
    default Shuffled shuffled(long seed) {
        return new Shuffled(this, seed);
    }

    /**
     * Examples that are to be shuffled for each epoch; views are taken before that.
     *
     * @param data the examples
     * @param seed what the orders depend on
     */
    record Shuffled(Dataset data, long seed) {
        /** Shuffled batches; the last one of an epoch may be smaller. */
        public Batches batches(int batchSize) {
            return Batches.shuffled(data, batchSize, seed);
        }
    }
}
