package dev.inkstone.kernels;

import dev.inkstone.kernels.lanes.GemmLanes;
import dev.inkstone.parallel.Task;
import dev.inkstone.parallel.WorkerPool;

/**
 * How an m × n product is cut into tasks, by its shape: blocks of {@code rows} rows, and groups of panels where there are few
 * blocks.
 */
record ProductSplit(int rows, int blocks, int panels, int groups) {
    /** Below this many operations a second thread costs more than it brings. */
    private static final long INLINE_FLOPS = 1 << 20;

    /** What one task should have to do at least. */
    private static final long TASK_FLOPS = 1 << 18;

    /** Enough for an even share on a few dozen threads. */
    private static final int MOST_WANTED = 64;

    /** Rows of a task, if there are so many: B is read once for each block of rows. */
    private static final int LEAST_ROWS = 24;

    /** The cut of m rows and all panels: panels to be filled are best filled where they are used, in one block of few rows. */
    static ProductSplit of(GemmLanes lanes, int m, Panels b, long flops) {
        int wanted = wanted(flops);
        int panels = b.count();
        int byCache = Walk.ceilDiv(m, RowProduct.BLOCK_ROWS);
        int most = b.isInPlace() || byCache > 1 ? m / LEAST_ROWS : 1;
        int blocks = Math.max(byCache, Math.min(Walk.ceilDiv(wanted, panels), most));
        int tile = b.width(0) > 2 * lanes.columns() ? 1 : lanes.tileRows();
        int rows = Walk.ceilDiv(Walk.ceilDiv(m, blocks), tile) * tile;
        blocks = Walk.ceilDiv(m, rows);
        return new ProductSplit(rows, blocks, panels, Math.min(panels, Walk.ceilDiv(wanted, blocks)));
    }

    /** Into how many pieces so much work is cut. */
    static int wanted(long flops) {
        return flops < INLINE_FLOPS ? 1 : (int) Math.min(MOST_WANTED, flops / TASK_FLOPS);
    }

    /** Runs the tasks, on this thread alone if {@code flops} is little. */
    static void run(long flops, int tasks, Task task) {
        if (flops >= INLINE_FLOPS) {
            WorkerPool.run(tasks, task);
            return;
        }
        for (int i = 0; i < tasks; i++) {
            task.run(i);
        }
    }

    /** Rows worked on at a time. */
    int blockRows() {
        return Math.min(rows, RowProduct.BLOCK_ROWS);
    }

    int tasks() {
        return blocks * groups;
    }

    int firstRow(int task) {
        return task % blocks * rows;
    }

    int firstPanel(int task) {
        return panels * (task / blocks) / groups;
    }

    int lastPanel(int task) {
        return panels * (task / blocks + 1) / groups;
    }
}
