package dev.inkstone.checkpoint;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** UTF-8 without the usual leniency. */
final class Utf8 {
    private Utf8() {}

    /** The text of well-formed bytes, or null. */
    static @Nullable String decode(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        boolean doubtful = text.indexOf('\uFFFD') >= 0; // what malformed bytes turn into
        return doubtful && !Arrays.equals(encode(text), bytes) ? null : text;
    }

    static byte[] encode(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Whether every surrogate has its other half. */
    static boolean wellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                if (Character.isLowSurrogate(c)
                        || i + 1 == text.length()
                        || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }
}
