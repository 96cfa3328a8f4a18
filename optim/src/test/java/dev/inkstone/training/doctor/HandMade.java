package dev.inkstone.training.doctor;

import static dev.inkstone.ops.Add.add;
import static dev.inkstone.ops.Divide.divide;
import static dev.inkstone.ops.Exp.exp;
import static dev.inkstone.ops.Log.log;
import static dev.inkstone.ops.Multiply.multiply;
import static dev.inkstone.ops.Sqrt.sqrt;
import static dev.inkstone.ops.Sum.sum;

import dev.inkstone.layers.BuildContext;
import dev.inkstone.layers.Layer;
import dev.inkstone.layers.LayerSpec;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.Tensor;

/** Layers as somebody writes them who does not know those of the library, or knows better. */
final class HandMade {
    private HandMade() {}

    /** {@code exp(x) / Σ exp(x)}. */
    record OwnSoftmax() implements LayerSpec {
        @Override
        public String kind() {
            return "my_softmax";
        }

        @Override
        public Layer build(BuildContext context, Shape input) {
            return Layer.of(input, (x, tape) -> {
                Tensor e = exp(tape, x);
                return divide(tape, e, sum(tape, e, true, -1));
            });
        }
    }

    /** {@code 1 / (1 + exp(-x))}. */
    record OwnSigmoid() implements LayerSpec {
        @Override
        public String kind() {
            return "my_sigmoid";
        }

        @Override
        public Layer build(BuildContext context, Shape input) {
            Tensor one = Tensor.scalar(1f);
            return Layer.of(input, (x, tape) -> {
                Tensor e = exp(tape, multiply(tape, x, Tensor.scalar(-1f)));
                return divide(tape, one, add(tape, e, one));
            });
        }
    }

    /** The logarithm of what comes, whatever its sign. */
    record Logarithm() implements LayerSpec {
        @Override
        public String kind() {
            return "log";
        }

        @Override
        public Layer build(BuildContext context, Shape input) {
            return Layer.of(input, (x, tape) -> log(tape, x));
        }
    }

    /** The square root of 0 times something: the gradient is 0 times infinity. */
    record RootOfZero() implements LayerSpec {
        @Override
        public String kind() {
            return "root";
        }

        @Override
        public Layer build(BuildContext context, Shape input) {
            return Layer.of(input, (x, tape) -> sqrt(tape, multiply(tape, x, Tensor.scalar(0f))));
        }
    }
}
