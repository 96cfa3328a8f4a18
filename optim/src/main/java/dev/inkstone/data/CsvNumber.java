package dev.inkstone.data;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Numbers as a table may have them, and what to do about others. */
final class CsvNumber {
    /** How tables say that a value is missing. */
    private static final Set<String> MISSING = Set.of("na", "n/a", "nan", "null", "none", "?", "-", "#n/a");

    private CsvNumber() {}

    /** Null if it is no decimal number; {@code parseFloat} alone would also take {@code 1f}, {@code NaN} and {@code 0x1p3}. */
    static @Nullable Float parsed(String text) {
        if (text.chars().anyMatch(c -> "0123456789+-.eE".indexOf(c) < 0)) {
            return null;
        }
        try {
            float value = Float.parseFloat(text);
            return Float.isInfinite(value) ? null : value;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** What to do about a text that is no such number; null if it is no number at all, but a text. */
    static @Nullable String cure(String text) {
        if (MISSING.contains(text.strip().toLowerCase(Locale.ROOT))) {
            return "; where a value is missing, fill it in, or remove the row or the column";
        }
        if (text.contains(",") && text.chars().allMatch(c -> "0123456789+-.,eE ".indexOf(c) >= 0)) {
            return "; write a decimal point, and nothing between thousands";
        }
        try {
            Float.parseFloat(text); // a number, but none that is allowed here
            return "";
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
