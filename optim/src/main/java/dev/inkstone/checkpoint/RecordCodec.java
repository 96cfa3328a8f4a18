package dev.inkstone.checkpoint;

import dev.inkstone.tensor.Shape;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Turns records into JSON. A record is an object with a member for each component, null where that is null; where the declared
 * type is an interface, the member {@value #TYPE} holds the registered name. Maps are sorted, so that equal records give equal
 * texts. {@link RecordDecoder} is the way back.
 */
final class RecordCodec {
    static final String TYPE = "type";

    private final SpecRegistry registry;

    RecordCodec(SpecRegistry registry) {
        this.registry = registry;
    }

    /**
     * The text of a value.
     *
     * @param type as which it will be read
     * @param trail where it stands, for messages
     * @throws IllegalArgumentException if it holds something that cannot be saved
     */
    Json encode(@Nullable Object value, Type type, String trail) {
        if (value == null) {
            return new Json.Null();
        } else if (value instanceof Float f) {
            return JsonWriter.number(f.floatValue());
        } else if (value instanceof Double d) {
            return JsonWriter.number(d.doubleValue());
        } else if (value instanceof Integer || value instanceof Long) {
            return JsonWriter.number(((Number) value).longValue());
        } else if (value instanceof Boolean b) {
            return new Json.Bool(b);
        } else if (value instanceof String s) {
            return new Json.Text(s);
        } else if (value instanceof Enum<?> e) {
            return new Json.Text(e.name());
        } else if (value instanceof Shape shape) {
            return new Json.Arr(
                    Arrays.stream(shape.dims()).mapToObj(JsonWriter::number).toList());
        } else if (value instanceof List<?> list) {
            return encode(list, argument(type, 0, trail), trail);
        } else if (value instanceof Map<?, ?> map) {
            return encode(map, argument(type, 1, trail), trail);
        }
        return encodeRecord(value, type, trail);
    }

    private Json encode(List<?> list, Type elementType, String trail) {
        List<Json> elements = new ArrayList<>();
        for (Object element : list) {
            elements.add(encode(element, elementType, trail + "[" + elements.size() + "]"));
        }
        return new Json.Arr(elements);
    }

    private Json encode(Map<?, ?> map, Type valueType, String trail) {
        Map<String, Json> members = new TreeMap<>();
        map.forEach((key, value) -> {
            if (!(key instanceof String name)) {
                throw unsupported(trail, "a map with keys that are no strings");
            }
            members.put(name, encode(value, valueType, trail + "." + name));
        });
        return new Json.Obj(members);
    }

    private Json encodeRecord(Object value, Type type, String trail) {
        boolean named = type instanceof Class<?> declared && declared.isInterface();
        if (!(value instanceof Record) && !named) {
            throw unsupported(trail, value.getClass().getName());
        }
        Map<String, Json> members = new LinkedHashMap<>();
        if (named) {
            members.put(TYPE, new Json.Text(name(value, trail)));
        }
        for (RecordComponent component : value.getClass().getRecordComponents()) {
            String inner = trail + "." + component.getName();
            members.put(
                    component.getName(),
                    encode(RecordReflection.get(component, value), component.getGenericType(), inner));
        }
        return new Json.Obj(members);
    }

    private String name(Object value, String trail) {
        try {
            return registry.nameOf(value.getClass());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(trail + ": " + e.getMessage(), e);
        }
    }

    /** The type of the elements of a list, or of the keys (0) or values (1) of a map. */
    static Type argument(Type type, int index, String trail) {
        if (type instanceof ParameterizedType p && p.getActualTypeArguments().length > index) {
            return p.getActualTypeArguments()[index];
        }
        throw unsupported(trail, type.getTypeName() + " without the type of its elements");
    }

    static IllegalArgumentException unsupported(String trail, String what) {
        return new IllegalArgumentException(
                trail + ": " + what + " cannot be saved, expected int, long, float, double, boolean,"
                        + " String, an enum, Shape, a list or map of these, a record, or a registered interface");
    }
}
