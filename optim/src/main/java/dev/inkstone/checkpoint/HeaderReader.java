package dev.inkstone.checkpoint;

import dev.inkstone.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes the header of a safetensors file apart, member by member, with a bound on everything. */
final class HeaderReader {
    private static final int MOST_ENTRIES = 1_000_000;
    private static final int LONGEST_NAME = 65_536;
    private static final int HIGHEST_RANK = 16;
    private static final long LARGEST = (1L << 48) - 1;

    private final JsonReader json;
    private final Map<String, String> metadata = new LinkedHashMap<>();
    private final List<Entry> entries = new ArrayList<>();
    private boolean metadataSeen;
    private @Nullable String entry;

    HeaderReader(String text) {
        this.json = new JsonReader(text);
    }

    /** The tensor that was being read when an error occurred. */
    @Nullable String entry() {
        return entry;
    }

    Map<String, String> metadata() {
        return metadata;
    }

    List<Entry> entries() {
        return entries;
    }

    void read() {
        json.open('{');
        for (boolean first = true; json.more('}', first); first = false) {
            String name = json.name();
            entry = name;
            if (name.equals(Header.METADATA)) {
                readMetadata();
            } else {
                readEntry(name);
            }
            entry = null;
        }
        json.end();
    }

    private void readMetadata() {
        if (metadataSeen) {
            throw json.error("occurs twice, expected once,");
        }
        metadataSeen = true;
        json.open('{');
        while (json.more('}', metadata.isEmpty())) {
            String key = json.name();
            if (metadata.put(key, json.string()) != null) {
                throw json.error("'" + CheckpointException.shortened(key) + "' occurs twice, expected once,");
            }
        }
    }

    private void readEntry(String name) {
        if (entries.size() == MOST_ENTRIES) {
            throw json.error("more than " + MOST_ENTRIES + " tensors");
        }
        if (name.length() > LONGEST_NAME) {
            throw json.error("a name of " + name.length() + " characters, expected at most " + LONGEST_NAME);
        }
        Dtype type = null;
        Shape shape = null;
        long[] offsets = null;
        json.open('{');
        for (boolean first = true; json.more('}', first); first = false) {
            String key = json.name();
            if (key.equals("dtype") && type == null) {
                type = Dtype.of(json.string());
            } else if (key.equals("shape") && shape == null) {
                shape = shape(numbers("shape", HIGHEST_RANK));
            } else if (key.equals("data_offsets") && offsets == null) {
                offsets = numbers("data_offsets", 2);
            } else {
                throw json.error("'" + CheckpointException.shortened(key)
                        + "', expected dtype, shape and data_offsets, once each,");
            }
        }
        if (type == null || shape == null || offsets == null) {
            throw json.error("one of dtype, shape and data_offsets is missing");
        }
        if (offsets.length != 2 || offsets[0] > offsets[1]) {
            throw json.error("data_offsets " + Arrays.toString(offsets) + ", expected [begin, end]");
        }
        entries.add(new Entry(name, type, shape, offsets[0], offsets[1]));
    }

    private long[] numbers(String what, int most) {
        long[] numbers = new long[most];
        int n = 0;
        json.open('[');
        while (json.more(']', n == 0)) {
            if (n == most) {
                throw json.error(what + " of more than " + most + " numbers");
            }
            numbers[n++] = number(what);
        }
        return Arrays.copyOf(numbers, n);
    }

    private long number(String what) {
        String literal = json.number();
        boolean digits = literal.chars().allMatch(c -> c >= '0' && c <= '9');
        long value = digits && literal.length() <= 15 ? Long.parseLong(literal) : -1;
        if (value < 0 || value > LARGEST) {
            throw json.error(what + " " + CheckpointException.shortened(literal)
                    + ", expected a whole number from 0 to " + LARGEST);
        }
        return value;
    }

    private Shape shape(long[] dims) {
        long product = 1;
        for (long dim : dims) {
            if (dim > Integer.MAX_VALUE) {
                throw json.error("shape " + Arrays.toString(dims) + " has a dimension above " + Integer.MAX_VALUE);
            }
            product *= dim; // both below 2³¹ as long as the check below holds
            if (product > Integer.MAX_VALUE) {
                throw json.error(
                        "shape " + Arrays.toString(dims) + " has more than " + Integer.MAX_VALUE + " elements");
            }
        }
        return Shape.of(Arrays.stream(dims).mapToInt(dim -> (int) dim).toArray());
    }
}
