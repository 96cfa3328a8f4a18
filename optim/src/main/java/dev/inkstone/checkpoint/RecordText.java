package dev.inkstone.checkpoint;

import java.util.Map;

/**
 * Records as JSON texts, as layers are saved: an object with a member for each component; where the declared type of a component is
 * an interface, a member {@code type} holds the registered name of the record in it. See {@link SpecRegistry#register} for what
 * components may be.
 */
public final class RecordText {
    private RecordText() {}

    /**
     * The text; equal records give equal texts.
     *
     * @throws IllegalArgumentException if it holds something that cannot be saved; the message says where it stands
     */
    public static String write(Record value, SpecRegistry registry) {
        Class<?> type = value.getClass();
        return new RecordCodec(registry)
                .encode(value, type, type.getSimpleName())
                .text();
    }

    /**
     * What {@link #write} wrote.
     *
     * @throws IllegalArgumentException if it is no such text, or names something that is not registered
     */
    public static <T extends Record> T read(String json, Class<T> type, SpecRegistry registry) {
        return new RecordDecoder(registry, Map.of()).decodeRecord(Json.parse(json), type, type.getSimpleName());
    }
}
