package dev.inkstone.ops;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inkstone.autodiff.Tape;
import dev.inkstone.ops.SoftmaxCrossEntropy.Options;
import dev.inkstone.random.Position;
import dev.inkstone.tensor.IntTensor;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.ShapeException;
import dev.inkstone.tensor.Tensor;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What losses say to predictions, targets and weights that they cannot take. */
@Tag("once")
class LossBadInputTest {
    private static final Tensor X = zeros(2, 3);
    private static final IntTensor LABELS = IntTensor.of(0, 2);
    private static final Tensor SOFT = Tensor.of(Shape.of(2, 3), 0.5f, 0.5f, 0f, 0f, 0f, 1f);

    @Test
    void settingsOutOfRange() {
        value(
                tape -> Options.DEFAULT.labelSmoothing(1.5f),
                "softmax_cross_entropy: label smoothing 1.5, expected 0 to 1; 0.1 is a common value");
        value(
                tape -> Huber.huber(tape, X, X, 0f),
                "huber 'out': delta 0.0, expected a finite number above 0; 1 is the usual value");
        value(
                tape -> MulticlassHinge.multiclassHinge(tape, X, LABELS, Float.NaN, null),
                "multiclass_hinge 'out': margin NaN, expected a finite number above 0; 1 is the usual value");
        value(
                tape -> BinaryCrossEntropyWithLogits.binaryCrossEntropyWithLogits(tape, X, X, -1f, null),
                "binary_cross_entropy_with_logits 'out': positive weight -1.0, expected a finite number above 0; negatives"
                        + " divided by positives balances the two");
    }

    /** Of each pixel or word, for example: the sum would be divided by the examples alone, and only in training. */
    @Test
    void moreRowsThanExamples() {
        try (Tape tape = Tape.record(new Position(1, 0, 2, 4))) {
            Tensor logits = Tensor.zeros(Shape.of(6, 3));
            assertThatThrownBy(() -> SoftmaxCrossEntropy.softmaxCrossEntropy(
                            tape, logits, IntTensor.wrap(new int[6], 0, Shape.of(6))))
                    .isInstanceOf(ShapeException.class)
                    .hasMessage(
                            "loss: 6 rows in a batch of 4 examples, expected one for each example; take the mean of an"
                                    + " example's rows, with Loss.mean(…)");
        }
    }

    @Test
    void anEmptyBatch() {
        Tensor none = zeros(0, 3);
        String classes =
                ", expected [batch, classes] with at least one example and one class; end the model with dense(classes)";
        shape(tape -> soft(tape, none, none), "softmax_cross_entropy 'out': logits [0, 3]" + classes);
        shape(tape -> KlDivergence.klDivergence(tape, none, none), "kl_divergence 'out': logits [0, 3]" + classes);
        shape(
                tape -> MulticlassHinge.multiclassHinge(tape, none, IntTensor.of(), 1f, null),
                "multiclass_hinge 'out': scores [0, 3]" + classes);
        String values = ": prediction [0, 3], expected [batch, …] with at least one example and one value";
        shape(tape -> MeanSquaredError.meanSquaredError(tape, none, none), "mean_squared_error 'out'" + values);
        shape(tape -> MeanAbsoluteError.meanAbsoluteError(tape, none, none), "mean_absolute_error 'out'" + values);
        shape(tape -> Huber.huber(tape, none, none, 1f), "huber 'out'" + values);
        shape(tape -> Hinge.hinge(tape, none, none, null), "hinge 'out'" + values);
        shape(tape -> Hinge.squaredHinge(tape, none, none, null), "squared_hinge 'out'" + values);
        shape(
                tape -> BinaryCrossEntropyWithLogits.binaryCrossEntropyWithLogits(tape, none, none),
                "binary_cross_entropy_with_logits 'out'" + values);
    }

    @Test
    void targetsOfAnotherShape() {
        shape(
                tape -> MeanSquaredError.meanSquaredError(tape, zeros(5, 1), zeros(1, 5)),
                "mean_squared_error 'out': target [1, 5], expected [5, 1], the shape of the prediction; nothing is broadcast");
        shape(
                tape -> soft(tape, X, zeros(2, 4)),
                "softmax_cross_entropy 'out': target probabilities [2, 4], expected [2, 3]; give a probability for each"
                        + " class, or class indices as integers");
        shape(
                tape -> Hinge.hinge(tape, X, LABELS, null),
                "hinge 'out': labels [2] for a prediction [2, 3], expected one label and one prediction for each example;"
                        + " end the model with dense(1), or give targets of the prediction's shape");
        shape(
                tape -> MulticlassHinge.multiclassHinge(tape, X, IntTensor.of(1), 1f, null),
                "multiclass_hinge 'out': labels [1], expected [2], one class index for each example; turn one-hot rows into"
                        + " indices");
    }

    @Test
    void targetsThatAreNoNumbers() {
        String cure =
                " of example 1, expected a finite number; repair the data, or put a 0 there and give the example the"
                        + " weight 0";
        value(
                tape -> MeanSquaredError.meanSquaredError(tape, X, with(Float.NaN)),
                "mean_squared_error 'out': target NaN" + cure);
        value(tape -> Huber.huber(tape, X, with(Float.NEGATIVE_INFINITY), 1f), "huber 'out': target -Infinity" + cure);
        value(
                tape -> BinaryCrossEntropyWithLogits.binaryCrossEntropyWithLogits(tape, X, with(1.5f)),
                "binary_cross_entropy_with_logits 'out': target 1.5 of example 1, expected 0 to 1, the probability of the"
                        + " positive class");
        Tensor zeros = zeros(2, 1);
        value(
                tape -> Hinge.hinge(tape, zeros, zeros, null),
                "hinge 'out': target 0.0 of example 0, expected -1 or 1; give labels 0 and 1 as integers");
        value(
                tape -> BinaryCrossEntropyWithLogits.binaryCrossEntropyWithLogits(tape, zeros, LABELS),
                "binary_cross_entropy_with_logits 'out': label 2 of example 1, expected 0 or 1; for more classes take"
                        + " softmaxCrossEntropy or multiclassHinge, and give signs -1 and 1 as values");
        value(
                tape -> MulticlassHinge.multiclassHinge(tape, X, IntTensor.of(0, 3), 1f, null),
                "multiclass_hinge 'out': label 3 of example 1, expected 0 to 2; labels are class indices, and the logits have"
                        + " 3 classes: count labels from 0 with relabel(…), or end the model with one output for each class");
    }

    @Test
    void softLabelsThatAreNoDistribution() {
        String what = "softmax_cross_entropy 'out': target probabilit";
        value(
                tape -> soft(tape, X, Tensor.of(Shape.of(2, 3), 1f, 0f, 0f, 0.5f, 0.5f, 0.25f)),
                what
                        + "ies of example 1 sum to 1.25, expected 1; divide each row by its sum, or take the softmax of logits");
        String cure = ", expected 0 to 1; give a probability for each class, or class indices as integers";
        value(
                tape -> soft(tape, X, Tensor.of(Shape.of(2, 3), 1f, 0f, 0f, 0.5f, 1f, -0.5f)),
                what + "y -0.5 of example 1" + cure);
        value(
                tape -> KlDivergence.klDivergence(tape, X, with(Float.NaN)),
                "kl_divergence 'out': target probabilities of example 0 sum to 0.0, expected 1; divide each row by its sum, or"
                        + " take the softmax of logits");
        value(
                tape -> soft(tape, X, Tensor.of(Shape.of(2, 3), Float.NaN, 0f, 0f, 0f, 0f, 1f)),
                what + "y NaN of example 0" + cure);
    }

    @Test
    void weightsThatDoNotFit() {
        Options none = Options.DEFAULT;
        shape(
                tape -> labels(tape, none.classWeights(zeros(2))),
                "softmax_cross_entropy 'out': class weights [2], expected [3], one for each class");
        shape(
                tape -> labels(tape, none.exampleWeights(zeros(3))),
                "softmax_cross_entropy 'out': example weights [3], expected [2], one for each example");
        value(
                tape -> labels(tape, none.classWeights(Tensor.of(Shape.of(3), 1f, -1f, 0f))),
                "softmax_cross_entropy 'out': weight -1.0 of class 1, expected a finite number of 0 or more");
        value(
                tape -> MeanAbsoluteError.meanAbsoluteError(tape, X, X, Tensor.of(Shape.of(2), 1f, Float.NaN)),
                "mean_absolute_error 'out': weight NaN of example 1, expected a finite number of 0 or more");
    }

    @Test
    void gradientsOfTargetsAndWeights() {
        String cure =
                " depend on a parameter or a watched tensor, expected constants, for the loss gives them no gradient;"
                        + " use copy() of them";
        value(
                tape -> MeanSquaredError.meanSquaredError(tape, X, tape.watch(zeros(2, 3))),
                "mean_squared_error 'out': targets [2, 3]" + cure);
        value(
                tape -> MeanSquaredError.meanSquaredError(
                        tape, X, tape.watch(zeros(6)).reshape(2, 3)),
                "mean_squared_error 'out': targets [2, 3]" + cure);
        value(
                tape -> soft(tape, X, tape.watch(SOFT.copy())),
                "softmax_cross_entropy 'out': target probabilities [2, 3]" + cure);
        value(
                tape -> Hinge.hinge(tape, zeros(2), IntTensor.of(0, 1), tape.watch(zeros(2))),
                "hinge 'out': example weights [2]" + cure);
        value(
                tape -> labels(tape, Options.DEFAULT.classWeights(tape.watch(zeros(3)))),
                "softmax_cross_entropy 'out': class weights [3]" + cure);
    }

    @Test
    void weightsOfEachLossThatDoNotFit() {
        Tensor weights = zeros(3);
        Options options = Options.DEFAULT.exampleWeights(weights);
        String cure = " 'out': example weights [3], expected [2], one for each example";
        shape(
                tape -> SoftmaxCrossEntropy.softmaxCrossEntropy(tape, X, LABELS, options),
                "softmax_cross_entropy" + cure);
        shape(tape -> SoftmaxCrossEntropy.softmaxCrossEntropy(tape, X, SOFT, options), "softmax_cross_entropy" + cure);
        shape(tape -> KlDivergence.klDivergence(tape, X, SOFT, weights), "kl_divergence" + cure);
        shape(tape -> MeanSquaredError.meanSquaredError(tape, X, X, weights), "mean_squared_error" + cure);
        shape(tape -> Huber.huber(tape, X, X, 1f, weights), "huber" + cure);
        Tensor binary = zeros(2);
        IntTensor labels = IntTensor.of(0, 1);
        shape(tape -> Hinge.squaredHinge(tape, binary, labels, weights), "squared_hinge" + cure);
        shape(
                tape -> BinaryCrossEntropyWithLogits.binaryCrossEntropyWithLogits(tape, binary, labels, 1f, weights),
                "binary_cross_entropy_with_logits" + cure);
    }

    @Test
    void probabilitiesInsteadOfLogits() {
        String message =
                " 'out': the logits are the output of a softmax 'out', expected raw logits; remove the softmax 'out',"
                        + " since this"
                        + " loss ";
        value(tape -> soft(tape, Softmax.softmax(tape, X), SOFT), "softmax_cross_entropy" + message + "contains it");
        value(
                tape -> KlDivergence.klDivergence(tape, Softmax.softmax(tape, X), SOFT),
                "kl_divergence" + message + "contains it");
        value(
                tape -> BinaryCrossEntropyWithLogits.binaryCrossEntropyWithLogits(tape, Softmax.softmax(tape, X), X),
                "binary_cross_entropy_with_logits" + message + "takes the sigmoid of them");
    }

    @Test
    void sigmoidsInsteadOfLogits() {
        String sigmoid =
                " 'out': the logits are the output of a sigmoid 'out', expected raw logits; remove the sigmoid 'out',"
                        + " since this loss ";
        String hard = sigmoid.replace("sigmoid", "hard sigmoid");
        String binary = "binary_cross_entropy_with_logits";
        String softmax = "softmax_cross_entropy";
        value(tape -> binary(tape, Sigmoid.sigmoid(tape, X)), binary + sigmoid + "contains it");
        value(
                tape -> binary(tape, Reshape.reshape(tape, Sigmoid.sigmoid(tape, X), 2, -1)),
                binary + sigmoid + "contains it");
        value(tape -> binary(tape, HardSigmoid.hardSigmoid(tape, X)), binary + hard + "takes the sigmoid of them");
        value(
                tape -> binary(tape, Dense.dense(tape, X, zeros(3, 3), null, Activation.SIGMOID)),
                binary + sigmoid + "contains it");
        value(
                tape -> soft(tape, Dense.dense(tape, X, zeros(3, 3), null, Activation.HARD_SIGMOID), SOFT),
                softmax + hard + "takes the softmax of them");
        value(
                tape -> soft(tape, Reshape.flatten(tape, Sigmoid.sigmoid(tape, zeros(2, 1, 3))), SOFT),
                softmax + sigmoid + "takes the softmax of them");
    }

    @Test
    void sigmoidsAreFoundBehindEveryOpThatAppliesThem() {
        Tensor image = zeros(1, 2, 2, 3);
        Tensor kernel = zeros(1, 1, 3, 3);
        List<Function<Tape, Tensor>> outputs = List.of(
                tape -> Conv2d.conv2d(tape, image, kernel, null, Conv2d.Options.DEFAULT, Activation.SIGMOID),
                tape -> Conv2dTranspose.conv2dTranspose(
                        tape, image, kernel, null, Conv2dTranspose.Options.DEFAULT, Activation.SIGMOID),
                tape -> DepthwiseConv2d.depthwiseConv2d(
                        tape, image, zeros(1, 1, 3, 1), null, Conv2d.Options.DEFAULT, Activation.SIGMOID));
        for (Function<Tape, Tensor> output : outputs) {
            value(
                    tape -> {
                        Tensor y = output.apply(tape);
                        BinaryCrossEntropyWithLogits.binaryCrossEntropyWithLogits(tape, y, Tensor.zeros(y.shape()));
                    },
                    "binary_cross_entropy_with_logits 'out': the logits are the output of a sigmoid 'out', expected raw"
                            + " logits; remove the sigmoid 'out', since this loss contains it");
        }
    }

    /** A sigmoid that an op works on further is nobody's mistake. */
    @Test
    void hiddenSigmoidsAreLeftInPeace() {
        try (Tape tape = Tape.record(Position.START)) {
            Tensor hidden = Sigmoid.sigmoid(tape, X);
            binary(tape, Dense.dense(tape, hidden, zeros(3, 3), null, Activation.LINEAR));
            soft(tape, Add.add(tape, hidden, X), SOFT);
        }
    }

    @Test
    void oneClass() {
        Tensor column = zeros(2, 1);
        String message =
                " 'out': logits [2, 1] of one class, expected two classes or more, for the softmax of one is always"
                        + " 1 and the loss always 0; end the model with dense(2), or keep dense(1) and take binaryCrossEntropy()";
        shape(
                tape -> SoftmaxCrossEntropy.softmaxCrossEntropy(tape, column, IntTensor.of(0, 0)),
                "softmax_cross_entropy" + message);
        shape(tape -> soft(tape, column, column), "softmax_cross_entropy" + message);
        shape(tape -> KlDivergence.klDivergence(tape, column, column), "kl_divergence" + message);
    }

    private static void binary(Tape tape, Tensor logits) {
        BinaryCrossEntropyWithLogits.binaryCrossEntropyWithLogits(tape, logits, X);
    }

    private static void soft(Tape tape, Tensor logits, Tensor targets) {
        SoftmaxCrossEntropy.softmaxCrossEntropy(tape, logits, targets, Options.DEFAULT);
    }

    private static void labels(Tape tape, Options options) {
        SoftmaxCrossEntropy.softmaxCrossEntropy(tape, X, LABELS, options);
    }

    /** Zeros, but for one value in the second example. */
    private static Tensor with(float value) {
        Tensor t = zeros(2, 3);
        t.array()[4] = value;
        return t;
    }

    private static void shape(Consumer<Tape> call, String message) {
        fails(call, ShapeException.class, message);
    }

    private static void value(Consumer<Tape> call, String message) {
        fails(call, IllegalArgumentException.class, message);
    }

    private static void fails(Consumer<Tape> call, Class<? extends Exception> type, String message) {
        try (Tape tape = Tape.record(Position.START)) {
            tape.enter("out");
            assertThatThrownBy(() -> call.accept(tape))
                    .isExactlyInstanceOf(type)
                    .hasMessage(message);
        }
    }

    private static Tensor zeros(int... dims) {
        return Tensor.zeros(Shape.of(dims));
    }
}
