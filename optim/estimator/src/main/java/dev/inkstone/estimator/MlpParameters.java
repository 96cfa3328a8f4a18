package dev.inkstone.estimator;

import dev.inkstone.layers.Dense;
import dev.inkstone.layers.LayerSpec;
import dev.inkstone.layers.Layers;
import dev.inkstone.layers.Sequential;
import dev.inkstone.layers.init.Initializer;
import dev.inkstone.layers.init.Initializers;
import dev.inkstone.ops.Activation;
import dev.inkstone.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A multi-layer perceptron: dense layers, each with batch norm if asked for, then the activation, then dropout; and a dense layer for
 * the outputs. Inputs of several dimensions are flattened. No hidden layer at all is logistic (or linear) regression.
 *
 * @param hidden the widths of the hidden layers
 * @param activation of the hidden layers
 * @param dropout the share of hidden units that is dropped in training, in [0, 1); alpha dropout where the activation is SELU
 * @param batchNorm the momentum of the batch norm that hidden layers have before their activation, in [0, 1); null for no batch norm
 * @param initializer of the weights of all layers; null for {@link Initializers#forActivation}
 */
public record MlpParameters(
        List<Integer> hidden,
        Activation activation,
        double dropout,
        @Nullable Double batchNorm,
        @Nullable Initializer initializer)
        implements Network {
    /** One hidden layer of 100 ReLU units, as scikit-learn's MLPClassifier. */
    public static final MlpParameters DEFAULT = new MlpParameters(List.of(100), Activation.RELU, 0, null, null);

    /** @throws IllegalArgumentException if a width is below 1, or the dropout or the momentum of batch norm not in [0, 1) */
    public MlpParameters {
        hidden = List.copyOf(hidden);
        for (int width : hidden) {
            if (width < 1) {
                throw new IllegalArgumentException("mlp: hidden widths " + hidden + ", expected 1 or more each");
            }
        }
        if (!(dropout >= 0 && dropout < 1)) {
            throw new IllegalArgumentException("mlp: dropout " + dropout
                    + ", expected the share that is dropped, 0 or more and less than 1; 0.2 to 0.5 is usual");
        }
        if (batchNorm != null && !(batchNorm >= 0 && batchNorm < 1)) {
            throw new IllegalArgumentException("mlp: batch norm " + batchNorm
                    + ", expected its momentum, 0 or more and less than 1; 0.9 to 0.99 is usual");
        }
    }

    /** The same with these widths; default 100. */
    public MlpParameters withHidden(int... widths) {
        return withHidden(Arrays.stream(widths).boxed().toList());
    }

    /** As {@link #withHidden(int...)}, for a search over lists of widths. */
    public MlpParameters withHidden(List<Integer> widths) {
        return new MlpParameters(widths, activation, dropout, batchNorm, initializer);
    }

    /** The same with this activation; default {@link Activation#RELU}. */
    public MlpParameters withActivation(Activation activation) {
        return new MlpParameters(hidden, activation, dropout, batchNorm, initializer);
    }

    /** The same with this share of dropped units; default 0. */
    public MlpParameters withDropout(double dropout) {
        return new MlpParameters(hidden, activation, dropout, batchNorm, initializer);
    }

    /** The same with batch norm of momentum 0.9, or without batch norm; default without. */
    public MlpParameters withBatchNorm(boolean batchNorm) {
        return new MlpParameters(hidden, activation, dropout, batchNorm ? 0.9 : null, initializer);
    }

    /** The same with batch norm of this momentum: the more steps there are, the nearer to 1. */
    public MlpParameters withBatchNorm(double batchNorm) {
        return new MlpParameters(hidden, activation, dropout, batchNorm, initializer);
    }

    /** The same with weights from this initialiser. */
    public MlpParameters withInitializer(Initializer initializer) {
        return new MlpParameters(hidden, activation, dropout, batchNorm, initializer);
    }

    @Override
    public Sequential layers(Shape input, int outputs) {
        List<LayerSpec> layers = new ArrayList<>();
        if (input.rank() != 1) {
            layers.add(Layers.flatten());
        }
        for (int width : hidden) {
            addHidden(width, layers);
        }
        Dense last = Layers.dense(outputs);
        layers.add(initializer == null ? last : last.kernelInitializer(initializer));
        return new Sequential(layers);
    }

    private void addHidden(int width, List<LayerSpec> layers) {
        Initializer weights = initializer == null ? Initializers.forActivation(activation) : initializer;
        if (batchNorm != null) {
            layers.add(Layers.dense(width).bias(false).kernelInitializer(weights));
            layers.add(Layers.batchNorm().momentum(batchNorm).activation(activation));
        } else {
            layers.add(Layers.dense(width).activation(activation).kernelInitializer(weights));
        }
        if (dropout > 0) {
            layers.add(activation == Activation.SELU ? Layers.alphaDropout(dropout) : Layers.dropout(dropout));
        }
    }
}
