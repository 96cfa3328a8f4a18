package dev.inkstone.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inkstone.autodiff.Parameter;
import dev.inkstone.autodiff.Parameters;
import dev.inkstone.autodiff.Tape;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.Tensor;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** A batch without examples is a batch. */
class EmptyBatchTest {
    @Test
    void anEmptyBatchPassesThroughANetworkAndGivesZeroGradients() {
        Parameters own = new Parameters();
        Parameter kernel = own.declare("conv", Shape.of(3, 3, 2, 5));
        Parameter pointwise = own.declare("pointwise", Shape.of(1, 1, 5, 5));
        Parameter gamma = own.declare("gamma", Shape.of(5));
        Parameter beta = own.declare("beta", Shape.of(5));
        Parameter weights = own.declare("dense", Shape.of(20, 3));
        Parameter bias = own.declare("bias", Shape.of(3));
        BatchNorm.Statistics statistics = new BatchNorm.Statistics(
                own.declareState("mean", Shape.of(5)), own.declareState("variance", Shape.of(5)), 0.9f, 1e-3f);
        own.allocate();
        Arrays.fill(own.values(), 1f);
        try (Tape tape = Tape.recordInference()) {
            Tensor x = tape.watch(Tensor.zeros(Shape.of(0, 5, 4, 2)));
            Tensor y = Conv2d.conv2d(tape, x, tape.use(kernel), Conv2d.Options.DEFAULT);
            y = Conv2d.conv2d(tape, y, tape.use(pointwise), Conv2d.Options.DEFAULT);
            y = GroupNorm.groupNorm(tape, y, tape.use(gamma), tape.use(beta), 5, 1e-3f);
            y = BatchNorm.batchNorm(tape, y, tape.use(gamma), tape.use(beta), statistics, Activation.RELU);
            y = Reshape.flatten(tape, MaxPool2d.maxPool2d(tape, y, Pool2d.of(2)));
            y = Dense.dense(tape, y, tape.use(weights), tape.use(bias), Activation.SELU);
            assertThat(y.shape()).isEqualTo(Shape.of(0, 3));
            var gradients = tape.gradients(y, Tensor.zeros(y.shape()));
            assertThat(gradients.flat().toArray()).containsOnly(0f);
            assertThat(gradients.of(x).shape()).isEqualTo(x.shape());
        }
    }
}
