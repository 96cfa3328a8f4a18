package dev.inkstone.mnist;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.inkstone.checkpoint.AtomicFile;
import dev.inkstone.checkpoint.Saver;
import dev.inkstone.tensorboard.TensorBoard;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where a run leaves its files, one run in a folder: {@code run.json} (its options) and {@code checkpoints} from the beginning,
 * {@code model.safetensors}, {@code history.csv}, {@code metrics.json} and {@code plots} at the end. Each file appears whole or not at
 * all. {@code tensorboard} grows as the run goes on, if that is asked for.
 *
 * @param path the folder, which may not exist yet
 */
record RunFolder(Path path) {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    /** A process that was killed holds its lock for a moment, and so does the one that it started. */
    private static final int PATIENCE_MILLIS = 10_000;

    private Path checkpoints() {
        return path.resolve("checkpoints");
    }

    Saver saver() {
        return Saver.in(checkpoints());
    }

    Path model() {
        return path.resolve("model.safetensors");
    }

    Path metrics() {
        return path.resolve("metrics.json");
    }

    Path history() {
        return path.resolve("history.csv");
    }

    private Path tensorBoardFolder() {
        return path.resolve("tensorboard");
    }

    /** Of this run, for TensorBoard. */
    TensorBoard tensorBoard() {
        return TensorBoard.tensorBoard(tensorBoardFolder());
    }

    /** Whether there are event files of this run. */
    boolean hasTensorBoard() throws IOException {
        if (!Files.isDirectory(tensorBoardFolder())) {
            return false;
        }
        try (Stream<Path> files = Files.walk(tensorBoardFolder())) {
            return files.anyMatch(Files::isRegularFile);
        }
    }

    /** What a run said that had no screen. */
    Path log() {
        return path.resolve("log.txt");
    }

    RunPlots plots() {
        return new RunPlots(path.resolve("plots"));
    }

    private Path run() {
        return path.resolve("run.json");
    }

    /** Whether files can be written here. */
    void check() throws BadInputException {
        Check.folder("--out", path);
        Check.folder("--out", path.resolve("plots"));
    }

    /** Whether a run has begun here. */
    boolean isBegun() {
        return Files.exists(run());
    }

    /** Whether the run that has begun here is at its end. */
    boolean isFinished() {
        return isBegun() && Files.exists(metrics());
    }

    /** The options of the run in this folder. */
    RunOptions options() throws BadInputException {
        if (!isBegun()) {
            throw new BadInputException("--resume: nothing to resume from in " + path
                    + ", expected the folder of an earlier run with its run.json");
        }
        try {
            return JSON.readValue(Files.readString(run()), RunOptions.class);
        } catch (IOException e) {
            throw new BadInputException(
                    "--resume: " + run() + " cannot be read, expected the options of an earlier run");
        }
    }

    /** What came of the run in this folder. */
    RunMetrics results() throws BadInputException {
        try {
            return JSON.readValue(Files.readString(metrics()), RunMetrics.class);
        } catch (IOException e) {
            throw new BadInputException(
                    metrics() + " cannot be read, expected the results of a run; delete it, and the run ends anew");
        }
    }

    /** Makes room for a new run: what an earlier one left is deleted, other files stay. */
    void begin(RunOptions options) throws IOException {
        for (Path file : List.of(run(), model(), history(), metrics())) {
            Files.deleteIfExists(file);
        }
        saver().clear();
        tensorBoard().clear();
        plots().clear();
        write(run(), json(options));
    }

    /** Keeps others from training into this folder until the channel is closed or the process ends. */
    FileChannel claim() throws IOException, BadInputException, InterruptedException {
        AtomicFile.createFolder(checkpoints());
        FileChannel channel = FileChannel.open(lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        for (int waited = 0; !locked(channel); waited += 100) {
            if (waited >= PATIENCE_MILLIS) {
                channel.close();
                throw new BadInputException(
                        "--out: " + path + " is in use by another training run, expected a folder for each");
            }
            Thread.sleep(100);
        }
        return channel;
    }

    private Path lock() {
        return checkpoints().resolve("lock");
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null; // held until the channel is closed, or the process gone
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    static void write(Path file, String text) throws IOException {
        AtomicFile.write(file, channel -> {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        });
    }

    static String json(Object value) throws JsonProcessingException {
        return JSON.writeValueAsString(value) + "\n";
    }
}
