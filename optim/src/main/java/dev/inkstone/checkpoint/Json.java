package dev.inkstone.checkpoint;

import java.util.Collections;
import java.util.List;
import java.util.Map;

/** A JSON value (RFC 8259). Numbers keep the text they were written with, so that nothing is rounded on the way. */
sealed interface Json {
    /** An object; the order of its members is kept. */
    record Obj(Map<String, Json> members) implements Json {
        public Obj {
            members = Collections.unmodifiableMap(members);
        }
    }

    /** An array. */
    record Arr(List<Json> elements) implements Json {
        public Arr {
            elements = Collections.unmodifiableList(elements);
        }
    }

    /** A string. */
    record Text(String value) implements Json {}

    /** A number as it is written. */
    record Num(String literal) implements Json {}

    /** True or false. */
    record Bool(boolean value) implements Json {}

    /** Null. */
    record Null() implements Json {}

    /**
     * Reads a text that holds one value and nothing else.
     *
     * @throws IllegalArgumentException if it is not JSON; the message says what is wrong and where
     */
    static Json parse(String text) {
        JsonReader reader = new JsonReader(text);
        Json value = reader.value();
        reader.end();
        return value;
    }

    /** This value in the shortest form, without white space. */
    default String text() {
        StringBuilder out = new StringBuilder();
        JsonWriter.append(this, out);
        return out.toString();
    }

    /** What kind of value this is, for a message. */
    default String kind() {
        if (this instanceof Obj) {
            return "an object";
        } else if (this instanceof Arr) {
            return "an array";
        } else if (this instanceof Text t) {
            return "the string \"" + CheckpointException.shortened(t.value()) + "\"";
        } else if (this instanceof Num n) {
            return "the number " + CheckpointException.shortened(n.literal());
        }
        return text();
    }
}
