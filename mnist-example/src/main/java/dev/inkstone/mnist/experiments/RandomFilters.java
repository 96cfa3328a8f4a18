package dev.inkstone.mnist.experiments;

import static dev.inkstone.layers.Layers.conv2d;
import static dev.inkstone.layers.Layers.dense;
import static dev.inkstone.layers.Layers.flatten;
import static dev.inkstone.layers.Layers.maxPool2d;
import static dev.inkstone.layers.Layers.sequential;
import static dev.inkstone.ops.Activation.RELU;

import dev.inkstone.layers.Conv2d;
import dev.inkstone.layers.Model;
import dev.inkstone.layers.Sequential;
import dev.inkstone.layers.init.Initializers;
import dev.inkstone.mnist.plots.FilterRows;
import dev.inkstone.mnist.plots.PlotFolder;
import dev.inkstone.optim.Adam;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Why trained filters look like random ones: how well a network reads digits if its convolutions stay as they were drawn, and how
 * far training takes them if they may change.
 */
final class RandomFilters implements Experiment {
    /** A tenth of what ReLU layers start with, for 5 × 5 weights. */
    private static final double SMALL = 0.1 * Math.sqrt(2.0 / 25);

    @Override
    public String name() {
        return "random-filters";
    }

    @Override
    public int images() {
        return 20_000;
    }

    @Override
    public int epochs() {
        return 3;
    }

    @Override
    public void run(Setting setting) throws IOException {
        Contender none = contender("no convolution", sequential(flatten(), dense(10)));
        setting.out().println(Figures.heading("network", "random filters, frozen, %", "trained filters, %"));
        setting.out().println(Figures.row(none.name(), "–", Figures.percent(accuracies(none, false, setting))));
        for (int filters : new int[] {1, 4, 16, 64}) {
            compare(one(filters + (filters == 1 ? " filter" : " filters"), conv2d(filters, 5)), setting);
        }
        compare(small(), setting);
        compare(two(), setting);
        setting.out().println();
        showFilters(setting);
    }

    private static Contender one(String name, Conv2d convolution) {
        return contender(name, sequential(convolution.activation(RELU), maxPool2d(2), flatten(), dense(10)));
    }

    private static Contender small() {
        return one("16 filters, small start", conv2d(16, 5).kernelInitializer(Initializers.normal(SMALL)));
    }

    private static Contender two() {
        return contender(
                "16, then 36 filters",
                sequential(
                        conv2d(16, 5).activation(RELU),
                        maxPool2d(2),
                        conv2d(36, 5).activation(RELU),
                        maxPool2d(2),
                        flatten(),
                        dense(128).activation(RELU),
                        dense(10)));
    }

    private static Contender contender(String name, Sequential layers) {
        return new Contender(name, layers, () -> Adam.withLearningRate(1e-3), 100);
    }

    private static void compare(Contender contender, Setting setting) {
        String frozen = Figures.percent(accuracies(contender, true, setting));
        String trained = Figures.percent(accuracies(contender, false, setting));
        setting.out().println(Figures.row(contender.name(), frozen, trained));
    }

    private static List<Double> accuracies(Contender contender, boolean frozen, Setting setting) {
        List<Double> accuracies = new ArrayList<>();
        for (long seed : Figures.seeds(setting.seeds())) {
            Model model = contender.model(setting, seed);
            if (frozen) {
                model.freeze(path -> path.startsWith("conv"));
            }
            accuracies.add(Figures.accuracy(contender.train(model, setting), setting.epochs()));
        }
        return accuracies;
    }

    /** How far filters have come, in numbers, and those of one layer as a picture. */
    private void showFilters(Setting setting) throws IOException {
        Contender usual = one("16 filters", conv2d(16, 5));
        setting.out()
                .println(Figures.heading(
                        "filters",
                        "mean",
                        "deviation",
                        "cosine with the start",
                        "smoothness",
                        "smoothness of the difference"));
        List<FilterChange> first = changes(usual, "conv1", setting);
        List<FilterChange> fromSmall = changes(small(), "conv1", setting);
        setting.out().println(FilterChange.row(usual.name(), first));
        setting.out().println(FilterChange.row(small().name(), fromSmall));
        setting.out().println(FilterChange.row("the 36, behind 16", changes(two(), "conv2", setting)));
        new PlotFolder(setting.folder())
                .png(
                        name(),
                        FilterRows.draw(
                                "What training adds to random filters",
                                "16 filters 5×5; each row has its own scale from blue (negative) to red (positive)",
                                List.of(
                                        row("before training", first.get(0).before()),
                                        row("after training", first.get(0).after()),
                                        row("the difference", first.get(0).difference()),
                                        row(
                                                "after training, from a small start",
                                                fromSmall.get(0).after()))));
    }

    private static FilterRows.Row row(String name, KernelWeights weights) {
        return new FilterRows.Row(name, weights.slices(0), weights.side());
    }

    private static List<FilterChange> changes(Contender contender, String layer, Setting setting) {
        List<FilterChange> changes = new ArrayList<>();
        for (long seed : Figures.seeds(setting.seeds())) {
            Model model = contender.model(setting, seed);
            KernelWeights before = KernelWeights.of(model, layer);
            contender.train(model, setting);
            changes.add(new FilterChange(before, KernelWeights.of(model, layer)));
        }
        return changes;
    }
}
