package dev.inkstone.mnist;

import dev.inkstone.checkpoint.AtomicFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code mnist recipes}: trains networks with several seeds each, and tells in a table what they reach. */
@Command(
        name = "recipes",
        description = {
            "Trains each of several networks with several seeds, and makes a table of what they reach.",
            "Every run is a 'train' in a JVM of its own, in a folder of its own with its log.txt. The table (recipes.md,"
                    + " recipes.json) is written after each of them, and holds all finished runs that are in the output folder."
                    + " These are not made again: the same command goes on where it was interrupted, and other networks or"
                    + " options add rows."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class RecipesCommand implements Callable<Integer> {
    @Option(
            names = "--models",
            paramLabel = "NAME",
            split = ",",
            completionCandidates = Recipe.Names.class,
            description = "Which networks to train, with commas between them: ${COMPLETION-CANDIDATES}. Default: all.")
    private @Nullable List<String> models;

    @Option(names = "--seeds", paramLabel = "N", description = "Train with the seeds 1 to N. Default: 5.")
    private int seeds = 5;

    @Mixin
    private TrainOptions options = new TrainOptions();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Folder for the table and the runs. Default: runs/recipes.")
    private Path out = Path.of("runs", "recipes");

    @Option(names = "--threads", paramLabel = "N", description = "Threads to compute with. Default: all processors.")
    private @Nullable Integer threads;

    /** A run in a folder. */
    private record Job(RunOptions options, RunFolder folder) {
        @Override
        public String toString() {
            return options.model() + ", seed " + options.seed();
        }
    }

    @Override
    public Integer call() throws Exception {
        Check.systemProperties();
        Check.range("--seeds", seeds, 1, Check.MOST_SEEDS);
        if (threads != null) {
            Check.range("--threads", threads, 1, Check.MOST_THREADS);
        }
        new RunFolder(out).check();
        List<Job> jobs = jobs();
        for (int i = 0; i < jobs.size(); i++) {
            System.out.print((i + 1) + "/" + jobs.size() + "  " + jobs.get(i) + ": ");
            System.out.flush();
            int code = make(jobs.get(i));
            if (code != Main.SUCCESS) {
                return code;
            }
        }
        System.out.println("\n" + RecipeTable.of(out).toMarkdown());
        System.out.println("written to " + out.resolve("recipes.md") + " and recipes.json");
        return Main.SUCCESS;
    }

    /** All runs, checked: whatever is wrong is found before the first of them starts. */
    private List<Job> jobs() throws BadInputException {
        List<Job> jobs = new ArrayList<>();
        for (String model : new LinkedHashSet<>(models == null ? Networks.names() : models)) {
            RunOptions recipe = options.resolve(Recipe.named("--models", model), 0);
            for (int seed = 1; seed <= seeds; seed++) {
                Job job = new Job(
                        recipe.withSeed(seed),
                        new RunFolder(out.resolve(name(recipe)).resolve("seed-" + seed)));
                requireSame(job);
                jobs.add(job);
            }
        }
        return jobs;
    }

    /** The model, and the options by which the runs differ from its recipe; also the name of their folder. */
    private static String name(RunOptions options) throws BadInputException {
        List<String> words = options.words();
        return String.join("-", words.subList(1, words.size())).replaceAll("[^\\w.]+", "-");
    }

    private static void requireSame(Job job) throws BadInputException {
        List<String> differences = job.folder.isBegun() ? job.folder.options().differences(job.options) : List.of();
        if (!differences.isEmpty()) {
            throw new BadInputException("--out: " + job.folder.path() + " holds another run, for "
                    + String.join(", ", differences) + "; name another folder, or delete that one");
        }
    }

    private int make(Job job) throws IOException, BadInputException, InterruptedException {
        boolean before = job.folder.isFinished();
        if (!before) {
            int code = train(job);
            if (code != Main.SUCCESS) {
                return code;
            }
        }
        System.out.println(RecipeResult.of(job.options, job.folder.results()) + (before ? " (made before)" : ""));
        RecipeTable.of(out).write(out);
        return Main.SUCCESS;
    }

    private int train(Job job) throws IOException, BadInputException, InterruptedException {
        List<String> args = new ArrayList<>(
                List.of("train", "--no-plots", "--out", job.folder.path().toString()));
        if (job.folder.isBegun()) {
            args.add("--resume");
        } else {
            args.addAll(job.options.words());
            args.addAll(List.of("--seed", Long.toString(job.options.seed())));
        }
        if (threads != null) {
            args.addAll(List.of("--threads", threads.toString()));
        }
        AtomicFile.createFolder(job.folder.path());
        int code = Relaunch.run(args, job.folder.log());
        if (code != Main.SUCCESS) {
            System.out.println("ended with code " + code);
            System.err.println("error: " + job + " ended with code " + code + "; what it said is in " + job.folder.log()
                    + ", and the same command goes on");
        }
        return code;
    }
}
