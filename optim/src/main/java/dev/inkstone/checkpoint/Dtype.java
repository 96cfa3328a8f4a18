package dev.inkstone.checkpoint;

import java.util.Arrays;
import java.util.Set;

/** The element types that this library reads and writes, in the order in which the format ranks them. */
enum Dtype {
    BOOL(1),
    U8(1),
    F16(2),
    BF16(2),
    I32(4),
    F32(4),
    F64(8),
    I64(8);

    /** The others that the format knows. */
    private static final Set<String> OTHERS = Set.of(
            "F4",
            "F6_E2M3",
            "F6_E3M2",
            "I8",
            "F8_E5M2",
            "F8_E4M3",
            "F8_E8M0",
            "F8_E4M3FNUZ",
            "F8_E5M2FNUZ",
            "I16",
            "U16",
            "U32",
            "C64",
            "U64");

    private final int bytes;

    Dtype(int bytes) {
        this.bytes = bytes;
    }

    /** The size of an element. */
    int bytes() {
        return bytes;
    }

    /** @throws IllegalArgumentException if there is no such type, or it is one that this library does not read */
    static Dtype of(String name) {
        for (Dtype type : values()) {
            if (type.name().equals(name)) {
                return type;
            }
        }
        String problem = OTHERS.contains(name) ? "is not supported" : "is unknown";
        throw new IllegalArgumentException("dtype " + CheckpointException.shortened(name) + " " + problem
                + ", expected one of " + Arrays.toString(values()));
    }
}
