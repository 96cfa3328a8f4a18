package dev.inkstone.kernels;

import dev.inkstone.parallel.WorkerPool;

/** Cuts work into pieces by its size alone; small work stays on the caller. */
final class Split {
    /** Below this many elements a second thread costs more than it brings. */
    static final int INLINE = 1 << 15;

    /** Elements of one piece of element-wise work; a multiple of every vector length. */
    static final int PIECE = 1 << 14;

    /** Elements of each of a few arrays that stay in the first cache between one body and the next. */
    static final int NEAR = 1 << 11;

    private Split() {}

    /** A piece of a range. */
    interface Range {
        /** Does elements {@code from} (inclusive) to {@code to} (exclusive). */
        void run(int from, int to);
    }

    /** Element-wise work on {@code n} elements. */
    static void elements(int n, Range body) {
        items(n, 1, body);
    }

    /** Independent work on {@code count} items of {@code cost} elements each; a piece is some whole items. */
    static void items(int count, long cost, Range body) {
        items(count, cost, false, body);
    }

    /**
     * The same, {@code backwards} from the last piece to the first: a pass over an array that follows one from its first element
     * on begins where that has ended, with what is still in the cache.
     */
    static void items(int count, long cost, boolean backwards, Range body) {
        if (count <= 1 || count * cost < INLINE) {
            if (count > 0) {
                body.run(0, count);
            }
            return;
        }
        int each = (int) Math.max(1, PIECE / Math.max(1, cost));
        int pieces = (count - 1) / each + 1;
        WorkerPool.run(pieces, task -> {
            int i = backwards ? pieces - 1 - task : task;
            body.run(i * each, (int) Math.min(count, (i + 1L) * each));
        });
    }
}
