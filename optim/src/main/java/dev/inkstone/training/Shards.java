package dev.inkstone.training;

import dev.inkstone.autodiff.Gradients;
import dev.inkstone.autodiff.Parameters;
import dev.inkstone.autodiff.StateUpdate;
import dev.inkstone.kernels.Kernels;
import dev.inkstone.memory.BufferPool;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.Tensor;
import dev.inkstone.tensor.TensorScope;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the shards of a step compute, and its combination in shard order by the library's pairwise tree. Each shard has a row:
 * its parameter gradients, then its loss, both already divided by the size of the global batch; and a second row with its state
 * updates, times its share of the examples.
 */
final class Shards implements TensorScope, AutoCloseable {
    private final Parameters parameters;
    private final int parts;
    private final int width;
    private final float[] rows;
    private final float[] sum;
    private final @Nullable Part[] finished;
    private final List<float[]> updateSums = new ArrayList<>();
    private volatile boolean closed;

    Shards(Parameters parameters, int parts) {
        this.parameters = parameters;
        this.parts = parts;
        this.width = parameters.count() + 1;
        if ((long) parts * width > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("trainer: " + parts + " shards of " + parameters.count()
                    + " parameters, expected at most " + (Integer.MAX_VALUE - 8) / width + " shards; use fewer");
        }
        this.rows = BufferPool.shared().takeFloats(parts * width);
        this.sum = BufferPool.shared().takeFloats(width);
        this.finished = new Part[parts];
    }

    /** Copies what shard {@code i} computed; its tape may be closed afterwards. Shards may do so at the same time. */
    void put(int i, Gradients gradients, float loss, float share) {
        Tensor flat = gradients.flat();
        System.arraycopy(flat.array(), flat.offset(), rows, i * width, flat.size());
        rows[i * width + width - 1] = loss;
        finished[i] = new Part(gradients.stateUpdates(), scaled(gradients.stateUpdates(), share));
    }

    private static float[] scaled(List<StateUpdate> updates, float share) {
        float[] row = BufferPool.shared().takeFloats(length(updates));
        int at = 0;
        for (StateUpdate update : updates) {
            float[] batch = update.batch().array();
            int from = update.batch().offset();
            for (int j = 0; j < update.state().shape().size(); j++) {
                row[at++] = share * batch[from + j];
            }
        }
        return row;
    }

    private static int length(List<StateUpdate> updates) {
        return updates.stream()
                .mapToInt(update -> update.state().shape().size())
                .sum();
    }

    /** The sums over the shards; readable until this is closed. */
    Gradients gradients() {
        Kernels.active().reduction().treeSum(parts, width, rows, 0, sum, 0);
        return Gradients.of(parameters, Tensor.leased(sum, 0, Shape.of(parameters.count()), this), stateUpdates());
    }

    /** The loss of the whole batch, after {@link #gradients()}. */
    float loss() {
        return sum[width - 1];
    }

    private List<StateUpdate> stateUpdates() {
        List<StateUpdate> first = part(0).updates;
        int length = length(first);
        if (length == 0) {
            return List.of();
        }
        float[] all = take(parts * length);
        for (int i = 0; i < parts; i++) {
            requireSame(first, part(i).updates, i);
            System.arraycopy(part(i).row, 0, all, i * length, length);
        }
        float[] mean = take(length);
        Kernels.active().reduction().treeSum(parts, length, all, 0, mean, 0);
        List<StateUpdate> combined = new ArrayList<>();
        int at = 0;
        for (StateUpdate update : first) {
            Shape shape = update.state().shape();
            combined.add(new StateUpdate(update.state(), update.momentum(), Tensor.leased(mean, at, shape, this)));
            at += shape.size();
        }
        return combined;
    }

    private float[] take(int length) {
        float[] array = BufferPool.shared().takeFloats(length);
        updateSums.add(array);
        return array;
    }

    private static void requireSame(List<StateUpdate> first, List<StateUpdate> other, int shard) {
        boolean same = first.size() == other.size();
        for (int i = 0; same && i < first.size(); i++) {
            same = first.get(i).state() == other.get(i).state();
        }
        if (!same) {
            throw new IllegalStateException(
                    "trainer: shard " + shard + " updates other states than shard 0, expected the same;"
                            + " a layer's forward must not depend on the values of its input");
        }
    }

    private Part part(int shard) {
        Part part = finished[shard];
        if (part == null) {
            throw new IllegalStateException("trainer: shard " + shard + " has not been computed");
        }
        return part;
    }

    @Override
    public boolean isClosed() {
        return closed;
    }

    @Override
    public void close() {
        closed = true;
        BufferPool pool = BufferPool.shared();
        pool.give(rows);
        pool.give(sum);
        updateSums.forEach(pool::give);
        for (Part part : finished) {
            if (part != null) {
                pool.give(part.row);
            }
        }
    }

    /** The state updates of a shard, and their values times the shard's share, one after the other. */
    private record Part(List<StateUpdate> updates, float[] row) {}
}
