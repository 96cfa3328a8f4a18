package dev.inkstone.peers.driver;

import dev.inkstone.peers.work.Worker;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A running library, see {@link Worker}. */
final class WorkerProcess implements AutoCloseable {
    private final Peer peer;
    private final Process process;
    private final BufferedReader answers;
    private final Writer questions;
    private final String command;

    WorkerProcess(Peer peer, ProcessBuilder builder) throws IOException {
        this.peer = peer;
        this.command = String.join(" ", builder.command());
        process = builder.start();
        answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        questions = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
    }

    Peer peer() {
        return peer;
    }

    /** Sends a line and waits for its answer. */
    String ask(String line) throws IOException {
        questions.write(line + "\n");
        questions.flush();
        return answer();
    }

    /** As {@link #ask}, for answers of numbers. */
    double[] numbers(String line) throws IOException {
        String answer = ask(line);
        try {
            return Stream.of(answer.split(" ", -1))
                    .mapToDouble(Double::parseDouble)
                    .toArray();
        } catch (NumberFormatException e) {
            throw new IOException(peer.text() + ": '" + line + "' answered '" + answer + "'", e);
        }
    }

    /** Sets up a task; false if the library has nothing of the kind. */
    boolean open(String line) throws IOException {
        String answer = ask(line);
        if (!answer.equals("ok") && !answer.equals("unsupported")) {
            throw new IOException(peer.text() + ": '" + line + "' answered '" + answer + "'; see its log");
        }
        return answer.equals("ok");
    }

    /** The next answer. */
    String answer() throws IOException {
        for (String line = answers.readLine(); line != null; line = answers.readLine()) {
            if (line.startsWith(Worker.ANSWER)) {
                return line.substring(Worker.ANSWER.length());
            }
        }
        throw new IOException(peer.text() + ": the process ended; see its log. It was started with: " + command);
    }

    /** The most memory that the process had resident so far, in bytes; a library here has no other processes. */
    long peakMemory() throws IOException {
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        for (String line : Files.readAllLines(status)) {
            if (line.startsWith("VmHWM:")) {
                return 1024 * Long.parseLong(line.replaceAll("[^0-9]", ""));
            }
        }
        throw new IOException(status + " has no VmHWM");
    }

    @Override
    public void close() throws IOException {
        questions.close(); // the process ends with its input
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
