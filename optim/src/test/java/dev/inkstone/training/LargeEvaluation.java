package dev.inkstone.training;

import static dev.inkstone.layers.Layers.conv2d;
import static dev.inkstone.layers.Layers.dense;
import static dev.inkstone.layers.Layers.flatten;
import static dev.inkstone.losses.Losses.softmaxCrossEntropy;
import static dev.inkstone.metrics.Metrics.accuracy;
import static dev.inkstone.metrics.Metrics.f1;

import dev.inkstone.data.Batch;
import dev.inkstone.data.Dataset;
import dev.inkstone.layers.Model;
import dev.inkstone.metrics.Average;
import dev.inkstone.metrics.ConfusionMatrix;
import dev.inkstone.optim.Sgd;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.Tensor;
import java.util.Arrays;

/** A program: evaluates, predicts and validates so many images, all in the heap that it is given. */
final class LargeEvaluation {
    private LargeEvaluation() {}

    /** Images {@code [28, 28, 1]} that are a function of their index: stripes whose height is that of the class. */
    record Stripes(int size) implements Dataset {
        @Override
        public Shape inputShape() {
            return Shape.of(28, 28, 1);
        }

        @Override
        public int label(int index) {
            return index % 7;
        }

        @Override
        public void read(int index, float[] target, int offset) {
            Arrays.fill(target, offset, offset + 784, 0.01f * (index % 11));
            Arrays.fill(target, offset + 112 * label(index), offset + 112 * (label(index) + 1), 1f);
        }
    }

    /** The number of images. */
    public static void main(String[] arguments) {
        Dataset data = new Stripes(Integer.parseInt(arguments[0]));
        Model model = Model.build(Shape.of(28, 28, 1), 1L, conv2d(1, 7).stride(7), flatten(), dense(7));
        Trainer trainer = Trainer.of(model)
                .loss(softmaxCrossEntropy())
                .metrics(accuracy(), f1(Average.MACRO))
                .optimizer(Sgd.withLearningRate(0.5))
                .build();
        Dataset few = new Stripes(700);
        History history = trainer.fit(few.shuffled(1L).batches(70), data.batches(1000), 1);
        System.out.println(
                "validated " + history.validations().get(0).evaluation().examples());
        trainer.fit(few.shuffled(1L).batches(70), 9);
        Evaluation evaluation = trainer.evaluate(data);
        System.out.println("evaluated " + evaluation.examples() + " accuracy " + evaluation.value("accuracy"));
        ConfusionMatrix matrix = ConfusionMatrix.of(model, data);
        System.out.println("of class 3 " + matrix.count(3, 3));
        System.out.println("predicted " + predicted(model, data));
    }

    /** In batches of a user's own. */
    private static long predicted(Model model, Dataset data) {
        long right = 0;
        for (Batch batch : data.batches(1000).epochs(1)) {
            Tensor logits = model.predict(batch.inputs());
            for (int i = 0; i < batch.size(); i++) {
                int best = 0;
                for (int c = 1; c < 7; c++) {
                    best = logits.get(i, c) > logits.get(i, best) ? c : best;
                }
                right += best == batch.labels().get(i) ? 1 : 0;
            }
        }
        return right;
    }
}
