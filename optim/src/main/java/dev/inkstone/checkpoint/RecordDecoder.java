package dev.inkstone.checkpoint;

import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.ShapeException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns the JSON of {@link RecordCodec} into records again: every component must be there, but for those with
 * a {@linkplain SpecRegistry#defaultFor default}, and nothing else.
 */
final class RecordDecoder {
    private final SpecRegistry registry;
    private final Map<String, ?> order;

    /** @param order in which maps have these of their keys, the others behind them: a text has sorted them */
    RecordDecoder(SpecRegistry registry, Map<String, ?> order) {
        this.registry = registry;
        this.order = order;
    }

    /**
     * The value of a text.
     *
     * @param trail where it stands, for messages
     * @throws IllegalArgumentException if the text does not describe a value of this type
     */
    @Nullable Object decode(Json json, Type type, String trail) {
        if (type instanceof ParameterizedType p) {
            return decodeGeneric(json, p, trail);
        }
        if (!(type instanceof Class<?> wanted)) {
            throw RecordCodec.unsupported(trail, type.getTypeName());
        }
        if (json instanceof Json.Null && !wanted.isPrimitive()) {
            return null;
        } else if (wanted.isPrimitive() || Number.class.isAssignableFrom(wanted) || wanted == Boolean.class) {
            return simple(json, wanted, trail);
        } else if (wanted == String.class) {
            return string(json, trail);
        } else if (wanted.isEnum()) {
            return constant(json, wanted, trail);
        } else if (wanted == Shape.class) {
            return shape(json, trail);
        } else if (wanted.isInterface()) {
            return decodeNamed(json, wanted, trail);
        } else if (wanted.isRecord()) {
            return decodeRecord(json, wanted.asSubclass(Record.class), false, trail);
        }
        throw RecordCodec.unsupported(trail, wanted.getName());
    }

    /** As {@link #decode}, for a record of this class. */
    <T extends Record> T decodeRecord(Json json, Class<T> type, String trail) {
        return type.cast(decodeRecord(json, type, false, trail));
    }

    private @Nullable Object decodeGeneric(Json json, ParameterizedType type, String trail) {
        if (json instanceof Json.Null) {
            return null;
        } else if (type.getRawType() == List.class) {
            Type elementType = RecordCodec.argument(type, 0, trail);
            List<Object> list = new ArrayList<>();
            for (Json element : as(Json.Arr.class, json, "an array", trail).elements()) {
                list.add(element(element, elementType, trail + "[" + list.size() + "]"));
            }
            return list;
        } else if (type.getRawType() == Map.class) {
            Type valueType = RecordCodec.argument(type, 1, trail);
            Map<String, Object> map = new LinkedHashMap<>(order); // a key stays where it was put first
            Map<String, Json> members =
                    as(Json.Obj.class, json, "an object", trail).members();
            members.forEach((key, value) -> map.put(key, element(value, valueType, trail + "." + key)));
            map.keySet().retainAll(members.keySet());
            return map;
        }
        throw RecordCodec.unsupported(trail, type.getTypeName());
    }

    private Object element(Json json, Type type, String trail) {
        Object value = decode(json, type, trail);
        if (value == null) {
            throw error(trail, "null in a list or map", "a value");
        }
        return value;
    }

    private Object decodeNamed(Json json, Class<?> role, String trail) {
        Json name = as(Json.Obj.class, json, "an object", trail).members().get(RecordCodec.TYPE);
        if (name == null) {
            throw error(trail, "no member 'type'", "the registered name of a " + role.getSimpleName());
        }
        Class<? extends Record> type;
        try {
            type = registry.classOf(string(name, trail + ".type"), role);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(trail + ": " + e.getMessage(), e);
        }
        return decodeRecord(json, type, true, trail);
    }

    private Object decodeRecord(Json json, Class<? extends Record> type, boolean named, String trail) {
        Map<String, Json> members = as(Json.Obj.class, json, "an object", trail).members();
        Set<String> expected = new LinkedHashSet<>();
        if (named) {
            expected.add(RecordCodec.TYPE);
        }
        RecordComponent[] components = type.getRecordComponents();
        for (RecordComponent component : components) {
            expected.add(component.getName());
        }
        Map<String, Optional<Object>> defaults = registry.defaultsOf(type);
        Set<String> required = new LinkedHashSet<>(expected);
        required.removeAll(defaults.keySet());
        if (!expected.containsAll(members.keySet()) || !members.keySet().containsAll(required)) {
            throw error(
                    trail, "members " + members.keySet(), expected + "; it was saved by another version of its class");
        }
        @Nullable Object[] values = new @Nullable Object[components.length];
        for (int i = 0; i < values.length; i++) {
            String name = components[i].getName();
            Json member = members.get(name);
            values[i] = member == null
                    ? defaults.getOrDefault(name, Optional.empty()).orElse(null)
                    : decode(member, components[i].getGenericType(), trail + "." + name);
        }
        try {
            return RecordReflection.create(type, values);
        } catch (NullPointerException e) {
            throw new IllegalArgumentException(trail + ": null among its members, expected a value", e);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(trail + ": " + e.getMessage(), e);
        }
    }

    private static Object simple(Json json, Class<?> type, String trail) {
        if (type == boolean.class || type == Boolean.class) {
            return as(Json.Bool.class, json, "true or false", trail).value();
        } else if (type == float.class || type == Float.class) {
            return Float.parseFloat(real(json, trail));
        } else if (type == double.class || type == Double.class) {
            return Double.parseDouble(real(json, trail));
        } else if (type == int.class || type == Integer.class) {
            long value = whole(json, trail);
            if (value != (int) value) {
                throw error(trail, json.kind(), "a whole number of 32 bits");
            }
            return (int) value;
        } else if (type == long.class || type == Long.class) {
            return whole(json, trail);
        }
        throw RecordCodec.unsupported(trail, type.getName());
    }

    private static long whole(Json json, String trail) {
        String literal = as(Json.Num.class, json, "a whole number", trail).literal();
        try {
            return Long.parseLong(literal);
        } catch (NumberFormatException e) {
            throw error(trail, json.kind(), "a whole number of 64 bits");
        }
    }

    private static String real(Json json, String trail) {
        if (json instanceof Json.Text text
                && Set.of("NaN", "Infinity", "-Infinity").contains(text.value())) {
            return text.value();
        }
        return as(Json.Num.class, json, "a number", trail).literal();
    }

    private static String string(Json json, String trail) {
        return as(Json.Text.class, json, "a string", trail).value();
    }

    private static Object constant(Json json, Class<?> type, String trail) {
        String name = string(json, trail);
        List<String> known = new ArrayList<>();
        for (Object constant : type.getEnumConstants()) {
            String own = ((Enum<?>) constant).name();
            if (own.equals(name)) {
                return constant;
            }
            known.add(own);
        }
        throw error(trail, json.kind(), "one of " + known);
    }

    private static Shape shape(Json json, String trail) {
        List<Json> dims =
                as(Json.Arr.class, json, "an array of dimensions", trail).elements();
        try {
            return Shape.of(dims.stream()
                    .mapToInt(dim -> (int) simple(dim, int.class, trail))
                    .toArray());
        } catch (ShapeException | ArithmeticException e) {
            throw new IllegalArgumentException(trail + ": " + e.getMessage(), e);
        }
    }

    private static <J extends Json> J as(Class<J> kind, Json json, String expected, String trail) {
        if (!kind.isInstance(json)) {
            throw error(trail, json.kind(), expected);
        }
        return kind.cast(json);
    }

    private static IllegalArgumentException error(String trail, String actual, String expected) {
        return new IllegalArgumentException(trail + ": " + actual + ", expected " + expected);
    }
}
