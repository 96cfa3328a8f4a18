package dev.inkstone.docs;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Runs programs one after the other, each in an empty working directory: one JVM compiles what they share once. Says
 * {@code ok CLASS} on standard output after each, or {@code failed CLASS} and writes why to standard error.
 */
final class PageRunner {
    private PageRunner() {}

    public static void main(String[] classes) throws Exception {
        PrintStream answers = System.out;
        System.setOut(System.err);
        for (String name : classes) {
            System.err.println(heading(name));
            answers.println((runs(name) ? "ok " : "failed ") + name);
            clear(Path.of("").toAbsolutePath());
        }
    }

    /** Stands above what a program prints. */
    static String heading(String name) {
        return "==== " + name;
    }

    private static boolean runs(String name) {
        try {
            Class.forName(name).getMethod("main", String[].class).invoke(null, (Object) new String[0]);
        } catch (InvocationTargetException e) {
            e.getCause().printStackTrace();
            return false;
        } catch (ReflectiveOperationException e) {
            e.printStackTrace();
            return false;
        }
        List<Thread> left = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !thread.isDaemon()
                        && thread != Thread.currentThread()
                        && !thread.getName().equals("DestroyJavaVM"))
                .toList();
        left.forEach(thread -> System.err.println("still runs: " + thread));
        return left.isEmpty();
    }

    private static void clear(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                if (!file.equals(folder)) {
                    Files.delete(file);
                }
            }
        }
    }
}
