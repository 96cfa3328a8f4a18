package dev.inkstone.autodiff;

import static dev.inkstone.ops.Add.add;
import static dev.inkstone.ops.Multiply.multiply;
import static dev.inkstone.ops.Relu.relu;
import static dev.inkstone.ops.Reshape.reshape;
import static dev.inkstone.ops.Subtract.subtract;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.inkstone.ops.BatchNorm;
import dev.inkstone.ops.Dropout;
import dev.inkstone.random.Position;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.ShapeException;
import dev.inkstone.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class TapeTest {
    private static final Shape PAIR = Shape.of(2);

    private final Parameters parameters = new Parameters();
    private final Parameter a = parameters.declare("a", PAIR);
    private final Parameter b = parameters.declare("b", PAIR);

    TapeTest() {
        parameters.allocate();
        System.arraycopy(new float[] {2, -3, 5, 7}, 0, parameters.values(), 0, 4);
    }

    @Test
    void gradientsLieInTheLayoutOfTheParameters() {
        try (Tape tape = Tape.record(Position.START)) {
            Tensor y = multiply(tape, tape.use(a), tape.use(b));
            Gradients gradients = tape.gradients(y, pair(1, 10));
            assertThat(gradients.flat().toArray()).containsExactly(5, 70, 2, -30);
            assertThat(gradients.of(a).toArray()).containsExactly(5, 70);
            assertThat(gradients.parameters()).isSameAs(parameters);
        }
    }

    @Test
    void aParameterUsedTwiceGetsTheSum() {
        try (Tape tape = Tape.record(Position.START)) {
            Tensor y = add(tape, multiply(tape, tape.use(a), tape.use(b)), tape.use(a));
            assertThat(tape.gradients(y, pair(1, 1)).flat().toArray()).containsExactly(6, 8, 2, -3);
        }
    }

    @Test
    void aTensorUsedTwiceGetsTheSum() {
        try (Tape tape = Tape.record(Position.START)) {
            Tensor x = tape.watch(pair(2, -3));
            Tensor cube = multiply(tape, multiply(tape, x, x), x);
            assertThat(tape.gradients(cube, pair(1, 1)).of(x).toArray()).containsExactly(12, 27);
        }
    }

    /** Add hands its own gradient on; what is shared must not be added to in place. */
    @Test
    void gradientsThatAreHandedOnAreNotCorrupted() {
        try (Tape tape = Tape.record(Position.START)) {
            Tensor x = tape.watch(pair(2, -3));
            Tensor z = tape.watch(pair(1, 1));
            Tensor doubled = add(tape, x, x);
            Tensor sum = add(tape, doubled, z);
            Tensor y = add(tape, relu(tape, sum), add(tape, sum, z));
            Tensor outputGradient = pair(1, 10);

            Gradients gradients = tape.gradients(y, outputGradient);

            assertThat(gradients.of(x).toArray()).containsExactly(4, 20);
            assertThat(gradients.of(z).toArray()).containsExactly(3, 20);
            assertThat(outputGradient.toArray()).containsExactly(1, 10);
        }
    }

    /** A relu writes the gradient of its input over that of its output, but not where somebody may ask for the latter. */
    @Test
    void theGradientOfAWatchedResultOfAnOpStays() {
        try (Tape tape = Tape.record(Position.START)) {
            Tensor sum = add(tape, tape.use(a), tape.use(b));
            Tensor rectified = relu(tape, add(tape, sum, Tensor.scalar(-5)));
            Tensor y = multiply(tape, tape.watch(rectified), pair(3, 4));

            Gradients gradients = tape.gradients(y, pair(1, 1));

            assertThat(gradients.of(rectified).toArray()).containsExactly(3, 4);
            assertThat(gradients.of(a).toArray()).containsExactly(3, 0);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> gradients.of(sum))
                    .withMessageContaining("expected a watched tensor");
        }
    }

    @Test
    void gradientsPassThroughReshapesOfSharedTensors() {
        try (Tape tape = Tape.record(Position.START)) {
            Tensor p = tape.use(a);
            Tensor y = subtract(tape, reshape(tape, p, 1, 2), multiply(tape, reshape(tape, p, 1, 2), Tensor.scalar(3)));
            assertThat(tape.gradients(y, Tensor.of(Shape.of(1, 2), 1, 1)).flat().toArray())
                    .containsExactly(-2, -2, 0, 0);
        }
    }

    @Test
    void aParameterThatTheLossDoesNotDependOnGetsZeros() {
        try (Tape tape = Tape.record(Position.START)) {
            tape.use(b);
            Tensor y = relu(tape, tape.use(a));
            Gradients gradients = tape.gradients(y, pair(1, 1));
            assertThat(gradients.flat().toArray()).containsExactly(1, 0, 0, 0);
            assertThat(gradients.of(b).toArray()).containsExactly(0, 0);
        }
    }

    @Test
    void aParameterThatIsWatchedTooGetsItsGradientInItsPlace() {
        try (Tape tape = Tape.record(Position.START)) {
            Tensor watched = tape.watch(a.value());
            Tensor y = multiply(tape, tape.use(a), tape.use(b));
            Gradients gradients = tape.gradients(y, pair(1, 10));
            assertThat(gradients.flat().toArray()).containsExactly(5, 70, 2, -30);
            assertThat(gradients.of(watched).toArray()).containsExactly(5, 70);
        }
    }

    @Test
    void aParameterThatIsOnlyWatchedHasZerosInItsPlace() {
        try (Tape tape = Tape.record(Position.START)) {
            Tensor y = multiply(tape, tape.watch(a.value()), tape.use(b));
            Gradients gradients = tape.gradients(y, pair(1, 10));
            assertThat(gradients.flat().toArray()).containsExactly(0, 0, 2, -30);
            assertThat(gradients.of(a.value()).toArray()).containsExactly(5, 70);
        }
    }

    @Test
    void theLossMayBeAParameterItself() {
        try (Tape tape = Tape.record(Position.START)) {
            Tensor p = tape.use(a);
            assertThat(tape.gradients(p, pair(4, 5)).flat().toArray()).containsExactly(4, 5, 0, 0);
        }
    }

    @Test
    void aTapeGivesGradientsMoreThanOnce() {
        try (Tape tape = Tape.record(Position.START)) {
            Tensor y = multiply(tape, tape.use(a), tape.use(b));
            float[] first = tape.gradients(y, pair(1, 1)).flat().toArray();
            assertThat(tape.gradients(y, pair(1, 1)).flat().toArray()).isEqualTo(first);
        }
    }

    @Test
    void inferenceRecordsNothing() {
        try (Tape tape = Tape.inference()) {
            Tensor y = relu(tape, tape.use(a));
            assertThat(tape.isTraining()).isFalse();
            assertThat(tape.needsGradient(y)).isFalse();
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> tape.gradients(y, pair(1, 1)))
                    .withMessageContaining("opened with Tape.record(position)");
            assertThatIllegalStateException()
                    .isThrownBy(() -> tape.watch(pair(1, 1)))
                    .withMessageContaining("open it with Tape.record(position) or Tape.recordInference()");
        }
    }

    @Test
    void inferenceGivesMemoryBackBetweenLayersAndRecordingDoesNot() {
        try (Tape tape = Tape.inference()) {
            Tensor before = relu(tape, tape.use(a));
            int mark = tape.mark();
            Tensor inner = relu(tape, before);
            Tensor output = reshape(tape, relu(tape, inner), 1, 2);
            Tensor view = inner.reshape(2, 1);
            tape.releaseExcept(mark, output);
            assertThat(output.toArray()).containsExactly(2, 0);
            assertThat(before.toArray()).containsExactly(2, 0);
            assertThat(Tape.of(output)).isSameAs(tape);
            assertThat(tape.mark()).isEqualTo(mark + 1);
            assertThatIllegalStateException().isThrownBy(inner::array).withMessageContaining("copy()");
            assertThatIllegalStateException().isThrownBy(view::array);
        }
        try (Tape tape = Tape.record(Position.START)) {
            int mark = tape.mark();
            Tensor inner = relu(tape, tape.use(a));
            tape.releaseExcept(mark, relu(tape, inner));
            assertThat(inner.toArray()).containsExactly(2, 0);
        }
    }

    @Test
    void recordInferenceGivesGradientsOfWhatInferenceComputes() {
        try (Tape tape = Tape.recordInference()) {
            Tensor x = tape.watch(Tensor.of(Shape.of(1, 2), 1, 2));
            Tensor y = multiply(tape, Dropout.dropout(tape, x, 0.9f, "drop"), Tensor.scalar(3));
            assertThat(y.toArray()).containsExactly(3, 6);
            assertThat(tape.gradients(y, Tensor.of(Shape.of(1, 2), 1, 1)).of(x).toArray())
                    .containsExactly(3, 3);
        }
    }

    @Test
    void onlyTrainingAsksForStateUpdates() {
        Parameters own = new Parameters();
        BatchNorm.Statistics statistics = new BatchNorm.Statistics(
                own.declareState("mean", PAIR), own.declareState("variance", PAIR), 0.9f, 1e-3f);
        own.allocate();
        assertThat(updates(Tape.record(Position.START), statistics)).isEqualTo(2);
        assertThat(updates(Tape.recordInference(), statistics)).isZero();
        assertThat(own.states()).containsOnly(0);
    }

    @Test
    void stateUpdatesAreHandedOutOnce() {
        Parameters own = new Parameters();
        BatchNorm.Statistics statistics = new BatchNorm.Statistics(
                own.declareState("mean", PAIR), own.declareState("variance", PAIR), 0.9f, 1e-3f);
        own.allocate();
        try (Tape tape = Tape.record(Position.START)) {
            Tensor x = tape.watch(Tensor.of(Shape.of(3, 2), 1, 2, 3, 4, 5, 7));
            Tensor y = BatchNorm.batchNorm(
                    tape, x, pair(1, 1), pair(0, 0), statistics, dev.inkstone.ops.Activation.LINEAR);
            assertThat(tape.gradients(y, y).stateUpdates()).hasSize(2);
            assertThat(tape.gradients(y, y).stateUpdates()).isEmpty();
        }
    }

    @Test
    void twoTapesMayRunOnOneModelAtTheSameTime() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            CyclicBarrier start = new CyclicBarrier(2);
            List<Future<float[]>> results = new ArrayList<>();
            for (int i = 1; i <= 2; i++) {
                float scale = i;
                results.add(threads.submit(() -> {
                    try (Tape tape = Tape.record(Position.START)) {
                        Tensor y = multiply(tape, tape.use(a), tape.use(b));
                        start.await();
                        return tape.gradients(y, pair(scale, scale)).flat().toArray();
                    }
                }));
            }
            assertThat(results.get(0).get()).containsExactly(5, 7, 2, -3);
            assertThat(results.get(1).get()).containsExactly(10, 14, 4, -6);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void gradientsNeedAScalarOrAnOutputGradientOfTheSameShape() {
        try (Tape tape = Tape.record(Position.START)) {
            Tensor y = relu(tape, tape.use(a));
            org.assertj.core.api.Assertions.assertThatExceptionOfType(ShapeException.class)
                    .isThrownBy(() -> tape.gradients(y))
                    .withMessage(
                            "gradients: loss [2] has 2 elements, expected 1; take a mean or a sum, or give the gradient of the"
                                    + " output");
            org.assertj.core.api.Assertions.assertThatExceptionOfType(ShapeException.class)
                    .isThrownBy(() -> tape.gradients(y, Tensor.scalar(1)))
                    .withMessage("gradients: output gradient [], expected the output's shape [2]");
        }
    }

    /** The features by which a generated image is judged, for example. */
    @Test
    void aFrozenModelMayStandBeforeOrBehindTheOneThatLearns() {
        Parameters others = new Parameters();
        Parameter fixed = others.declare("features", PAIR);
        others.allocate();
        System.arraycopy(new float[] {3, 4}, 0, others.values(), 0, 2);
        others.freeze(name -> true);
        try (Tape tape = Tape.record(Position.START)) {
            Tensor y = multiply(tape, tape.use(fixed), tape.use(a));
            Gradients gradients = tape.gradients(multiply(tape, y, tape.use(fixed)), pair(1, 1));
            assertThat(gradients.of(a).toArray()).containsExactly(9, 16);
        }
    }

    @Test
    void aTapeServesOneModel() {
        Parameters others = new Parameters();
        Parameter foreign = others.declare("dense1/kernel", PAIR);
        others.allocate();
        try (Tape tape = Tape.record(Position.START)) {
            Tensor y = relu(tape, tape.use(a));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> tape.use(foreign))
                    .withMessage(
                            "tape: 'dense1/kernel' belongs to a second model, expected parameters of one; use a tape for each"
                                    + " model, or freeze one");
            Gradients gradients = tape.gradients(y, pair(1, 1));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> gradients.of(foreign))
                    .withMessage(
                            "gradients: parameter 'dense1/kernel' belongs to another model, expected one that the tape used");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> gradients.of(pair(1, 1)))
                    .withMessageContaining("call tape.watch(tensor) before the forward pass");
        }
    }

    @Test
    void nothingWorksAfterTheTapeIsClosed() {
        Tape tape = Tape.record(Position.START);
        Tensor y = relu(tape, tape.use(a));
        Gradients gradients = tape.gradients(y, pair(1, 1));
        tape.close();
        tape.close();

        String closed = "tape: is closed, expected open; open one tape for each step";
        assertThatIllegalStateException().isThrownBy(() -> tape.use(a)).withMessage(closed);
        assertThatIllegalStateException()
                .isThrownBy(() -> relu(tape, pair(1, 1)))
                .withMessage(closed);
        assertThatIllegalStateException()
                .isThrownBy(() -> tape.gradients(y, pair(1, 1)))
                .withMessage(closed);
        assertThatIllegalStateException()
                .isThrownBy(y::toArray)
                .withMessageContaining("used after its tape (or batch) was closed");
        assertThatIllegalStateException()
                .isThrownBy(gradients::flat)
                .withMessage(
                        "gradients: used after their tape was closed or their step was over; copy before that what you"
                                + " want to keep: gradients.of(parameter).copy()");
        assertThat(a.value().toArray()).containsExactly(2, -3);
    }

    @Test
    void aTapeBelongsToTheThreadThatOpenedIt() throws Exception {
        try (Tape tape = Tape.record(Position.START)) {
            List<Throwable> thrown = new ArrayList<>();
            Thread other = new Thread(() -> relu(tape, pair(1, 1)), "loader-1");
            other.setUncaughtExceptionHandler((thread, e) -> thrown.add(e));
            other.start();
            other.join();
            assertThat(thrown)
                    .singleElement()
                    .satisfies(e -> assertThat(e)
                            .isInstanceOf(IllegalStateException.class)
                            .hasMessage("tape: used by thread 'loader-1', expected '"
                                    + Thread.currentThread().getName()
                                    + "', which opened it; open one tape for each thread"));
        }
    }

    @Test
    void aViewThatWouldLoseAGradientIsRefused() {
        try (Tape tape = Tape.record(Position.START)) {
            Tensor x = relu(tape, tape.use(a));
            String cure = " made outside the tape of a tensor [2] that needs a gradient, expected an op; use"
                    + " Reshape.reshape(tape, x, …), or copy() for a constant";
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> relu(tape, x.reshape(1, 2).rows(0, 1)))
                    .withMessage("relu: view [1, 2]" + cure);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> add(tape, x, a.value().rows(0, 1)))
                    .withMessage("add: view [1]" + cure);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> tape.gradients(x.reshape(2, 1), Tensor.zeros(Shape.of(2, 1))))
                    .withMessage("gradients: view [2, 1]" + cure);
        }
    }

    @Test
    void viewsThatLoseNothingAreTaken() {
        Tensor batch = Tensor.of(Shape.of(2, 2), 1, 2, 3, 4);
        try (Tape tape = Tape.record(Position.START);
                Tape inference = Tape.inference()) {
            Tensor x = multiply(tape, tape.use(a), batch.rows(1, 2).reshape(2));
            Tensor y = multiply(tape, x, b.value().reshape(2));
            Gradients gradients = tape.gradients(reshape(tape, y, 2, 1), Tensor.of(Shape.of(2, 1), 1, 1));
            assertThat(gradients.flat().toArray()).containsExactly(15, 28, 0, 0);
            assertThat(relu(tape, gradients.of(a)).toArray()).containsExactly(15, 28);
            assertThat(relu(tape, x.reshape(1, 2).copy()).toArray()).containsExactly(6, 0);
            assertThat(relu(inference, x.reshape(1, 2)).toArray()).containsExactly(6, 0);
        }
    }

    /** Two ops that each fill a part of one tensor: only the second would get its gradient. */
    @Test
    void anOutputIsRecordedOnce() {
        try (Tape tape = Tape.record(Position.START)) {
            Tensor y = tape.watch(tape.allocate(Shape.of(4)));
            Tensor left = tape.use(a);
            Tensor right = tape.use(b);
            tape.record("left", y, (gradient, pass) -> {}, left);
            String cure = ", expected a tensor of its own; allocate one on the tape for each op, or record one op that"
                    + " computes all of it";
            assertThatIllegalStateException()
                    .isThrownBy(() -> tape.record("right", tape.watch(y), (gradient, pass) -> {}, right))
                    .withMessage("right: the output [4] is that of an op recorded before" + cure);
            assertThatIllegalStateException()
                    .isThrownBy(() -> tape.record("into", left, (gradient, pass) -> {}, right))
                    .withMessage("into: the output [2] is a parameter" + cure);
        }
    }

    @Test
    void anOpMustNotReturnItsInput() {
        try (Tape tape = Tape.record(Position.START)) {
            Tensor x = tape.use(a);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> tape.record("own", x, (gradient, pass) -> pass.pass(x, gradient), x))
                    .withMessage(
                            "own: the output [2] is one of its inputs, expected a tensor of its own; allocate one on the"
                                    + " tape, or return the input without recording");
        }
    }

    @Test
    void aTensorKnowsItsTape() {
        try (Tape tape = Tape.record(Position.START)) {
            assertThat(Tape.of(relu(tape, tape.use(a)))).isSameAs(tape);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Tape.of(a.value()))
                    .withMessageContaining("was not made by a tape, expected the result of a forward pass");
        }
    }

    @Test
    void messagesNameTheLayer() {
        try (Tape tape = Tape.inference()) {
            assertThat(tape.label("conv2d")).isEqualTo("conv2d");
            String before = tape.enter("block1/conv");
            assertThat(tape.label("conv2d")).isEqualTo("conv2d 'block1/conv'");
            tape.enter(before);
            assertThat(tape.label("conv2d")).isEqualTo("conv2d");
        }
    }

    private static int updates(Tape open, BatchNorm.Statistics statistics) {
        try (Tape tape = open) {
            Tensor x = tape.watch(Tensor.of(Shape.of(3, 2), 1, 2, 3, 4, 5, 7));
            Tensor y = BatchNorm.batchNorm(
                    tape, x, pair(1, 1), pair(0, 0), statistics, dev.inkstone.ops.Activation.LINEAR);
            return tape.gradients(y, y).stateUpdates().size();
        }
    }

    private static Tensor pair(float first, float second) {
        return Tensor.of(PAIR, first, second);
    }

    @Test
    void aGradientThatAnOpHasHandedOnIsNotWrittenOver() {
        try (Tape tape = Tape.record(Position.START)) {
            Tensor a = tape.watch(Tensor.of(Shape.of(1), 0));
            Tensor b = tape.watch(Tensor.of(Shape.of(1), 0));
            Tensor y = tape.record(
                    "twice",
                    tape.allocate(Shape.of(1)),
                    (gradient, pass) -> {
                        pass.pass(a, gradient);
                        Tensor tenfold = pass.over(gradient);
                        tenfold.array()[tenfold.offset()] = 10 * gradient.array()[gradient.offset()];
                        pass.give(b, tenfold);
                    },
                    a,
                    b);
            Gradients gradients = tape.gradients(multiply(tape, y, Tensor.of(Shape.of(1), 3)));
            assertThat(gradients.of(a).toArray()).containsExactly(3);
            assertThat(gradients.of(b).toArray()).containsExactly(30);
        }
    }

    @Test
    void whatIsWatchedBeforeAnOpRecordsItKeepsItsGradient() {
        try (Tape tape = Tape.record(Position.START)) {
            Tensor x = tape.watch(Tensor.of(Shape.of(1), 2));
            Tensor y = tape.watch(tape.allocate(Shape.of(1)));
            tape.record("same", y, (gradient, pass) -> pass.pass(x, gradient), x);
            Gradients gradients = tape.gradients(multiply(tape, y, Tensor.of(Shape.of(1), 3)));
            assertThat(gradients.of(y).toArray()).containsExactly(3);
            assertThat(gradients.of(x).toArray()).containsExactly(3);
        }
    }
}
