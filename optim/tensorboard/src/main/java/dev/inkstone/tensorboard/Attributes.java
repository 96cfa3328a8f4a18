package dev.inkstone.tensorboard;

import dev.inkstone.layers.LayerSpec;
import dev.inkstone.layers.MaxNorm;
import dev.inkstone.layers.Named;
import dev.inkstone.layers.Regularized;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the graph tells about a layer.
 *
 * @param spec without what is wrapped around it
 * @param operation what it is
 * @param values the components of the record, and what the wrappers add
 */
record Attributes(LayerSpec spec, String operation, Map<String, Object> values) {
    static Attributes of(LayerSpec spec) {
        Map<String, Object> values = new LinkedHashMap<>();
        LayerSpec inner = unwrapped(spec, values);
        String name = inner.getClass().getSimpleName();
        if (inner.getClass().isRecord()) {
            for (RecordComponent component : inner.getClass().getRecordComponents()) {
                put(component, inner, values);
            }
        }
        return new Attributes(inner, name.isEmpty() ? inner.kind() : name, values);
    }

    private static LayerSpec unwrapped(LayerSpec spec, Map<String, Object> values) {
        if (spec instanceof Named named) {
            return unwrapped(named.layer(), values);
        }
        if (spec instanceof Regularized regularized) {
            values.put("l1", regularized.l1());
            values.put("l2", regularized.l2());
            return unwrapped(regularized.layer(), values);
        }
        if (spec instanceof MaxNorm limited) {
            values.put("maxNorm", limited.limit());
            return unwrapped(limited.layer(), values);
        }
        return spec;
    }

    private static void put(RecordComponent component, LayerSpec spec, Map<String, Object> values) {
        try {
            Object value = component.getAccessor().invoke(spec);
            if (value != null) {
                values.put(component.getName(), value);
            }
        } catch (ReflectiveOperationException e) {
            values.put("layer", spec.toString()); // a record that others may not look into, but it prints itself
        }
    }
}
