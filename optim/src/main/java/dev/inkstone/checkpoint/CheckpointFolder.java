package dev.inkstone.checkpoint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The files of one run: {@code ckpt-<step>.safetensors}, {@code best.safetensors}, {@code best-<step>.safetensors}, and what writers
 * left when they died.
 */
final class CheckpointFolder {
    private static final System.Logger LOG = System.getLogger(CheckpointFolder.class.getName());
    /** What the metadata of a best model tell: its step, its value, and which way is better. */
    static final String STEP = "inkstone.step";

    static final String VALUE = "inkstone.value";
    static final String BETTER = "inkstone.better";

    private static final String SUFFIX = ".safetensors";
    private static final Pattern CHECKPOINT = Pattern.compile("ckpt-(0|[1-9][0-9]{0,17})\\.safetensors");
    private static final Pattern BEST = Pattern.compile("best-(0|[1-9][0-9]{0,17})\\.safetensors");
    private static final Pattern TEMPORARY = Pattern.compile("(?:ckpt-[0-9]+|best|best-[0-9]+)\\.safetensors"
            + Pattern.quote(AtomicFile.TEMPORARY) + "([0-9]{1,18})-.*");

    private final Path path;

    CheckpointFolder(Path path) {
        this.path = path;
    }

    Path checkpoint(long step) {
        return path.resolve("ckpt-" + step + SUFFIX);
    }

    Path best() {
        return path.resolve("best" + SUFFIX);
    }

    Path best(long step) {
        return path.resolve("best-" + step + SUFFIX);
    }

    /** All checkpoints by step, the newest last; whether they can be read is another question. */
    NavigableMap<Long, Path> checkpoints() throws IOException {
        return bySteps(CHECKPOINT);
    }

    /** The best models, the best first, of equally good ones the earlier. */
    List<Path> bestModels() throws IOException {
        NavigableMap<Long, Path> several = bySteps(BEST);
        if (several.isEmpty()) {
            return Files.exists(best()) ? List.of(best()) : List.of();
        }
        Map<Path, Double> badness = new LinkedHashMap<>();
        for (Path file : several.values()) {
            badness.put(file, badness(file));
        }
        return badness.entrySet().stream() // a stable sort: equal ones stay in the order of their steps
                .sorted(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The value of a best model, or minus that: so that lower is better. */
    private static double badness(Path file) throws IOException {
        Map<String, String> told = Safetensors.verify(file);
        String value = told.getOrDefault(VALUE, "").replace("\"", ""); // infinities are texts
        if (value.isEmpty()) {
            throw new CheckpointException(file, null, "has no metadata '" + VALUE + "', expected a file of keepBest");
        }
        return Double.parseDouble(value) * ("higher".equals(told.get(BETTER)) ? -1 : 1);
    }

    /** Deletes the best models of all other steps. */
    void keepBest(Collection<Long> steps) throws IOException {
        for (Map.Entry<Long, Path> file : bySteps(BEST).entrySet()) {
            if (!steps.contains(file.getKey())) {
                Files.deleteIfExists(file.getValue());
            }
        }
    }

    private NavigableMap<Long, Path> bySteps(Pattern names) throws IOException {
        NavigableMap<Long, Path> found = new TreeMap<>();
        for (Path file : files()) {
            Matcher name = names.matcher(file.getFileName().toString());
            if (name.matches()) {
                found.put(Long.parseLong(name.group(1)), file);
            }
        }
        return found;
    }

    /**
     * The newest checkpoint that verifies; a warning is logged for each newer one.
     *
     * @throws CheckpointException if there are checkpoints and all are damaged
     */
    Optional<Path> latest() throws IOException {
        NavigableMap<Long, Path> all = checkpoints();
        for (Path file : all.descendingMap().values()) {
            if (verifies(file)) {
                return Optional.of(file);
            }
        }
        if (all.isEmpty()) {
            return Optional.empty();
        }
        throw new CheckpointException(
                path,
                null,
                "holds " + all.size() + " checkpoints, all damaged, expected one that is whole;"
                        + " delete them to start again");
    }

    /**
     * Deletes damaged checkpoints of later steps.
     *
     * @throws CheckpointException if one of them is whole: another run's, then
     */
    void expectNothingAfter(long step) throws IOException {
        for (Path file : checkpoints().tailMap(step, false).descendingMap().values()) {
            if (verifies(file)) {
                throw new CheckpointException(
                        file,
                        null,
                        "is of a later step than " + step + ", which this run has reached,"
                                + " expected a folder without; go on from it with restoreLatest(trainer), choose another folder, delete this file to"
                                + " go back, or the whole run with clear()");
            }
            Files.delete(file);
        }
    }

    /** Deletes checkpoints before {@code step} until {@code keep} are left with it. */
    void thin(long step, int keep) throws IOException {
        List<Path> older =
                List.copyOf(checkpoints().headMap(step, false).descendingMap().values());
        for (Path file : older.subList(Math.min(keep - 1, older.size()), older.size())) {
            Files.deleteIfExists(file);
        }
    }

    /** Deletes all checkpoints and best models. */
    void clear() throws IOException {
        keepBest(List.of());
        for (Path file : checkpoints().values()) {
            Files.deleteIfExists(file);
        }
        Files.deleteIfExists(best());
        sweep();
    }

    /** Deletes unfinished files of processes that are gone. */
    void sweep() throws IOException {
        Instant start = ProcessHandle.current().info().startInstant().orElse(Instant.EPOCH);
        for (Path file : files()) {
            Matcher name = TEMPORARY.matcher(file.getFileName().toString());
            if (name.matches() && abandoned(file, Long.parseLong(name.group(1)), start)) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** Older than this process, and not of another one that lives. In a container our own id may be that of the dead one. */
    private static boolean abandoned(Path file, long writer, Instant start) throws IOException {
        boolean own = writer == ProcessHandle.current().pid();
        return (own || ProcessHandle.of(writer).isEmpty())
                && Files.exists(file)
                && Files.getLastModifiedTime(file).toInstant().isBefore(start);
    }

    private static boolean verifies(Path file) throws IOException {
        try {
            Safetensors.verify(file);
            return true;
        } catch (CheckpointException e) {
            LOG.log(System.Logger.Level.WARNING, "ignored: {0}", e.getMessage());
            return false;
        }
    }

    private List<Path> files() throws IOException {
        if (!Files.isDirectory(path)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(path)) {
            return files.sorted(Comparator.comparing(Path::toString)).toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
