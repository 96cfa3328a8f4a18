package dev.inkstone.checkpoint;

import dev.inkstone.layers.ActivationLayer;
import dev.inkstone.layers.AlphaDropout;
import dev.inkstone.layers.AveragePool2d;
import dev.inkstone.layers.BatchNorm;
import dev.inkstone.layers.Conv2d;
import dev.inkstone.layers.Conv2dTranspose;
import dev.inkstone.layers.Cropping2d;
import dev.inkstone.layers.Dense;
import dev.inkstone.layers.DepthwiseConv2d;
import dev.inkstone.layers.Dropout;
import dev.inkstone.layers.Elu;
import dev.inkstone.layers.Embedding;
import dev.inkstone.layers.Flatten;
import dev.inkstone.layers.GlobalAveragePool2d;
import dev.inkstone.layers.GlobalMaxPool2d;
import dev.inkstone.layers.GroupNorm;
import dev.inkstone.layers.LayerNorm;
import dev.inkstone.layers.LeakyRelu;
import dev.inkstone.layers.LogSoftmax;
import dev.inkstone.layers.MaxNorm;
import dev.inkstone.layers.MaxPool2d;
import dev.inkstone.layers.Named;
import dev.inkstone.layers.Normalize;
import dev.inkstone.layers.Parallel;
import dev.inkstone.layers.Permute;
import dev.inkstone.layers.Regularized;
import dev.inkstone.layers.Rescale;
import dev.inkstone.layers.ReshapeTo;
import dev.inkstone.layers.Residual;
import dev.inkstone.layers.SeparableConv2d;
import dev.inkstone.layers.Sequential;
import dev.inkstone.layers.Softmax;
import dev.inkstone.layers.SpatialDropout2d;
import dev.inkstone.layers.init.Constant;
import dev.inkstone.layers.init.Normal;
import dev.inkstone.layers.init.Orthogonal;
import dev.inkstone.layers.init.TruncatedNormal;
import dev.inkstone.layers.init.Uniform;
import dev.inkstone.layers.init.VarianceScaling;
import dev.inkstone.ops.Padding;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The names under which layers, initialisers and the like are saved. A file never names a class, so reading one can only make
 * what is registered here. The built-in ones are; an own layer is added with {@link #register}. Not to be changed while another
 * thread saves or loads.
 */
public final class SpecRegistry {
    private final Map<String, Class<? extends Record>> classes = new HashMap<>();
    private final Map<Class<?>, String> names = new HashMap<>();
    private final Map<Class<?>, Map<String, Optional<Object>>> defaults = new HashMap<>();

    private SpecRegistry() {
        register("activation", ActivationLayer.class);
        register("average_pool2d", AveragePool2d.class);
        register("batch_norm", BatchNorm.class);
        register("conv2d", Conv2d.class);
        register("dense", Dense.class);
        register("dropout", Dropout.class);
        register("flatten", Flatten.class);
        register("max_pool2d", MaxPool2d.class);
        register("named", Named.class);
        register("rescale", Rescale.class);
        register("reshape", ReshapeTo.class);
        register("residual", Residual.class);
        register("regularized", Regularized.class);
        register("max_norm", MaxNorm.class);
        register("sequential", Sequential.class);
        register("softmax", Softmax.class);
        register("embedding", Embedding.class);
        register("global_average_pool2d", GlobalAveragePool2d.class);
        register("global_max_pool2d", GlobalMaxPool2d.class);
        register("group_norm", GroupNorm.class);
        register("layer_norm", LayerNorm.class);
        register("parallel", Parallel.class);
        register("permute", Permute.class);
        register("cropping2d", Cropping2d.class);
        register("normalize", Normalize.class);
        register("constant", Constant.class);
        register("normal", Normal.class);
        register("truncated_normal", TruncatedNormal.class);
        register("uniform", Uniform.class);
        register("variance_scaling", VarianceScaling.class);
        register("valid", Padding.Valid.class);
        register("same", Padding.Same.class);
        register("explicit", Padding.Explicit.class);
        register("elu", Elu.class);
        register("leaky_relu", LeakyRelu.class);
        register("depthwise_conv2d", DepthwiseConv2d.class);
        register("separable_conv2d", SeparableConv2d.class);
        register("conv2d_transpose", Conv2dTranspose.class);
        register("alpha_dropout", AlphaDropout.class);
        register("spatial_dropout2d", SpatialDropout2d.class);
        register("log_softmax", LogSoftmax.class);
        register("orthogonal", Orthogonal.class);
        defaultFor(dev.inkstone.ops.Conv2d.Options.class, "groups", 1);
    }

    /** A registry of its own that knows what is built in. */
    public static SpecRegistry builtIn() {
        return new SpecRegistry();
    }

    /** A registry of its own that knows what this one knows. */
    public SpecRegistry copy() {
        SpecRegistry copy = new SpecRegistry();
        copy.classes.putAll(classes);
        copy.names.putAll(names);
        defaults.forEach((record, values) -> copy.defaults.put(record, new HashMap<>(values)));
        return copy;
    }

    /** Whether values of this class can be saved. */
    public boolean knows(Class<?> type) {
        return names.containsKey(type);
    }

    /**
     * Adds a layer, an initialiser, or what else a component of an interface type may hold. A prefix of your own ({@code
     * "acme/attention"}) keeps the name free of ours to come. Components may be int, long, float, double, boolean, String,
     * enums, {@code Shape}, lists and string-keyed maps of these, other records, and interfaces whose records are registered.
     *
     * @return this registry
     * @throws IllegalArgumentException if the name or the class is registered already, or a component is called "type"
     */
    public SpecRegistry register(String name, Class<? extends Record> record) {
        if (name.isBlank() || !Utf8.wellFormed(name)) {
            throw new IllegalArgumentException("registry: name '" + name + "', expected some characters");
        }
        if (classes.containsKey(name) || names.containsKey(record)) {
            throw new IllegalArgumentException("registry: '" + name + "' for " + record.getName()
                    + ", but the name or the class is registered already, expected each once; choose another name");
        }
        for (RecordComponent component : record.getRecordComponents()) {
            if (component.getName().equals(RecordCodec.TYPE)) {
                throw new IllegalArgumentException("registry: " + record.getName() + " has a component 'type', expected"
                        + " another name for it; 'type' holds the registered name in files");
            }
        }
        classes.put(name, record);
        names.put(record, name);
        return this;
    }

    /**
     * What a component is in texts that were written before it was added to its record: {@code registry.register("acme/attention",
     * Attention.class).defaultFor(Attention.class, "heads", 1)}. Without this, a text that lacks a component is refused.
     *
     * @param record registered, or a record within one
     * @param before the value that does what the record did without the component; null where the component may be null
     * @return this registry
     * @throws IllegalArgumentException if there is no such component, or the value is not of its type
     */
    public SpecRegistry defaultFor(Class<? extends Record> record, String component, @Nullable Object before) {
        RecordComponent found = Arrays.stream(record.getRecordComponents())
                .filter(c -> c.getName().equals(component))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("registry: " + record.getName() + " has no component '"
                        + component + "', expected one of its own"));
        Class<?> type = MethodType.methodType(found.getType()).wrap().returnType();
        if (before == null ? found.getType().isPrimitive() : !type.isInstance(before)) {
            throw new IllegalArgumentException(
                    "registry: " + before + " for component '" + component + "' of " + record.getName()
                            + ", expected a value of type " + found.getType().getSimpleName());
        }
        defaults.computeIfAbsent(record, r -> new HashMap<>()).put(component, Optional.ofNullable(before));
        return this;
    }

    /** By component, what {@link #defaultFor} said. */
    Map<String, Optional<Object>> defaultsOf(Class<? extends Record> record) {
        return defaults.getOrDefault(record, Map.of());
    }

    /** @throws IllegalArgumentException if the class is not registered */
    String nameOf(Class<?> type) {
        String name = names.get(type);
        if (name == null) {
            String how = type.isRecord()
                    ? "; register it: SpecRegistry.builtIn().register(\"my/name\", " + type.getSimpleName()
                            + ".class), and give the registry to whoever saves and loads"
                    : "; make it a record, so that it can be saved";
            throw new IllegalArgumentException(
                    type.getName() + " has no name to be saved under, expected a registered record" + how);
        }
        return name;
    }

    /** @throws IllegalArgumentException if the name is unknown, or belongs to something that is no {@code role} */
    Class<? extends Record> classOf(String name, Class<?> role) {
        Class<? extends Record> found = classes.get(name);
        if (found == null || !role.isAssignableFrom(found)) {
            TreeSet<String> known = new TreeSet<>();
            classes.forEach((key, type) -> {
                if (role.isAssignableFrom(type)) {
                    known.add(key);
                }
            });
            throw new IllegalArgumentException(
                    "unknown " + role.getSimpleName() + " '" + CheckpointException.shortened(name)
                            + "', expected one of " + known
                            + "; if it is your own, load with SpecRegistry.builtIn().register(\""
                            + CheckpointException.shortened(name) + "\", ….class)");
        }
        return found;
    }
}
