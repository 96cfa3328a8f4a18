package dev.inkstone.data;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads comma-separated values as RFC 4180 has them, strictly, in UTF-8. A line may also end with a line feed alone. */
final class CsvReader {
    private static final int END = Utf8Characters.END;

    /**
     * A field and where it begins.
     *
     * @param text without quotes
     * @param line counted from 1, as an editor does
     * @param column of its first character, counted from 1
     */
    record Field(String text, int line, int column) {}

    private final String name;
    private final char separator;
    private final Utf8Characters in;
    private int line = 1;
    private int column;
    private int current;

    /** @param name for messages */
    CsvReader(InputStream stream, String name, char separator) throws IOException {
        this.name = name;
        this.separator = separator;
        this.in = new Utf8Characters(stream);
        advance();
        if (current == '\uFEFF') { // a byte order mark
            column = 0;
            advance();
        }
    }

    /** The next record; null at the end. */
    @Nullable List<Field> next() throws IOException {
        if (current == END) {
            return null;
        }
        List<Field> fields = new ArrayList<>();
        fields.add(field());
        while (current == separator) {
            advance();
            fields.add(field());
        }
        endOfLine();
        return fields;
    }

    private Field field() throws IOException {
        int startLine = line;
        int startColumn = column;
        StringBuilder text = new StringBuilder();
        if (current == '"') {
            quoted(text, startLine, startColumn);
            if (!endsField()) {
                throw error(
                        line,
                        column,
                        shown(current) + " behind a quoted field, expected the separator or the end"
                                + " of the line; write a quote within quotes twice");
            }
        } else {
            while (!endsField()) {
                if (current == '"') {
                    throw error(
                            line,
                            column,
                            "a quote within a field, expected it around the whole field; write"
                                    + " quotes around the field, and this one twice");
                }
                text.append((char) current);
                advance();
            }
        }
        return new Field(text.toString(), startLine, startColumn);
    }

    private void quoted(StringBuilder text, int startLine, int startColumn) throws IOException {
        advance();
        while (true) {
            if (current == END) {
                throw error(startLine, startColumn, "a quote that is not closed, expected another one before the end");
            }
            if (current == '"') {
                advance();
                if (current != '"') {
                    return;
                }
            }
            text.append((char) current);
            advance();
        }
    }

    private boolean endsField() {
        return current == separator || current == '\n' || current == '\r' || current == END;
    }

    private void endOfLine() throws IOException {
        if (current == '\r') {
            advance();
            if (current != '\n') {
                throw error(line, column, "a carriage return without a line feed, expected both or a line feed alone");
            }
        }
        if (current == '\n') {
            advance();
        }
    }

    private void advance() throws IOException {
        if (current == '\n') {
            line++;
            column = 0;
        }
        current = in.next();
        column++;
        if (current == Utf8Characters.DAMAGED) {
            throw error(line, column, "bytes that are not UTF-8, expected a file in that encoding; convert it");
        }
    }

    private static String shown(int character) {
        return "'" + (char) character + "'";
    }

    /** How all messages begin: {@code file:line:column: …}. */
    IOException error(int atLine, int atColumn, String what) {
        return new IOException(name + ":" + atLine + ":" + atColumn + ": " + what);
    }

    IOException error(Field field, String what) {
        return error(field.line(), field.column(), what);
    }
}
