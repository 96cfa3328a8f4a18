package dev.inkstone.optim;

import static dev.inkstone.layers.Layers.batchNorm;
import static dev.inkstone.layers.Layers.dense;
import static dev.inkstone.optim.ParameterGroup.biasesAndNorms;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import dev.inkstone.autodiff.Gradients;
import dev.inkstone.autodiff.Parameter;
import dev.inkstone.layers.Model;
import dev.inkstone.random.RandomStream;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the conformance cases do not say of the optimizers. */
class AllOptimizersTest {
    private static final int STEPS = 20;

    private static List<Descent<?>> all() {
        return List.of(
                Sgd.withLearningRate(0.01).momentum(0.9),
                Adam.withLearningRate(0.01),
                Adam.withLearningRate(0.01).amsgrad().epsilonMode(EpsilonMode.INSIDE),
                AdamW.withLearningRate(Schedules.cosine(0.01, 30)).clipGlobalNorm(0.5),
                NAdam.withLearningRate(0.01).weightDecay(0.1),
                RmsProp.withLearningRate(0.01).momentum(0.9).centered(),
                Adagrad.withLearningRate(0.01).initialAccumulator(0.1),
                Lion.withLearningRate(0.01)
                        .weightDecay(0.1)
                        .group(biasesAndNorms().weightDecay(0)));
    }

    @Test
    void amsgrad() {
        check(Adam.withLearningRate(0.01).epsilon(1e-3).amsgrad(), (w, g, s, t) -> {
            s[0] = 0.9 * s[0] + 0.1 * g;
            s[1] = 0.999 * s[1] + 0.001 * g * g;
            s[2] = Math.max(s[2], s[1]);
            double root = Math.sqrt(s[2] / (1 - Math.pow(0.999, t)));
            return w - 0.01 * s[0] / (1 - Math.pow(0.9, t)) / (root + 1e-3);
        });
    }

    @Test
    void nadam() {
        check(NAdam.withLearningRate(0.01).epsilon(1e-3), (w, g, s, t) -> {
            s[0] = 0.9 * s[0] + 0.1 * g;
            s[1] = 0.999 * s[1] + 0.001 * g * g;
            double mu = 0.9 * (1 - 0.5 * Math.pow(0.96, 0.004 * t));
            double next = 0.9 * (1 - 0.5 * Math.pow(0.96, 0.004 * (t + 1)));
            s[2] = (t == 1 ? 1 : s[2]) * mu;
            double mean = (1 - mu) * g / (1 - s[2]) + next * s[0] / (1 - s[2] * next);
            return w - 0.01 * mean / (Math.sqrt(s[1] / (1 - Math.pow(0.999, t))) + 1e-3);
        });
    }

    @Test
    void lion() {
        check(Lion.withLearningRate(0.01).weightDecay(0.5), (w, g, s, t) -> {
            double direction = Math.signum(0.9 * s[0] + 0.1 * g);
            s[0] = 0.99 * s[0] + 0.01 * g;
            return w * (1 - 0.01 * 0.5) - 0.01 * direction;
        });
    }

    @Test
    void eachGoesOnFromItsStateWithTheSameBits() {
        for (Descent<?> optimizer : all()) {
            Model model = model();
            step(optimizer, model, 1);
            step(optimizer, model, 2);
            Model copy = model();
            copy(model, copy);
            Optimizer second = optimizer.clipValue(1e9); // the same settings, but for a clipping that does nothing
            second = optimizer.common.clipping() == null ? second : optimizer.clipGlobalNorm(0.5);
            second.restore(optimizer.state());
            assertThat(second.learningRate()).isEqualTo(optimizer.learningRate());
            step(optimizer, model, 3);
            step(second, copy, 3);
            assertThat(copy.parameters().values())
                    .as("%s", optimizer)
                    .containsExactly(model.parameters().values());
            assertThat(second.state().step()).isEqualTo(3);
        }
    }

    @Test
    void scheduledRatesCountTheStepsMade() {
        Sgd sgd = Sgd.withLearningRate(Schedules.stepDecay(1, 0.5, 2));
        Model model = model();
        for (int t = 0; t < 5; t++) {
            assertThat(sgd.learningRate()).isEqualTo(new double[] {1, 1, 0.5, 0.5, 0.25}[t]);
            step(sgd, model, t);
        }
        sgd.scaleLearningRate(0.1);
        assertThat(sgd.learningRate()).isEqualTo(0.25 * 0.1);
    }

    @Test
    void aScheduleThatGivesNoRateChangesNothing() {
        for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY, 1e39, -0.1}) {
            Sgd sgd = Sgd.withLearningRate(step -> step == 1 ? bad : 0.1).momentum(0.9);
            Model model = model();
            step(sgd, model, 1);
            float[] weights = model.parameters().values().clone();
            float[] velocity = sgd.slots.get("momentum").clone();
            assertThatIllegalStateException()
                    .isThrownBy(() -> step(sgd, model, 2))
                    .withMessage("sgd: learning rate " + bad + " after 1 steps, expected a finite number of 0 or more;"
                            + " mend the schedule");
            assertThat(model.parameters().values()).containsExactly(weights);
            assertThat(sgd.slots.get("momentum")).containsExactly(velocity);
            assertThat(sgd.state().step()).isEqualTo(1);
        }
    }

    @Test
    void givenGradientsAreOnlyRead() {
        Model model = model();
        Gradients gradients = gradients(model, 1);
        float[] before = gradients.flat().toArray();
        Sgd.withLearningRate(0.1).weightDecay(0.1).clipValue(0.1).step(model, gradients);
        assertThat(gradients.flat().toArray()).containsExactly(before);
    }

    @Test
    void groupsHaveTheirOwnDecayAndRate() {
        Model model = model();
        Model plain = model();
        Sgd sgd = Sgd.withLearningRate(0.1);
        step(
                sgd.weightDecay(0.5)
                        .group(biasesAndNorms().weightDecay(0))
                        .group(ParameterGroup.of("head", name -> name.startsWith("dense2/"))
                                .learningRateFactor(0.1)
                                .weightDecay(0)),
                model,
                1);
        float[] start = plain.parameters().values().clone();
        step(sgd, plain, 1);
        for (Parameter p : model.parameters().list()) {
            for (int i = p.offset(); i < p.offset() + p.shape().size(); i++) {
                float expected = plain.parameters().values()[i];
                if (p.name().equals("dense2/kernel")) {
                    expected = start[i] + 0.1f * (expected - start[i]);
                } else if (p.name().equals("dense1/kernel")) {
                    expected -= 0.1f * 0.5f * start[i];
                }
                assertThat(model.parameters().values()[i]).as("%s", p).isCloseTo(expected, within(1e-6f));
            }
        }
    }

    /** The batch norm is in both: no decay by the first, a tenth of the rate by the second. */
    @Test
    void aParameterInTwoGroupsHasTheSettingsOfBoth() {
        Model both = model();
        Model one = model();
        Sgd sgd = Sgd.withLearningRate(0.1).weightDecay(0.5);
        ParameterGroup head = ParameterGroup.of("head", name -> !name.startsWith("dense1/"));
        step(sgd.group(biasesAndNorms().weightDecay(0)).group(head.learningRateFactor(0.1)), both, 1);
        step(
                sgd.group(ParameterGroup.of("kernel", "dense2/kernel"::equals).learningRateFactor(0.1))
                        .group(ParameterGroup.of("norm", name -> name.startsWith("bn1/"))
                                .learningRateFactor(0.1)
                                .weightDecay(0))
                        .group(ParameterGroup.of("bias", "dense1/bias"::equals).weightDecay(0)),
                one,
                1);
        assertThat(both.parameters().values()).containsExactly(one.parameters().values());
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> step(sgd.group(biasesAndNorms().weightDecay(0)).group(head.weightDecay(0.1)), model(), 1))
                .withMessage(
                        "sgd: group 'head': weight decay 0.1 of parameter 'bn1/gamma', which has 0.0 from group 'biases"
                                + " and norms', expected one of them; let only one of the groups accept it, or only one set this");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> step(
                        sgd.group(head.learningRateFactor(0.1))
                                .group(ParameterGroup.of("all", name -> true).learningRateFactor(0.5)),
                        model(),
                        1))
                .withMessageStartingWith(
                        "sgd: group 'all': learning-rate factor 0.5 of parameter 'bn1/gamma', which has"
                                + " 0.1 from group 'head', expected one of them");
    }

    @Test
    void aFrozenRangeTakesNoGradientDecaySlotOrShareOfTheNorm() {
        for (Descent<?> optimizer : all()) {
            Optimizer clipped = optimizer.weightDecay(0.1).clipGlobalNorm(0.01);
            Model model = model();
            assertThat(model.freeze(path -> path.startsWith("dense1/")))
                    .containsExactly("dense1/kernel", "dense1/bias");
            int frozen = model.parameter("dense1/bias").offset() + 2;
            float[] start = model.parameters().values().clone();
            step(clipped, model, 1);
            step(clipped, model, 2);
            assertThat(model.parameters().values()).startsWith(java.util.Arrays.copyOf(start, frozen));
            float untouched = optimizer instanceof Adagrad ? 0.1f : 0f;
            clipped.state()
                    .slots()
                    .values()
                    .forEach(slot ->
                            assertThat(java.util.Arrays.copyOf(slot, frozen)).containsOnly(untouched));
            Model other = model();
            other.freeze(path -> path.startsWith("dense1/"));
            Optimizer same = optimizer.weightDecay(0.1).clipGlobalNorm(0.01);
            for (int t = 1; t <= 2; t++) { // gradients of frozen parameters may be anything
                float[] flat = gradients(other, t).flat().toArray();
                java.util.Arrays.fill(flat, 0, frozen, 1e6f);
                same.step(other, of(other, flat));
            }
            assertThat(other.parameters().values())
                    .containsExactly(model.parameters().values());
            model.unfreeze(path -> true);
            step(clipped, model, 3);
            assertThat(model.parameters().values()[0]).isNotEqualTo(start[0]);
        }
    }

    @Test
    void misuseSaysWhatToDo() {
        Sgd sgd = Sgd.withLearningRate(0.1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> step(sgd.group(ParameterGroup.of("heads", name -> name.equals("head"))), model(), 1))
                .withMessageStartingWith("sgd: group 'heads' accepts no parameter of the model, expected one at least");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sgd.weightDecay(-1))
                .withMessage("sgd: weight decay -1.0, expected a finite number of 0 or more; 0.0001 is a common one");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sgd.clipNorm(0))
                .withMessage("clipping: limit 0.0, expected a finite number above 0; 1 is a common norm");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RmsProp.withLearningRate(1).epsilonMode(EpsilonMode.UNCORRECTED))
                .withMessageStartingWith("rmsprop: epsilon mode UNCORRECTED, expected OUTSIDE or INSIDE");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Adam.withLearningRate(1)
                        .amsgrad()
                        .restore(new OptimizerState("adam", 1, java.util.Map.of("m", new float[1], "v", new float[1]))))
                .withMessageContaining("expected 'adam' with slots [m, v, v_max]");
        assertThat(Adam.withLearningRate(0.01).weightDecay(0.1).clipNorm(2).group(biasesAndNorms()))
                .hasToString("adam(learningRate=0.01, beta1=0.9, beta2=0.999, epsilon=1.0E-8, weightDecay=0.1,"
                        + " clipNorm=2.0, groups=[biases and norms(learningRateFactor=1.0)])");
    }

    /** One value's step in double precision; {@code slots} are its own. */
    private interface Reference {
        double step(double w, double g, double[] slots, int t);
    }

    private static void check(Optimizer optimizer, Reference reference) {
        Model model = model();
        float[] start = model.parameters().values().clone();
        for (int t = 1; t <= STEPS; t++) {
            step(optimizer, model, t);
        }
        for (int i = 0; i < start.length; i++) {
            double w = start[i];
            double[] slots = new double[3];
            for (int t = 1; t <= STEPS; t++) {
                w = reference.step(w, gradient(t, i), slots, t);
            }
            assertThat((double) model.parameters().values()[i]).isCloseTo(w, within(1e-5));
        }
    }

    private static Model model() {
        return Model.build(Shape.of(3), 1L, dense(2), batchNorm(), dense(3).bias(false));
    }

    private static void copy(Model from, Model to) {
        float[] values = from.parameters().values();
        System.arraycopy(values, 0, to.parameters().values(), 0, values.length);
    }

    private static void step(Optimizer optimizer, Model model, int t) {
        optimizer.step(model, gradients(model, t));
    }

    private static Gradients gradients(Model model, int t) {
        float[] flat = new float[model.parameters().count()];
        for (int i = 0; i < flat.length; i++) {
            flat[i] = gradient(t, i);
        }
        return of(model, flat);
    }

    private static Gradients of(Model model, float[] flat) {
        return Gradients.of(model.parameters(), Tensor.wrap(flat, 0, Shape.of(flat.length)), List.of());
    }

    private static float gradient(int t, int i) {
        return RandomStream.of(t, "gradient").uniform(i) - 0.3f;
    }
}
