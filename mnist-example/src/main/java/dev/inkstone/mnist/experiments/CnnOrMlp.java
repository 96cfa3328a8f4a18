package dev.inkstone.mnist.experiments;

import static dev.inkstone.layers.Layers.conv2d;
import static dev.inkstone.layers.Layers.dense;
import static dev.inkstone.layers.Layers.flatten;
import static dev.inkstone.layers.Layers.maxPool2d;
import static dev.inkstone.layers.Layers.sequential;
import static dev.inkstone.ops.Activation.RELU;

import dev.inkstone.layers.LayerSpec;
import dev.inkstone.layers.Sequential;
import dev.inkstone.mnist.plots.PlotFolder;
import dev.inkstone.optim.Adam;
import dev.inkstone.optim.Optimizer;
import dev.inkstone.optim.Sgd;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Supplier;

/** How much faster a convolutional network converges than a multilayer perceptron: in epochs and in seconds. */
final class CnnOrMlp implements Experiment {
    private static final double[] GOALS = {0.95, 0.97, 0.98};

    @Override
    public String name() {
        return "cnn-or-mlp";
    }

    @Override
    public int images() {
        return 55_000;
    }

    @Override
    public int epochs() {
        return 10;
    }

    /** A seed trains all networks before the next one does, so that none pays alone for what the JVM has to compile. */
    @Override
    public void run(Setting setting) throws IOException {
        Map<Contender, List<Curve>> curves = new LinkedHashMap<>();
        for (long seed : Figures.seeds(setting.seeds())) {
            for (Contender contender : contenders()) {
                Curve curve = Curve.of(contender, setting, seed);
                curves.computeIfAbsent(contender, c -> new ArrayList<>()).add(curve);
            }
        }
        setting.out().println(Figures.heading(heading(setting.epochs())));
        curves.forEach((contender, runs) -> setting.out().println(row(contender, setting, runs)));
        new PlotFolder(setting.folder()).png(name(), CurveChart.draw(curves));
    }

    /** A CNN; a perceptron with five times as many parameters, trained in two ways; and one with as many as the CNN. */
    private static List<Contender> contenders() {
        Supplier<Optimizer> adam = () -> Adam.withLearningRate(1e-3);
        LayerSpec convolutions = sequential(
                conv2d(16, 3).activation(RELU), conv2d(32, 3).stride(2).activation(RELU), maxPool2d(2));
        Sequential cnn = sequential(convolutions, flatten(), dense(32).activation(RELU), dense(10));
        return List.of(
                new Contender("CNN, Adam", cnn, adam, 100),
                new Contender("MLP 300-100, Adam", perceptron(300, 100), adam, 100),
                new Contender("MLP 68-28, Adam", perceptron(68, 28), adam, 100),
                new Contender("MLP 300-100, SGD", perceptron(300, 100), () -> Sgd.withLearningRate(0.01), 50));
    }

    private static Sequential perceptron(int first, int second) {
        return sequential(
                flatten(), dense(first).activation(RELU), dense(second).activation(RELU), dense(10));
    }

    private static String[] heading(int epochs) {
        List<String> cells = new ArrayList<>(List.of("network", "parameters", "after epoch 1, %"));
        cells.add("after epoch " + epochs + ", %");
        for (double goal : GOALS) {
            cells.add(String.format(Locale.ROOT, "epochs to %.0f %%", 100 * goal));
            cells.add("seconds");
        }
        return cells.toArray(new String[0]);
    }

    /** Epochs are the mean over the seeds; seconds those of the fastest, as a machine has other things to do too. */
    private static String row(Contender contender, Setting setting, List<Curve> runs) {
        int parameters = contender.model(setting, 1).parameters().count();
        List<Object> cells = new ArrayList<>(List.of(contender.name(), String.format(Locale.ROOT, "%,d", parameters)));
        cells.add(Figures.percent(runs.stream().map(Curve::afterFirstEpoch).toList()));
        cells.add(Figures.percent(runs.stream().map(Curve::last).toList()));
        for (double goal : GOALS) {
            List<Curve.Point> reached =
                    runs.stream().flatMap(run -> run.first(goal).stream()).toList();
            boolean all = reached.size() == runs.size();
            cells.add(
                    all
                            ? oneDecimal(reached.stream()
                                    .mapToDouble(Curve.Point::epochs)
                                    .average())
                            : "–");
            cells.add(
                    all
                            ? oneDecimal(reached.stream()
                                    .mapToDouble(Curve.Point::seconds)
                                    .min())
                            : "–");
        }
        return Figures.row(cells.toArray());
    }

    private static String oneDecimal(OptionalDouble value) {
        return String.format(Locale.ROOT, "%.1f", value.orElseThrow());
    }
}
