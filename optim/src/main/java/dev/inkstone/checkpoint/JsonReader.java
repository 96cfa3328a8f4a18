package dev.inkstone.checkpoint;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads JSON strictly: a member that occurs twice, a lone surrogate, a control character, a number JSON does not know, text
 * behind the end, and nesting deeper than {@value #DEEPEST} are errors. A caller may take values one by one, so that a hostile
 * text is not turned into objects before it is checked.
 */
final class JsonReader {
    static final int DEEPEST = 200;
    private static final int LONGEST_NUMBER = 400;

    private final String text;
    private int at;
    private int depth;

    JsonReader(String text) {
        this.text = text;
    }

    /** The next value, whatever it is. */
    Json value() {
        return switch (peek()) {
            case '{' -> object();
            case '[' -> array();
            case '"' -> new Json.Text(string());
            case 't' -> literal("true", new Json.Bool(true));
            case 'f' -> literal("false", new Json.Bool(false));
            case 'n' -> literal("null", new Json.Null());
            default -> new Json.Num(number());
        };
    }

    /** Nothing but white space may follow. */
    void end() {
        skipWhiteSpace();
        if (at < text.length()) {
            throw error("more text behind the value");
        }
    }

    /** Enters an object or array that starts with {@code bracket}. */
    void open(char bracket) {
        expect(bracket);
        if (++depth > DEEPEST) {
            throw error("nested deeper than " + DEEPEST);
        }
    }

    /** Whether another element follows; if not, the bracket is closed. Commas are taken care of. */
    boolean more(char closing, boolean first) {
        if (peek() == closing) {
            at++;
            depth--;
            return false;
        }
        if (!first) {
            expect(',');
            if (peek() == closing) {
                throw error("a comma before '" + closing + "'");
            }
        }
        return true;
    }

    /** The name of a member, and the colon behind it. */
    String name() {
        String name = string();
        expect(':');
        return name;
    }

    /** A string. */
    String string() {
        expect('"');
        int start = at;
        while (at < text.length() && text.charAt(at) != '"' && text.charAt(at) != '\\') {
            plain();
        }
        if (at < text.length() && text.charAt(at) == '"') {
            return checked(text.substring(start, at++));
        }
        return checked(escaped(new StringBuilder(text.substring(start, at))));
    }

    /** A number as it is written. */
    String number() {
        skipWhiteSpace();
        int start = at;
        if (at < text.length() && text.charAt(at) == '-') {
            at++;
        }
        if (at < text.length() && text.charAt(at) == '0') {
            at++;
        } else {
            digits();
        }
        if (at < text.length() && text.charAt(at) == '.') {
            at++;
            digits();
        }
        if (at < text.length() && (text.charAt(at) | 0x20) == 'e') {
            at++;
            if (at < text.length() && (text.charAt(at) == '+' || text.charAt(at) == '-')) {
                at++;
            }
            digits();
        }
        if (at - start > LONGEST_NUMBER) {
            throw error("a number of " + (at - start) + " characters, expected at most " + LONGEST_NUMBER);
        }
        return text.substring(start, at);
    }

    /** The next character that counts, without taking it; 0 at the end. */
    char peek() {
        skipWhiteSpace();
        return at < text.length() ? text.charAt(at) : 0;
    }

    IllegalArgumentException error(String problem) {
        return new IllegalArgumentException("JSON: " + problem + " at character " + at);
    }

    private Json object() {
        Map<String, Json> members = new LinkedHashMap<>();
        open('{');
        while (more('}', members.isEmpty())) {
            String name = name();
            if (members.put(name, value()) != null) {
                throw error("member '" + CheckpointException.shortened(name)
                        + "' occurs twice, expected once; the value before it ends");
            }
        }
        return new Json.Obj(members);
    }

    private Json array() {
        List<Json> elements = new ArrayList<>();
        open('[');
        while (more(']', elements.isEmpty())) {
            elements.add(value());
        }
        return new Json.Arr(elements);
    }

    private Json literal(String word, Json value) {
        if (!text.startsWith(word, at)) {
            throw error("an unknown word");
        }
        at += word.length();
        return value;
    }

    private String escaped(StringBuilder out) {
        while (at < text.length() && text.charAt(at) != '"') {
            if (text.charAt(at) == '\\') {
                at++;
                out.append(escape());
            } else {
                out.append(text.charAt(at));
                plain();
            }
        }
        if (at == text.length()) {
            throw error("a string without an end");
        }
        at++;
        return out.toString();
    }

    private void plain() {
        if (text.charAt(at) < 0x20) {
            throw error("a control character in a string");
        }
        at++;
    }

    private char escape() {
        char c = at < text.length() ? text.charAt(at++) : 0;
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> hex();
            default -> throw error("an unknown escape");
        };
    }

    private char hex() {
        int code = 0;
        for (int i = 0; i < 4; i++) {
            char c = at < text.length() ? text.charAt(at) : 0;
            int digit = c < 128 ? Character.digit(c, 16) : -1;
            if (digit < 0) {
                throw error("not four hexadecimal digits behind \\u");
            }
            code = code << 4 | digit;
            at++;
        }
        return (char) code;
    }

    private String checked(String string) {
        if (!Utf8.wellFormed(string)) {
            throw error("half of a surrogate pair in a string");
        }
        return string;
    }

    private void digits() {
        int start = at;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        if (at == start) {
            throw error(at == text.length() ? "the text ends early" : "neither a value nor a digit");
        }
    }

    private void expect(char c) {
        if (peek() != c) {
            throw error("no '" + c + "'");
        }
        at++;
    }

    private void skipWhiteSpace() {
        while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }
}
