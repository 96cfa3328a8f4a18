package dev.inkstone.autodiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.inkstone.tensor.Shape;
import org.junit.jupiter.api.Test;

class ParametersTest {
    private final Parameters parameters = new Parameters();

    @Test
    void areSlicesOfOneArrayInTheOrderOfDeclaration() {
        Parameter kernel = parameters.declare("conv/kernel", Shape.of(2, 3));
        Parameter bias = parameters.declare("conv/bias", Shape.of(3));
        State mean = parameters.declareState("bn/mean", Shape.of(3));
        parameters.allocate();

        bias.value().array()[bias.value().offset()] = 5;
        assertThat(parameters.count()).isEqualTo(9);
        assertThat(parameters.values()).hasSize(9);
        assertThat(parameters.values()[6]).isEqualTo(5);
        assertThat(bias.offset()).isEqualTo(6);
        assertThat(parameters.states()).hasSize(3);
        assertThat(mean.value().array()).isSameAs(parameters.states());
        assertThat(parameters.list()).containsExactly(kernel, bias);
        assertThat(parameters.stateList()).containsExactly(mean);
        assertThat(kernel).hasToString("conv/kernel [2, 3]");
    }

    @Test
    void areFoundByNameOrTheMessageListsThem() {
        Parameter kernel = parameters.declare("kernel", Shape.of(1));
        parameters.declareState("mean", Shape.of(1));
        parameters.allocate();

        assertThat(parameters.get("kernel")).isSameAs(kernel);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parameters.get("kernal"))
                .withMessage("parameter 'kernal': unknown, expected one of [kernel]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parameters.state("kernel"))
                .withMessage("state 'kernel': unknown, expected one of [mean]");
    }

    @Test
    void namesAreUniqueAmongParametersAndStates() {
        parameters.declare("a", Shape.of(1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parameters.declareState("a", Shape.of(1)))
                .withMessage(
                        "parameter 'a': declared twice, expected names of their own; give the layers different names with"
                                + " named(…)");
    }

    @Test
    void haveValuesOnceAllocatedAndCannotBeDeclaredAfterThat() {
        Parameter early = parameters.declare("early", Shape.of(1));
        assertThatIllegalStateException()
                .isThrownBy(early::value)
                .withMessageContaining("parameter 'early': has no value yet, expected after the model is built");
        assertThatIllegalStateException()
                .isThrownBy(parameters::values)
                .withMessageContaining("expected after allocate()");
        parameters.allocate();
        assertThat(early.value().get(0)).isZero();
        assertThatIllegalStateException()
                .isThrownBy(() -> parameters.declare("late", Shape.of(1)))
                .withMessage("parameter 'late': declared after the model was built, expected before");
    }

    @Test
    void moreValuesThanAnArrayHoldsAreRejected() {
        parameters.declare("large", Shape.of(Integer.MAX_VALUE - 10));
        parameters.declare("larger", Shape.of(100));
        assertThatIllegalArgumentException()
                .isThrownBy(parameters::allocate)
                .withMessageContaining("make the layers smaller");
    }
}
