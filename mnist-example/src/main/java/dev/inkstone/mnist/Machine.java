package dev.inkstone.mnist;

import dev.inkstone.parallel.WorkerPool;
import java.lang.module.ModuleFinder;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of commands that compute much; none of them changes a result. */
final class Machine {
    @Option(names = "--threads", paramLabel = "N", description = "Threads to compute with. Default: all processors.")
    private @Nullable Integer threads;

    @Option(
            names = "--no-relaunch",
            description = "Do not start a second JVM where this one lacks the vector module; slower.")
    private boolean noRelaunch;

    /** Something to compute. */
    interface Work {
        /** Computes it and returns the exit code. */
        int run() throws Exception;
    }

    /** Finds bad options. */
    void check() throws BadInputException {
        if (threads != null) {
            Check.range("--threads", threads, 1, Check.MOST_THREADS);
        }
        Check.systemProperties();
        boolean vector = System.getProperty("inkstone.kernels", "auto").equals("vector");
        if (vector && !Relaunch.hasVectorModule(ModuleFinder.ofSystem())) {
            throw new BadInputException(
                    "-Dinkstone.kernels: vector, expected auto or scalar with a Java runtime that has no"
                            + " module jdk.incubator.vector");
        }
        if (noRelaunch) {
            requireVectorModule(" with --no-relaunch");
        }
    }

    /** Finds that vector kernels are asked for in a JVM without their module, which stays the one that computes. */
    static void requireVectorModule(String because) throws BadInputException {
        if (System.getProperty("inkstone.kernels", "auto").equals("vector") && Relaunch.lacksVectorModule()) {
            throw new BadInputException("-Dinkstone.kernels: vector" + because
                    + ", expected java to be started with --add-modules jdk.incubator.vector");
        }
    }

    /** Does the work here, or lets a second JVM with the vector module do it. */
    int run(List<String> args, Work work) throws Exception {
        if (!noRelaunch && Relaunch.isNeeded()) {
            return Relaunch.run(args);
        }
        Relaunch.endWithFirstProcess();
        if (threads == null) {
            return work.run();
        }
        try (WorkerPool.Scope scope = WorkerPool.scoped(threads)) {
            assert scope != null;
            return work.run();
        }
    }
}
