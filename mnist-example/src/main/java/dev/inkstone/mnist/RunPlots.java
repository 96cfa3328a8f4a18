package dev.inkstone.mnist;

import dev.inkstone.autodiff.Parameter;
import dev.inkstone.data.Dataset;
import dev.inkstone.layers.Model;
import dev.inkstone.mnist.plots.Confusions;
import dev.inkstone.mnist.plots.Curves;
import dev.inkstone.mnist.plots.Filters;
import dev.inkstone.mnist.plots.Misclassified;
import dev.inkstone.mnist.plots.NetworkDiagram;
import dev.inkstone.mnist.plots.PlotFolder;
import dev.inkstone.mnist.plots.Review;
import dev.inkstone.mnist.plots.Samples;
import dev.inkstone.training.History;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The plots that a run leaves, by their files.
 *
 * @param folder where they are
 */
record RunPlots(PlotFolder folder) {
    private static final int SAMPLES = 50;
    private static final int MISTAKES = 42;
    /** So many convolutions are drawn where none is asked for. */
    private static final int CONVOLUTIONS = 6;

    private static final Pattern OURS = Pattern.compile(
            "((samples|loss|accuracy|confusion|errors|misclassified|filters-.+)\\.png|network\\.svg)(\\.tmp-.+)?");

    RunPlots(Path path) {
        this(new PlotFolder(path));
    }

    /** Those of a training, whose history may have a last epoch of fewer steps. */
    void draw(History history, int stepsPerEpoch, Model model, Mnist mnist) throws IOException {
        Drawing ofTraining = () -> {
            folder.png("loss", Curves.draw(history, "loss", stepsPerEpoch));
            folder.png("accuracy", Curves.draw(history, "accuracy", stepsPerEpoch));
            folder.png("samples", Samples.draw("training images", mnist.train(), SAMPLES));
        };
        draw(ofTraining, model, mnist.test(), Channel.first(model));
    }

    /** Those of a saved model, with these names for its classes; the curves too if the file with its history is beside it. */
    void draw(Path history, Model model, Dataset test, List<Channel> filters, String... classes) throws IOException {
        Drawing ofData = () -> {
            if (Files.isRegularFile(history)) {
                String csv = Files.readString(history);
                folder.png("loss", Curves.draw(csv, "loss"));
                folder.png("accuracy", Curves.draw(csv, "accuracy"));
            }
            folder.png("samples", Samples.draw("test images", test, SAMPLES, classes));
        };
        draw(ofData, model, test, filters, classes);
    }

    /** What needs no answers of the model is drawn while it answers, for to load what draws takes as long as that. */
    private void draw(Drawing withoutModel, Model model, Dataset test, List<Channel> filters, String... classes)
            throws IOException {
        FutureTask<Void> meanwhile = new FutureTask<>(() -> {
            withoutModel.draw();
            return null;
        });
        Thread thread = new Thread(meanwhile, "plots");
        thread.setDaemon(true);
        thread.start();
        Review review = Review.of(model, test, MISTAKES);
        await(meanwhile);
        folder.png("confusion", Confusions.counts(review.matrix(), classes));
        folder.png("errors", Confusions.errors(review.matrix(), classes));
        folder.png("misclassified", Misclassified.draw(review, test, classes));
        if (!filters.isEmpty()) {
            Model untrained = Filters.untrained(model);
            for (Channel filter : filters) {
                folder.png(filter.file(), Filters.draw(untrained, model, filter.kernel(), filter.channel()));
            }
        }
        folder.svg("network", NetworkDiagram.of(model));
    }

    private static void await(FutureTask<Void> task) throws IOException {
        try {
            task.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IllegalArgumentException bad) {
                throw bad;
            }
            throw new IOException("plots: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("plots: interrupted", e);
        }
    }

    /** Draws some of the files. */
    private interface Drawing {
        void draw() throws IOException;
    }

    /** Deletes what an earlier run drew; other files stay. */
    void clear() throws IOException {
        if (Files.isDirectory(folder.path())) {
            try (Stream<Path> files = Files.list(folder.path())) {
                for (Path file : files.toList()) {
                    if (OURS.matcher(file.getFileName().toString()).matches()) {
                        Files.delete(file);
                    }
                }
            }
        }
    }

    /**
     * What a convolution looks for in a channel of its input.
     *
     * @param kernel name of the parameter
     * @param channel of the input; the first is 0
     */
    record Channel(String kernel, int channel) {
        /** The first channels of the first convolutions; of those over single pixels there is nothing to see. */
        static List<Channel> first(Model model) {
            return Filters.kernels(model).stream()
                    .filter(kernel -> kernel.shape().dim(0) * kernel.shape().dim(1) > 1)
                    .limit(CONVOLUTIONS)
                    .map(kernel -> new Channel(kernel.name(), 0))
                    .toList();
        }

        /** {@code conv2} or {@code conv2:5}. */
        static Channel of(Model model, String text) throws BadInputException {
            int colon = text.lastIndexOf(':');
            try {
                Parameter kernel = Filters.kernel(model, colon < 0 ? text : text.substring(0, colon));
                int channels = kernel.shape().dim(2);
                int channel = colon < 0 ? 0 : Integer.parseInt(text.substring(colon + 1));
                return new Channel(kernel.name(), Check.range("--filters", channel, 0, channels - 1));
            } catch (NumberFormatException e) {
                throw new BadInputException("--filters: '" + text + "', expected LAYER or LAYER:CHANNEL as in conv2:5");
            } catch (IllegalArgumentException e) {
                throw new BadInputException("--filters: " + e.getMessage());
            }
        }

        private String file() {
            return "filters-" + kernel.replace("/kernel", "").replace('/', '-') + "-" + channel;
        }
    }
}
