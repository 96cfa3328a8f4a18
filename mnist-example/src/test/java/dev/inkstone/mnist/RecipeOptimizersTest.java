package dev.inkstone.mnist;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RecipeOptimizersTest {
    /** By their texts, which have all settings; the steps are those of 55,000 images. */
    @Test
    void eachRecipeHasTheOptimizerOfItsDescription() {
        assertThat(Networks.names().stream().map(name -> name + ": " + Networks.optimizer(name)))
                .containsExactlyInAnyOrder(
                        "cnn: adam(learningRate=0.001, beta1=0.9, beta2=0.999, epsilon=1.0E-8)",
                        "mlp: sgd(learningRate=0.01, momentum=0.0, nesterov=false)",
                        "lenet: sgd(learningRate=0.1, momentum=0.0, nesterov=false)",
                        "lenet-5: sgd(learningRate=CosineDecay[initial=0.02, minimum=0.0, steps=17200],"
                                + " momentum=0.9, nesterov=false)",
                        "cnn-32-64: adam(learningRate=0.001, beta1=0.9, beta2=0.999, epsilon=1.0E-8)",
                        "cnn-bn: adam(learningRate=0.01, beta1=0.9, beta2=0.999, epsilon=1.0E-8)",
                        "conv5: adam(learningRate=1.0E-4, beta1=0.9, beta2=0.999, epsilon=1.0E-8)",
                        "fast: adam(learningRate=OneCycle[maximum=0.01, steps=550, rise=0.3, divisor=25.0,"
                                + " finalDivisor=10000.0, anneal=COSINE], beta1=0.9, beta2=0.999, epsilon=1.0E-8)",
                        "best: sgd(learningRate=OneCycle[maximum=0.1, steps=16500, rise=0.3, divisor=25.0,"
                                + " finalDivisor=10000.0, anneal=COSINE], momentum=0.9, nesterov=true,"
                                + " weightDecay=5.0E-4)");
    }
}
