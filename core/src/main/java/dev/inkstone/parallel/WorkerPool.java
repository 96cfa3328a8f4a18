package dev.inkstone.parallel;

import java.lang.System.Logger.Level;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The library's own daemon threads: {@code -Dinkstone.threads=N} threads work on a region, the caller among them (default:
 * the number of processors; 1 to 1024).
 *
 * <p>A region started inside another one, or while another thread's region is running, runs on its caller alone. So regions
 * never wait for each other, and the number of threads never changes what is computed: work is cut by shape, not by thread.
 */
public final class WorkerPool implements AutoCloseable {
    private static final int MOST_THREADS = 1024;

    /** Started on first use. */
    private static volatile @Nullable WorkerPool shared;

    private static final ThreadLocal<@Nullable WorkerPool> SCOPED = new ThreadLocal<>();

    private final int threads;
    private final boolean spins;
    private final Waiter[] workers;
    private final AtomicBoolean busy = new AtomicBoolean();
    private volatile @Nullable Region current;

    /** How many regions there have been. */
    private final AtomicInteger regions = new AtomicInteger();

    private volatile boolean closed;

    private WorkerPool(int threads) {
        this.spins = threads <= Runtime.getRuntime().availableProcessors();
        this.workers = start(new Waiter[threads - 1]);
        this.threads = workers.length + 1;
    }

    private Waiter[] start(Waiter[] all) {
        for (int i = 0; i < all.length; i++) {
            int index = i;
            Thread thread = daemon(() -> serve(all[index]), "inkstone-" + (i + 1));
            all[i] = new Waiter(thread, spins);
            try {
                thread.start();
            } catch (OutOfMemoryError e) { // a limit on threads; what there is can work
                System.getLogger("dev.inkstone")
                        .log(Level.WARNING, "inkstone.threads: {0} of {1} could be started", i + 1, all.length + 1);
                return Arrays.copyOf(all, i);
            }
        }
        return all;
    }

    /** A thread of the library's own, which takes over nothing of the thread that happens to need it first. */
    public static Thread daemon(Runnable work, String name) {
        ThreadGroup group = Thread.currentThread().getThreadGroup();
        while (group.getParent() != null) {
            group = group.getParent();
        }
        Thread thread = new Thread(group, work, name, 0, false);
        thread.setContextClassLoader(ClassLoader.getSystemClassLoader());
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Runs {@code task} for 0 … {@code tasks - 1} and returns when all are done. If some fail, throws what the one with the
     * lowest index threw; where that was on another thread, the exception carries a suppressed one with the caller's stack.
     *
     * @throws IllegalArgumentException if {@code -Dinkstone.threads} is not 1 to 1024
     * @throws IllegalStateException if a task threw a checked exception, which is the cause
     */
    public static void run(int tasks, Task task) {
        if (tasks == 1) {
            task.run(0);
        } else if (tasks > 1) {
            pool().execute(tasks, task);
        }
    }

    /** How many threads work on a region that the current thread starts. */
    public static int threads() {
        return pool().threads;
    }

    /**
     * Until the returned pool is closed, regions that the current thread starts use a pool of {@code threads} threads.
     *
     * @throws IllegalArgumentException if {@code threads} is not in 1 … 1024
     */
    public static Scope scoped(int threads) {
        WorkerPool before = SCOPED.get();
        WorkerPool pool = new WorkerPool(checked(threads, "threads"));
        SCOPED.set(pool);
        return () -> {
            SCOPED.set(before);
            pool.close();
        };
    }

    /** Ends a scoped size. */
    public interface Scope extends AutoCloseable {
        /** Goes back to the pool used before. */
        @Override
        void close();
    }

    /** Ends the workers; regions still run, on their caller. */
    @Override
    public void close() {
        closed = true;
        for (Waiter worker : workers) {
            worker.wake();
        }
    }

    private static WorkerPool pool() {
        WorkerPool scoped = SCOPED.get();
        if (scoped != null) {
            return scoped;
        }
        WorkerPool started = shared;
        return started != null ? started : start();
    }

    private static synchronized WorkerPool start() {
        WorkerPool started = shared;
        if (started == null) {
            started = new WorkerPool(asked(System.getProperty("inkstone.threads")));
            shared = started;
        }
        return started;
    }

    /** The number of threads that the property asks for; a wrong one fails whenever the pool is wanted. */
    static int asked(@Nullable String text) {
        if (text == null) {
            return Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors());
        }
        try {
            return checked(Integer.parseInt(text.strip()), "inkstone.threads");
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(outOfRange(text, "inkstone.threads"), e);
        }
    }

    private void execute(int tasks, Task task) {
        if (workers.length == 0 || closed || !busy.compareAndSet(false, true)) {
            for (int i = 0; i < tasks; i++) {
                task.run(i);
            }
            return;
        }
        try {
            Region region = new Region(tasks, task, spins);
            current = region;
            regions.incrementAndGet();
            for (int i = 0; i < Math.min(workers.length, tasks - 1); i++) {
                workers[i].wake();
            }
            try {
                region.work();
            } finally {
                region.join(); // whatever happens: others may still write where the caller would use the memory again
            }
            region.rethrow();
        } finally {
            current = null;
            busy.set(false);
        }
    }

    private void serve(Waiter waiter) {
        SCOPED.set(this); // a region started by a task of this worker finds this pool busy, and runs inline
        while (!closed) {
            int seen = regions.get(); // read first: a region that comes after it is not missed
            try {
                help();
            } catch (Throwable unrecorded) {
                // for want of memory or stack, and not even that could be kept; this thread is needed for the next
                // region
            }
            waiter.await(() -> closed || regions.get() != seen);
        }
    }

    /** Apart from {@link #serve}, whose frame would hold on to what a region used while its worker sleeps. */
    private void help() {
        Region region = current;
        if (region != null) {
            region.work();
        }
    }

    private static int checked(int threads, String name) {
        if (threads < 1 || threads > MOST_THREADS) {
            throw new IllegalArgumentException(outOfRange(Integer.toString(threads), name));
        }
        return threads;
    }

    private static String outOfRange(String text, String name) {
        return name + ": " + text + ", expected 1 to " + MOST_THREADS;
    }
}
