package dev.inkstone.conformance;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** JSON as maps, lists, strings and numbers; read by Jackson, so that the reader under test is not used. */
final class JsonTree {
    private JsonTree() {}

    /** An object; {@code name} is for the message if it is none. */
    static Map<String, Object> object(String name, byte[] json) {
        JsonFactory strict = new JsonFactory().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
        try (JsonParser parser = strict.createParser(json)) {
            parser.nextToken();
            Map<String, Object> object = asObject(value(parser));
            if (parser.nextToken() != null) {
                throw new IllegalArgumentException("JSON goes on behind its object, expected its end");
            }
            return object;
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
        }
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> asObject(Object value) {
        if (!(value instanceof Map)) {
            throw new IllegalArgumentException("JSON has " + value + ", expected an object");
        }
        return (Map<String, Object>) value;
    }

    @SuppressWarnings("unchecked")
    static List<Object> asList(Object value) {
        if (!(value instanceof List)) {
            throw new IllegalArgumentException("JSON has " + value + ", expected a list");
        }
        return (List<Object>) value;
    }

    static int[] asInts(Object value) {
        return asList(value).stream().mapToInt(v -> ((Number) v).intValue()).toArray();
    }

    private static Object value(JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == null) {
            throw new IllegalArgumentException("JSON is empty, expected an object");
        }
        if (token == JsonToken.START_OBJECT) {
            Map<String, Object> object = new LinkedHashMap<>();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String key = parser.currentName();
                parser.nextToken();
                object.put(key, value(parser));
            }
            return object;
        }
        if (token == JsonToken.START_ARRAY) {
            List<Object> list = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                list.add(value(parser));
            }
            return list;
        }
        return token.isNumeric() ? parser.getNumberValue() : parser.getText();
    }
}
