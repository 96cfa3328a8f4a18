package dev.inkstone.mnist;

import dev.inkstone.checkpoint.AtomicFile;
import dev.inkstone.data.Dataset;
import dev.inkstone.mnist.experiments.Experiment;
import dev.inkstone.mnist.experiments.Setting;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code mnist experiment}: measures again what a page of docs reports. */
@Command(
        name = "experiment",
        description = "Answers a question by training networks from several seeds; prints tables, writes pictures.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class ExperimentCommand implements Callable<Integer> {
    @ParentCommand
    private MnistCommand program;

    @Parameters(
            paramLabel = "NAME",
            completionCandidates = Names.class,
            description = "One of: ${COMPLETION-CANDIDATES}.")
    private String name;

    @Option(
            names = "--epochs",
            paramLabel = "N",
            description = "Passes through the images, instead of the usual number.")
    private @Nullable Integer epochs;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description =
                    "Train on the first N images behind those that validate, instead of the usual number; validate and test on at most N.")
    private @Nullable Integer limit;

    @Option(
            names = "--seeds",
            paramLabel = "N",
            description = "Train each network from seeds 1 to N, instead of the usual number.")
    private @Nullable Integer seeds;

    @Option(names = "--out", paramLabel = "DIR", description = "Folder for pictures. Default: runs/experiment.")
    private Path out = Path.of("runs", "experiment");

    @Mixin
    private Machine machine = new Machine();

    @Override
    public Integer call() throws Exception {
        machine.check();
        Experiment experiment = named(name);
        Check.folder("--out", out);
        Mnist mnist = Mnist.bundled();
        int images = limit == null
                ? experiment.images()
                : Check.range("--limit", limit, 1, mnist.train().size());
        Setting setting = new Setting(
                mnist.train().take(images),
                limited(mnist.validation()),
                limited(mnist.test()),
                epochs == null ? experiment.epochs() : Check.range("--epochs", epochs, 1, Check.MANY),
                seeds == null ? experiment.seeds() : Check.range("--seeds", seeds, 1, Check.MOST_SEEDS),
                out,
                System.out);
        return machine.run(program.args(), () -> run(experiment, setting));
    }

    private Dataset limited(Dataset images) {
        return limit == null ? images : images.take(Math.min(limit, images.size()));
    }

    private static int run(Experiment experiment, Setting setting) throws IOException {
        AtomicFile.createFolder(setting.folder());
        experiment.run(setting);
        return Main.SUCCESS;
    }

    private static Experiment named(String name) throws BadInputException {
        for (Experiment experiment : Experiment.ALL) {
            if (experiment.name().equals(name)) {
                return experiment;
            }
        }
        throw new BadInputException(
                "experiment: '" + name + "' is unknown, expected one of: " + String.join(", ", new Names()));
    }

    /** The names of all, for {@code --help}. */
    static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Experiment.ALL.stream().map(Experiment::name).iterator();
        }
    }
}
