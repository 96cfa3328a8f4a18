package dev.inkstone.checkpoint;

import dev.inkstone.tensor.IntTensor;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.ShapeException;
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
 * safetensors.numpy.load_file}.
 *
 * <table>
 * <caption>What is read and written</caption>
 * <tr><th>dtype</th><th>written by</th><th>read by</th></tr>
 * <tr><td>F32</td><td>{@link Builder#tensor(String, Tensor) tensor}</td><td>{@link #tensor}</td></tr>
 * <tr><td>F16, BF16</td><td>{@link Builder#tensor(String, Tensor, Precision) tensor} with a precision</td>
 *     <td>{@link #asFloats}, exactly</td></tr>
 * <tr><td>F64</td><td>{@link Builder#doubles doubles}</td><td>{@link #doubles}</td></tr>
 * <tr><td>I32</td><td>{@link Builder#ints ints}</td><td>{@link #ints}</td></tr>
 * <tr><td>I64</td><td>{@link Builder#longs longs}</td><td>{@link #longs}</td></tr>
 * <tr><td>U8</td><td>{@link Builder#bytes bytes}</td><td>{@link #bytes}</td></tr>
 * <tr><td>BOOL</td><td>{@link Builder#booleans booleans}</td><td>{@link #booleans}</td></tr>
 * </table>
 *
 * <p>Nothing is converted unless asked: each accessor takes its own dtype. {@link #asFloats} takes any and rounds, {@link
 * #asFloatsExactly} takes any and refuses to round.
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
     * The elements of a float64 tensor, row by row; a copy.
     *
     * @throws CheckpointException if there is no float64 tensor of that name
     */
    public double[] doubles(String name) throws CheckpointException {
        return ((double[]) entry(name, Dtype.F64).array()).clone();
    }

    /**
     * The elements of a tensor of unsigned bytes, row by row; a copy. {@code b & 0xff} is the value of byte {@code b}.
     *
     * @throws CheckpointException if there is no U8 tensor of that name
     */
    public byte[] bytes(String name) throws CheckpointException {
        return ((byte[]) entry(name, Dtype.U8).array()).clone();
    }

    /**
     * The elements of a tensor of truth values, row by row; a copy.
     *
     * @throws CheckpointException if there is no BOOL tensor of that name
     */
    public boolean[] booleans(String name) throws CheckpointException {
        byte[] bytes = (byte[]) entry(name, Dtype.BOOL).array();
        boolean[] values = new boolean[bytes.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = bytes[i] != 0;
        }
        return values;
    }

    /**
     * A tensor of any type with each element rounded to the nearest float32, ties to even: exact for F32, F16, BF16, U8 and BOOL
     * (0 and 1). An F64 beyond the range of float32 becomes infinite. A float32 tensor shares the memory of this object.
     *
     * @throws CheckpointException if there is no tensor of that name
     */
    public Tensor asFloats(String name) throws CheckpointException {
        Elements found = entry(name);
        if (found.type() == Dtype.F32) {
            return tensor(name);
        }
        float[] values = new float[found.shape().size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = found.asFloat(i);
        }
        return Tensor.wrap(values, 0, found.shape());
    }

    /**
     * As {@link #asFloats}, where every element is a float32 already.
     *
     * @throws CheckpointException if there is no tensor of that name, or one of its elements would be rounded
     */
    public Tensor asFloatsExactly(String name) throws CheckpointException {
        Elements found = entry(name);
        for (int i = 0; i < found.shape().size(); i++) {
            if (!found.isFloat(i)) {
                throw new CheckpointException(
                        source,
                        name,
                        "element " + i + " is " + found.text(i) + ", expected " + found.type()
                                + " values that float32 holds exactly; asFloats rounds them");
            }
        }
        return asFloats(name);
    }

    /**
     * The element type of a tensor: BOOL, U8, F16, BF16, I32, F32, F64 or I64.
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
            String cure = type == Dtype.F32 ? "; asFloats converts it" : "";
            throw new CheckpointException(source, name, "has dtype " + found.type() + ", expected " + type + cure);
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
            return tensor(name, tensor, Precision.F32);
        }

        /**
         * Adds a float32 tensor, rounded to a precision; what is beyond its range becomes infinite. See {@link #tensor(String,
         * Tensor)}.
         */
        public Builder tensor(String name, Tensor tensor, Precision precision) {
            return add(name, Elements.of(tensor, precision));
        }

        /** Adds an int32 tensor, see {@link #tensor(String, Tensor)}. */
        public Builder ints(String name, IntTensor tensor) {
            return add(name, new Elements(Dtype.I32, tensor.shape(), tensor.array(), tensor.offset()));
        }

        /**
         * Adds an int64 tensor, see {@link #tensor(String, Tensor)}.
         *
         * @throws ShapeException if the number of values is not that of the shape
         */
        public Builder longs(String name, Shape shape, long... values) {
            return add(name, shape, values.length, Dtype.I64, values.clone());
        }

        /** Adds a float64 tensor, see {@link #longs}. */
        public Builder doubles(String name, Shape shape, double... values) {
            return add(name, shape, values.length, Dtype.F64, values.clone());
        }

        /** Adds a tensor of unsigned bytes, see {@link #longs}. */
        public Builder bytes(String name, Shape shape, byte... values) {
            return add(name, shape, values.length, Dtype.U8, values.clone());
        }

        /** Adds a tensor of truth values, see {@link #longs}. */
        public Builder booleans(String name, Shape shape, boolean... values) {
            byte[] bytes = new byte[values.length];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) (values[i] ? 1 : 0);
            }
            return add(name, shape, values.length, Dtype.BOOL, bytes);
        }

        /**
         * Adds a text, or replaces the one under this key.
         *
         * @throws IllegalArgumentException if the key starts with {@code inkstone.crc32c}
         */
        public Builder metadata(String key, String text) {
            if (key.startsWith("inkstone.crc32c")) {
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

        private Builder add(String name, Shape shape, int count, Dtype type, Object array) {
            if (count != shape.size()) {
                throw new ShapeException(
                        "entry '" + name + "': " + count + " values, expected " + shape.size() + " for shape " + shape);
            }
            return add(name, new Elements(type, shape, array, 0));
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
