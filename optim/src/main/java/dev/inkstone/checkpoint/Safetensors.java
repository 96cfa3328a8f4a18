package dev.inkstone.checkpoint;

import dev.inkstone.tensor.IntTensor;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Named tensors and free texts, as they stand in a safetensors file: the format that Python programs read with {@code
 * safetensors.numpy.load_file}. float32, int32 and int64 are supported.
 *
 * <p>Reading is strict: the header must describe every byte of the file exactly once, names and metadata keys occur once, and
 * nothing is allocated before the claims of the header have been checked against the length of the file. Writing is
 * deterministic: equal content gives equal bytes. Files written here carry CRC-32C sums of header and data in their metadata
 * (keys {@code inkstone.crc32c.header} and {@code inkstone.crc32c.data}); where they are present they are verified.
 */
public final class Safetensors {
    private final Path source;
    private final Map<String, Elements> entries;
    private final Map<String, String> metadata;

    Safetensors(Path source, Map<String, Elements> entries, Map<String, String> metadata) {
        this.source = source;
        this.entries = Collections.unmodifiableMap(entries);
        this.metadata = Collections.unmodifiableMap(metadata);
    }

    /**
     * Reads a whole file.
     *
     * @throws CheckpointException if it is missing, not a safetensors file, damaged, or of a type that is not supported
     */
    public static Safetensors read(Path file) throws IOException {
        return SafetensorsReader.read(file, false);
    }

    /**
     * Reads a file without keeping its tensors, and verifies all that can be verified.
     *
     * @return its metadata
     * @throws CheckpointException if {@link #read} would throw it
     */
    public static Map<String, String> verify(Path file) throws IOException {
        return SafetensorsReader.read(file, true).metadata();
    }

    /** A file to be, without entries yet. */
    public static Builder builder() {
        return new Builder();
    }

    /** The names of the tensors, in the order of their bytes. */
    public Set<String> names() {
        return entries.keySet();
    }

    /** The free texts, without the checksums. */
    public Map<String, String> metadata() {
        return metadata;
    }

    /**
     * The shape of a tensor.
     *
     * @throws CheckpointException if there is no tensor of that name
     */
    public Shape shape(String name) throws CheckpointException {
        return entry(name).shape();
    }

    /**
     * A float32 tensor; it shares the memory of this object.
     *
     * @throws CheckpointException if there is no float32 tensor of that name
     */
    public Tensor tensor(String name) throws CheckpointException {
        Elements found = entry(name, Dtype.F32);
        return Tensor.wrap((float[]) found.array(), found.offset(), found.shape());
    }

    /**
     * An int32 tensor; it shares the memory of this object.
     *
     * @throws CheckpointException if there is no int32 tensor of that name
     */
    public IntTensor ints(String name) throws CheckpointException {
        Elements found = entry(name, Dtype.I32);
        return IntTensor.wrap((int[]) found.array(), found.offset(), found.shape());
    }

    /**
     * The elements of an int64 tensor, row by row; a copy.
     *
     * @throws CheckpointException if there is no int64 tensor of that name
     */
    public long[] longs(String name) throws CheckpointException {
        return ((long[]) entry(name, Dtype.I64).array()).clone();
    }

    /**
     * The element type of a tensor: F32, I32 or I64.
     *
     * @throws CheckpointException if there is no tensor of that name
     */
    public String dtype(String name) throws CheckpointException {
        return entry(name).type().name();
    }

    Path source() {
        return source;
    }

    private Elements entry(String name, Dtype type) throws CheckpointException {
        Elements found = entry(name);
        if (found.type() != type) {
            throw new CheckpointException(source, name, "has dtype " + found.type() + ", expected " + type);
        }
        return found;
    }

    private Elements entry(String name) throws CheckpointException {
        Elements found = entries.get(name);
        if (found == null) {
            throw new CheckpointException(source, name, "is missing, expected one of " + entries.keySet());
        }
        return found;
    }

    /** Collects what a file shall hold. Arrays are not copied: they must not change before {@link #write}. */
    public static final class Builder {
        private final Map<String, Elements> entries = new LinkedHashMap<>();
        private final Map<String, String> metadata = new TreeMap<>();

        private Builder() {}

        /**
         * Adds a float32 tensor.
         *
         * @throws IllegalArgumentException if the name is taken or not a text
         */
        public Builder tensor(String name, Tensor tensor) {
            return add(name, new Elements(Dtype.F32, tensor.shape(), tensor.array(), tensor.offset()));
        }

        /** Adds an int32 tensor, see {@link #tensor}. */
        public Builder ints(String name, IntTensor tensor) {
            return add(name, new Elements(Dtype.I32, tensor.shape(), tensor.array(), tensor.offset()));
        }

        /**
         * Adds an int64 tensor, see {@link #tensor}.
         *
         * @throws dev.inkstone.tensor.ShapeException if the number of values is not that of the shape
         */
        public Builder longs(String name, Shape shape, long... values) {
            if (values.length != shape.size()) {
                throw new dev.inkstone.tensor.ShapeException("entry '" + name + "': " + values.length
                        + " values, expected " + shape.size() + " for shape " + shape);
            }
            return add(name, new Elements(Dtype.I64, shape, values.clone(), 0));
        }

        /** Adds a text, or replaces the one under this key. Keys that start with {@code inkstone.crc32c} are taken. */
        public Builder metadata(String key, String text) {
            if (key.equals(Checksum.DATA) || key.equals(Checksum.HEADER)) {
                throw new IllegalArgumentException("metadata '" + key + "': is computed, expected another key");
            }
            metadata.put(key, text);
            return this;
        }

        /**
         * Writes the file: beside its place first, then forced to the disk and moved there, so that no reader ever sees half of it.
         *
         * @throws IOException if that fails; then a file that was there before is as it was
         */
        public void write(Path file) throws IOException {
            SafetensorsWriter writer = new SafetensorsWriter(file, entries, metadata);
            AtomicFile.write(file, writer::writeTo);
        }

        private Builder add(String name, Elements elements) {
            if (name.equals(Header.METADATA) || !Utf8.wellFormed(name)) {
                throw new IllegalArgumentException(
                        "entry '" + name + "': not a possible name, expected other characters");
            }
            if (entries.putIfAbsent(name, elements) != null) {
                throw new IllegalArgumentException("entry '" + name + "': added twice, expected names of their own");
            }
            return this;
        }
    }
}
