package dev.inkstone.checkpoint;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** Writes JSON without white space; the same value always gives the same text. */
final class JsonWriter {
    private JsonWriter() {}

    static void append(Json json, StringBuilder out) {
        if (json instanceof Json.Obj object) {
            String separator = "{";
            for (var member : object.members().entrySet()) {
                out.append(separator);
                append(member.getKey(), out);
                out.append(':');
                append(member.getValue(), out);
                separator = ",";
            }
            out.append(object.members().isEmpty() ? "{}" : "}");
        } else if (json instanceof Json.Arr array) {
            out.append('[');
            for (int i = 0; i < array.elements().size(); i++) {
                out.append(i == 0 ? "" : ",");
                append(array.elements().get(i), out);
            }
            out.append(']');
        } else if (json instanceof Json.Text text) {
            append(text.value(), out);
        } else {
            out.append(
                    json instanceof Json.Num n ? n.literal() : json instanceof Json.Bool b ? "" + b.value() : "null");
        }
    }

    /** A string in quotes. */
    static void append(String string, StringBuilder out) {
        if (!Utf8.wellFormed(string)) {
            throw new IllegalArgumentException("JSON: half of a surrogate pair in a string, expected whole characters");
        }
        out.append('"');
        for (int i = 0; i < string.length(); i++) {
            char c = string.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c == '\n') {
                out.append("\\n");
            } else if (c < 0x20 || c == 0x7f) {
                out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }

    /** The shortest decimal that reads back as this float; NaN and the infinities, which JSON lacks, as strings. */
    static Json number(float value) {
        if (!Float.isFinite(value) || value == 0) {
            return special(value);
        }
        BigDecimal exact = new BigDecimal(value);
        BigDecimal shown = exact;
        for (int digits = 1; digits <= 9; digits++) {
            shown = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
            if (Float.parseFloat(shown.toString()) == value) {
                break;
            }
        }
        return new Json.Num(shown.stripTrailingZeros().toString());
    }

    /** As {@link #number(float)}. Not {@code Double.toString}: its digits changed with JDK 19. */
    static Json number(double value) {
        if (!Double.isFinite(value) || value == 0) {
            return special(value);
        }
        BigDecimal exact = new BigDecimal(value);
        BigDecimal shown = exact;
        for (int digits = 1; digits <= 17; digits++) {
            shown = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
            if (Double.parseDouble(shown.toString()) == value) {
                break;
            }
        }
        return new Json.Num(shown.stripTrailingZeros().toString());
    }

    /** A whole number. */
    static Json number(long value) {
        return new Json.Num(Long.toString(value));
    }

    private static Json special(double value) {
        return value == 0 ? new Json.Num(1 / value < 0 ? "-0.0" : "0") : new Json.Text(Double.toString(value));
    }
}
