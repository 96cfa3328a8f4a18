package dev.inkstone.tensorboard;

import dev.inkstone.tensor.Shape;

/** A node of a TensorFlow {@code GraphDef}. */
final class Node {
    private final String name;
    private final Proto node;

    Node(String name, String operation) {
        this.name = name;
        this.node = new Proto().text(1, name).text(2, operation);
    }

    String name() {
        return name;
    }

    Node input(String from) {
        node.text(3, from);
        return this;
    }

    /** What it gives, which stands at the arrow; -1 for a size that may vary. */
    Node output(int... dims) {
        Proto shapes = new Proto().message(7, Plugin.shape(dims));
        return attribute("_output_shapes", new Proto().message(1, shapes));
    }

    /** A row in the table that is shown for the node. */
    Node attribute(String key, Object value) {
        if (value instanceof Integer || value instanceof Long) {
            return attribute(key, new Proto().integer(3, ((Number) value).longValue()));
        }
        if (value instanceof Float || value instanceof Double) {
            return attribute(key, new Proto().float32(4, ((Number) value).floatValue()));
        }
        if (value instanceof Boolean flag) {
            return attribute(key, new Proto().integer(5, flag ? 1 : 0));
        }
        return value instanceof Shape shape
                ? attribute(key, new Proto().message(7, Plugin.shape(shape.dims())))
                : attribute(key, new Proto().text(2, value.toString()));
    }

    private Node attribute(String key, Proto value) {
        node.message(5, new Proto().text(1, key).message(2, value));
        return this;
    }

    Proto toProto() {
        return node;
    }
}
