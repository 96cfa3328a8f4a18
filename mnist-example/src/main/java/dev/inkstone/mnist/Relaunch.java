package dev.inkstone.mnist;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.module.ModuleFinder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * The second start: a jar cannot ask for an incubator module, so a JVM that was started without the vector module starts
 * another one that has it, with the same flags, streams and exit code, and ends with it. Runtimes made by jlink may not have the
 * module at all: then there is no second start, and the scalar kernels compute.
 */
final class Relaunch {
    private static final String VECTOR = "jdk.incubator.vector";

    /** When the first process started, in milliseconds since 1970. */
    private static final String STARTED = "inkstone.mnist.started";

    private static final String FIRST_PROCESS = "inkstone.mnist.parent";

    /**
     * Little garbage is made here, for arrays are used again. So a small young generation costs nothing, while the default collector
     * would fill hundreds of megabytes before it looks for garbage.
     */
    private static final List<String> SMALL_HEAP = List.of("-XX:+UseSerialGC", "-Xms64m", "-Xmn24m");

    /** Flags by which a user has chosen a collector, or the size of the heap or a part of it. */
    private static final Pattern CHOICE = Pattern.compile("-Xm[nsx].*|-XX:.*(GC|Heap|NewSize|NewRatio|RAM).*");

    private Relaunch() {}

    /** Whether the vector kernels are wanted and this JVM cannot run them for want of the module, but another one could. */
    static boolean isNeeded() {
        return lacksVectorModule()
                && hasVectorModule(ModuleFinder.ofSystem())
                && !System.getProperty("inkstone.kernels", "auto").equals("scalar")
                && System.getProperty(STARTED) == null;
    }

    static boolean lacksVectorModule() {
        return ModuleLayer.boot().findModule(VECTOR).isEmpty();
    }

    /** Whether a JVM that is asked to can start with the module. */
    static boolean hasVectorModule(ModuleFinder runtime) {
        return runtime.find(VECTOR).isPresent();
    }

    /** Runs the program again with {@code args} and returns its exit code. */
    static int run(List<String> args) throws IOException, InterruptedException {
        return run(new ProcessBuilder(command(args, processStart())).inheritIO());
    }

    /** The same as a start of its own, whose output is added to a file. */
    static int run(List<String> args, Path output) throws IOException, InterruptedException {
        return run(new ProcessBuilder(command(args, System.currentTimeMillis()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile())));
    }

    private static int run(ProcessBuilder builder) throws IOException, InterruptedException {
        // Already among the flags of this JVM, which the child gets.
        builder.environment().keySet().removeAll(List.of("JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS"));
        Process child = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(child), "end-child"));
        return child.waitFor();
    }

    /** When the user started the program, in milliseconds since 1970. */
    static long started() {
        String given = System.getProperty(STARTED);
        return given != null ? Long.parseLong(given) : processStart();
    }

    /** In the second process: ends when the first one is killed, so that no orphan goes on training unseen. */
    static void endWithFirstProcess() {
        String first = System.getProperty(FIRST_PROCESS);
        if (first == null) {
            return;
        }
        Optional<ProcessHandle> parent = ProcessHandle.current().parent();
        if (parent.isEmpty() || parent.get().pid() != Long.parseLong(first)) {
            Runtime.getRuntime().halt(Main.FAILURE);
            return;
        }
        parent.get().onExit().thenRun(() -> Runtime.getRuntime().halt(Main.FAILURE));
    }

    private static List<String> command(List<String> args, long started) {
        List<String> flags = ManagementFactory.getRuntimeMXBean().getInputArguments();
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(modules(ModuleFinder.ofSystem()));
        command.addAll(memory(flags));
        command.addAll(flags);
        command.add("-D" + STARTED + "=" + started);
        command.add("-D" + FIRST_PROCESS + "=" + ProcessHandle.current().pid());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        command.addAll(args);
        return command;
    }

    /** What the second JVM is told about modules; one that {@code runtime} does not have would keep it from starting. */
    static List<String> modules(ModuleFinder runtime) {
        return hasVectorModule(runtime) ? List.of("--add-modules", VECTOR) : List.of();
    }

    /** What the second JVM is told about memory where {@code flags} say nothing. */
    static List<String> memory(List<String> flags) {
        return flags.stream().anyMatch(CHOICE.asMatchPredicate()) ? List.of() : SMALL_HEAP;
    }

    /** Exact to some milliseconds, where the start that the operating system gives may be a second off. */
    private static long processStart() {
        return ManagementFactory.getRuntimeMXBean().getStartTime();
    }

    /** Passes on SIGTERM and SIGINT, and waits, for the child may write what makes its run resumable. */
    private static void end(Process child) {
        child.destroy();
        try {
            if (!child.waitFor(30, TimeUnit.SECONDS)) {
                child.destroyForcibly();
            }
        } catch (InterruptedException e) {
            child.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
