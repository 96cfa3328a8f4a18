package dev.inkstone.metrics;

import dev.inkstone.data.Dataset;
import dev.inkstone.layers.Model;
import java.util.ArrayList;
import java.util.List;

/**
 * An example that a model takes for another class than it is.
 *
 * @param example its index in the data
 * @param actual the class that would be right
 * @param predicted the class with the largest logit (for a single logit, class 1 if it is above 0); -1 if all are NaN
 */
public record Mistake(int example, int actual, int predicted) {
    /**
     * The first {@code most} mistakes in the order of the data; it looks no further when it has them.
     *
     * @throws IllegalArgumentException if {@code most} is below 1, there are no examples, or a label is not one of the classes
     * @throws dev.inkstone.tensor.ShapeException if the model does not end with logits {@code [classes]}
     */
    public static List<Mistake> first(int most, Model model, Dataset data) {
        if (most < 1) {
            throw new IllegalArgumentException("mistakes: the first " + most + ", expected 1 or more");
        }
        List<Mistake> found = new ArrayList<>();
        int[] seen = {0};
        Answers.whileWanted("mistakes", model, data, (predictions, targets) -> {
            Decisions decisions = Decisions.of("mistakes", predictions, targets);
            for (int i = 0; i < decisions.size() && found.size() < most; i++) {
                if (decisions.chosen(i) != decisions.actual(i)) {
                    found.add(new Mistake(seen[0] + i, decisions.actual(i), decisions.chosen(i)));
                }
            }
            seen[0] += decisions.size();
            return found.size() < most;
        });
        return found;
    }
}
