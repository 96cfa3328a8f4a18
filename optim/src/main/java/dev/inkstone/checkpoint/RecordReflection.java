package dev.inkstone.checkpoint;

import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads and makes records whose class is known only at run time. */
final class RecordReflection {
    private RecordReflection() {}

    static @Nullable Object get(RecordComponent component, Object record) {
        try {
            var accessor = component.getAccessor();
            open(accessor, record, record.getClass());
            return accessor.invoke(record);
        } catch (InvocationTargetException e) {
            throw rethrown(e);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @throws RuntimeException what the constructor throws */
    static Object create(Class<? extends Record> type, @Nullable Object[] values) {
        Class<?>[] types = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(types);
            open(constructor, null, type);
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            throw rethrown(e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void open(AccessibleObject member, @Nullable Object target, Class<?> type) {
        if (!member.canAccess(target) && !member.trySetAccessible()) {
            throw new IllegalArgumentException(type.getName()
                    + " cannot be read from here, expected a public record in an exported" + " package; write 'opens "
                    + type.getPackageName() + " to dev.inkstone.optim;' into your module-info");
        }
    }

    private static RuntimeException rethrown(InvocationTargetException e) {
        if (e.getCause() instanceof Error error) {
            throw error;
        }
        return e.getCause() instanceof RuntimeException cause ? cause : new IllegalArgumentException(e.getCause());
    }
}
