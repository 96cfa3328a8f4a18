package dev.inkstone.peers.work;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The process around a library. It does what the lines on its standard input say, and answers each with one line that starts
 * with {@value #ANSWER}; whatever a library prints goes to standard error.
 *
 * <p>{@code training FILE IMAGES RESIDENT}, {@code inference FILE IMAGES BATCH}, {@code product …} and {@code convolution …} set
 * up a task; {@code values N}, {@code window NANOS} and {@code latencies N} run it; {@code description} tells what this is. FILE
 * is a network; the files {@code weights} of the same name and {@code digits} stand beside it, and IMAGES of these are read.
 */
public final class Worker {
    /** How an answer starts. */
    public static final String ANSWER = ">> ";

    private final Library library;
    private @Nullable Task task;
    private @Nullable Stopwatch stopwatch;

    private Worker(Library library) {
        this.library = library;
    }

    /**
     * Serves until standard input ends.
     *
     * @param words if there are any: a line to be done first, with its answer
     * @param library made here, so that the time it takes is its own
     */
    public static void serve(String[] words, Supplier<Library> library) throws IOException {
        PrintStream answers = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        System.setOut(System.err);
        Worker worker = new Worker(library.get());
        if (words.length > 0) {
            answers.println(ANSWER + worker.firstStep(words));
        }
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            answers.println(ANSWER + worker.answer(line.split(" ", -1)));
        }
        worker.close();
    }

    private String firstStep(String... words) {
        String answer = answer(words);
        return answer.equals("ok") ? answer("values", "1") : answer;
    }

    private String answer(String... words) {
        try {
            return perform(words);
        } catch (UnsupportedOperationException e) {
            return "unsupported";
        } catch (IOException | RuntimeException | LinkageError e) {
            e.printStackTrace();
            return "failed " + e;
        }
    }

    private String perform(String... words) throws IOException {
        switch (words[0]) {
            case "description":
                return library.description();
            case "values":
                return Arrays.stream(running().values(Integer.parseInt(words[1])))
                        .mapToObj(Double::toString)
                        .collect(Collectors.joining(" "));
            case "window":
                return pair(running().window(Long.parseLong(words[1])));
            case "latencies":
                return pair(running().latencies(Integer.parseInt(words[1])));
            default:
                close();
                start(task(words));
                return "ok";
        }
    }

    private static String pair(long[] numbers) {
        return numbers[0] + " " + numbers[1];
    }

    private Task task(String... words) throws IOException {
        String[] rest = Arrays.copyOfRange(words, 1, words.length);
        return switch (words[0]) {
            case "product" -> library.product(ProductWork.parse(rest));
            case "convolution" -> library.convolution(ConvolutionWork.parse(rest));
            case "training", "inference" -> networkTask(words[0].equals("training"), rest);
            default -> throw new IllegalArgumentException("'" + words[0] + "' is no command");
        };
    }

    private Task networkTask(boolean training, String... words) throws IOException {
        Path file = Path.of(words[0]);
        Network network = Network.read(file);
        Weights weights = Weights.read(file.resolveSibling(network.name() + ".weights"));
        Digits digits = Digits.read(file.resolveSibling("digits"), Integer.parseInt(words[1]));
        int number = Integer.parseInt(words[2]);
        Task made = training
                ? library.training(network, weights, digits, number)
                : library.inference(network, weights, digits, number);
        if (weights.left() != 0) {
            throw new IllegalStateException(weights.left() + " weights of " + network.name() + " were not used");
        }
        return made;
    }

    private void start(Task made) {
        task = made;
        stopwatch = new Stopwatch(made);
    }

    private Stopwatch running() {
        if (stopwatch == null) {
            throw new IllegalStateException("nothing to run: set up a task first");
        }
        return stopwatch;
    }

    private void close() {
        if (task != null) {
            task.close();
        }
        task = null;
        stopwatch = null;
    }
}
