package dev.inkstone.conformance;

import dev.inkstone.autodiff.Gradients;
import dev.inkstone.autodiff.Parameter;
import dev.inkstone.layers.BuildContext;
import dev.inkstone.layers.Layer;
import dev.inkstone.layers.LayerSpec;
import dev.inkstone.layers.Model;
import dev.inkstone.layers.init.Initializers;
import dev.inkstone.optim.GradientNorm;
import dev.inkstone.optim.Optimizer;
import dev.inkstone.optim.Sgd;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What plain descent from 0 at rate 1 moves its parameters by is the clipped gradient. */
final class ClippingCases {
    private static final Sgd DESCENT = Sgd.withLearningRate(1);

    private ClippingCases() {}

    static Map<String, float[]> globalNorm(Case c) {
        Map<String, float[]> results = new LinkedHashMap<>();
        Gradients gradients = run(c, DESCENT.clipGlobalNorm(c.number("max_norm")), results);
        results.put("norm", new float[] {(float) GradientNorm.of(gradients)});
        return results;
    }

    static Map<String, float[]> norm(Case c) {
        Map<String, float[]> results = new LinkedHashMap<>();
        Gradients gradients = run(c, DESCENT.clipNorm(c.number("max_norm")), results);
        List<Parameter> parameters = gradients.parameters().list();
        float[] norms = new float[parameters.size()];
        for (int i = 0; i < norms.length; i++) {
            norms[i] = (float) GradientNorm.of(gradients, parameters.get(i));
        }
        results.put("norm", norms);
        return results;
    }

    static Map<String, float[]> value(Case c) {
        Map<String, float[]> results = new LinkedHashMap<>();
        run(c, DESCENT.clipValue(c.number("clip_value")), results);
        return results;
    }

    private static Gradients run(Case c, Optimizer optimizer, Map<String, float[]> results) {
        List<Tensor> given = new ArrayList<>();
        for (int i = 0; i < c.integer("gradients"); i++) {
            given.add(c.tensor("gradient_" + i));
        }
        Model model = Model.build(
                Shape.of(1), 0, new Several(given.stream().map(Tensor::shape).toList()));
        float[] flat = new float[model.parameters().count()];
        List<Parameter> parameters = model.parameters().list();
        for (int i = 0; i < parameters.size(); i++) {
            System.arraycopy(
                    given.get(i).toArray(),
                    0,
                    flat,
                    parameters.get(i).offset(),
                    given.get(i).size());
        }
        Gradients gradients = Gradients.of(model.parameters(), Tensor.wrap(flat, 0, Shape.of(flat.length)), List.of());
        optimizer.step(model, gradients);
        for (int i = 0; i < parameters.size(); i++) {
            float[] moved = parameters.get(i).value().toArray();
            for (int j = 0; j < moved.length; j++) {
                moved[j] = -moved[j];
            }
            results.put("clipped_" + i, moved);
        }
        return gradients;
    }

    /** A layer with some parameters of zeros. */
    private record Several(List<Shape> shapes) implements LayerSpec {
        @Override
        public String kind() {
            return "several";
        }

        @Override
        public Layer build(BuildContext context, Shape input) {
            for (int i = 0; i < shapes.size(); i++) {
                context.parameter("p" + i, shapes.get(i), Initializers.zeros());
            }
            return Layer.of(input, (x, tape) -> x);
        }
    }
}
