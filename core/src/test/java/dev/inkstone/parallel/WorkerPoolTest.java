package dev.inkstone.parallel;

import static dev.inkstone.ops.Dense.dense;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inkstone.autodiff.Tape;
import dev.inkstone.ops.Activation;
import dev.inkstone.random.Position;
import dev.inkstone.random.RandomStream;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.Tensor;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WorkerPoolTest {
    @Test
    void everyPieceRunsExactlyOnce() {
        for (int threads : new int[] {1, 2, 3, 8}) {
            try (WorkerPool.Scope scope = WorkerPool.scoped(threads)) {
                for (int tasks : new int[] {0, 1, 2, 7, 1000}) {
                    AtomicIntegerArray runs = new AtomicIntegerArray(1000);
                    WorkerPool.run(tasks, runs::incrementAndGet);
                    for (int i = 0; i < 1000; i++) {
                        assertThat(runs.get(i)).isEqualTo(i < tasks ? 1 : 0);
                    }
                }
            }
        }
    }

    /** Else the first caller's class loader could not be unloaded, and its thread locals were seen by all. */
    @Test
    void workersTakeOverNothingOfTheThreadThatNeedsThemFirst() throws Exception {
        InheritableThreadLocal<String> tenant = new InheritableThreadLocal<>();
        Set<String> seen = ConcurrentHashMap.newKeySet();
        CyclicBarrier both = new CyclicBarrier(2);
        Thread first = new Thread(new ThreadGroup("a web application"), () -> {
            tenant.set("first");
            Thread.currentThread().setContextClassLoader(new ClassLoader() {});
            try (WorkerPool.Scope scope = WorkerPool.scoped(2)) {
                WorkerPool.run(2, i -> {
                    meet(both);
                    if (Thread.currentThread().getName().startsWith("inkstone-")) {
                        seen.add(tenant.get() + " "
                                + (Thread.currentThread().getContextClassLoader() == ClassLoader.getSystemClassLoader())
                                + " " + (Thread.currentThread().getThreadGroup().getParent() == null));
                    }
                });
            }
        });
        first.start();
        first.join();
        assertThat(seen).containsExactly("null true true");
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (InterruptedException | BrokenBarrierException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void piecesRunOnSeveralThreadsAtOnce() {
        CountDownLatch all = new CountDownLatch(3);
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        try (WorkerPool.Scope scope = WorkerPool.scoped(3)) {
            WorkerPool.run(3, i -> {
                threads.add(Thread.currentThread());
                all.countDown();
                await(all); // passes only if three threads stand here together
            });
        }
        assertThat(threads).hasSize(3).contains(Thread.currentThread());
        assertThat(threads).filteredOn(t -> t != Thread.currentThread()).allMatch(Thread::isDaemon);
    }

    @Test
    void aRegionInsideAnotherRunsOnItsCaller() {
        AtomicInteger foreign = new AtomicInteger();
        AtomicInteger runs = new AtomicInteger();
        try (WorkerPool.Scope scope = WorkerPool.scoped(3)) {
            WorkerPool.run(8, i -> {
                Thread caller = Thread.currentThread();
                WorkerPool.run(8, j -> {
                    runs.incrementAndGet();
                    foreign.addAndGet(Thread.currentThread() == caller ? 0 : 1);
                });
            });
        }
        assertThat(runs).hasValue(64);
        assertThat(foreign).hasValue(0);
    }

    @Test
    void aFailureReachesTheCallerWithItsCauseAndThePoolGoesOn() {
        Exception cause = new Exception("the cause");
        try (WorkerPool.Scope scope = WorkerPool.scoped(2)) {
            CountDownLatch both = new CountDownLatch(2);
            Thread caller = Thread.currentThread();
            assertThatThrownBy(() -> WorkerPool.run(2, i -> {
                        both.countDown();
                        await(both);
                        if (Thread.currentThread() != caller) {
                            throw new IllegalStateException("failed on a worker", cause);
                        }
                    }))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("failed on a worker")
                    .hasCause(cause)
                    .satisfies(e -> assertThat(e.getSuppressed())
                            .singleElement()
                            .satisfies(from -> assertThat(from)
                                    .hasMessageMatching("task [01] of 2 failed on inkstone-1; called from here")
                                    .hasStackTraceContaining("WorkerPoolTest.aFailureReaches")));
            assertThatThrownBy(() -> WorkerPool.run(5, i -> {
                        throw new AssertionError("an error");
                    }))
                    .isInstanceOf(AssertionError.class);

            AtomicInteger runs = new AtomicInteger();
            WorkerPool.run(10, i -> runs.incrementAndGet());
            assertThat(runs).hasValue(10);
        }
    }

    /** Piece 1 fails once piece 2 has; it must win all the same. */
    @Test
    void theFailureOfTheLowestPieceWins() {
        try (WorkerPool.Scope scope = WorkerPool.scoped(3)) {
            for (int round = 0; round < 50; round++) {
                CountDownLatch all = new CountDownLatch(3);
                assertThatThrownBy(() -> WorkerPool.run(3, i -> {
                            all.countDown();
                            await(all);
                            for (int spin = 0; i == 1 && spin < 20_000; spin++) {
                                Thread.onSpinWait();
                            }
                            if (i > 0) {
                                throw new IllegalArgumentException("piece " + i);
                            }
                        }))
                        .hasMessage("piece 1");
            }
        }
    }

    @Test
    void aCheckedExceptionIsNotLost() {
        Exception checked = new Exception("sneaked out");
        try (WorkerPool.Scope scope = WorkerPool.scoped(2)) {
            assertThatThrownBy(() -> WorkerPool.run(2, i -> sneak(checked)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("parallel task failed")
                    .hasCause(checked);
        }
    }

    @SuppressWarnings("unchecked")
    private static <E extends Exception> void sneak(Exception e) throws E {
        throw (E) e;
    }

    @Test
    void aWrongNumberOfThreadsIsNamed() {
        assertThat(WorkerPool.asked(" 3 ")).isEqualTo(3);
        assertThat(WorkerPool.asked(null)).isPositive();
        for (String text : new String[] {"abc", "0", "1025", "", "99999999999"}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> WorkerPool.asked(text))
                    .withMessage("inkstone.threads: " + text + ", expected 1 to 1024");
        }
    }

    @Test
    void manyCallersShareThePool() throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(4);
        try {
            CyclicBarrier start = new CyclicBarrier(4);
            List<Future<Long>> sums = new ArrayList<>();
            for (int caller = 0; caller < 4; caller++) {
                sums.add(callers.submit(() -> {
                    start.await();
                    long total = 0;
                    for (int round = 0; round < 200; round++) {
                        long[] squares = new long[64];
                        WorkerPool.run(64, i -> squares[i] = (long) i * i);
                        for (long square : squares) {
                            total += square;
                        }
                    }
                    return total;
                }));
            }
            for (Future<Long> sum : sums) {
                assertThat(sum.get()).isEqualTo(200L * 85_344);
            }
        } finally {
            callers.shutdownNow();
        }
    }

    @Test
    void aScopedSizeHoldsOnItsThreadUntilItIsClosed() throws Exception {
        int before = WorkerPool.threads();
        try (WorkerPool.Scope outer = WorkerPool.scoped(3)) {
            try (WorkerPool.Scope inner = WorkerPool.scoped(5)) {
                assertThat(WorkerPool.threads()).isEqualTo(5);
                AtomicInteger elsewhere = new AtomicInteger();
                Thread other = new Thread(() -> elsewhere.set(WorkerPool.threads()));
                other.start();
                other.join();
                assertThat(elsewhere).hasValue(before);
            }
            assertThat(WorkerPool.threads()).isEqualTo(3);
        }
        assertThat(WorkerPool.threads()).isEqualTo(before);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WorkerPool.scoped(0))
                .withMessage("threads: 0, expected 1 to 1024");
    }

    @Test
    void theNumberOfThreadsDoesNotChangeTheBits() {
        float[] alone = gradients(1);
        assertThat(gradients(2)).isEqualTo(alone);
        assertThat(gradients(3)).isEqualTo(alone);
        assertThat(gradients(8)).isEqualTo(alone);
    }

    /** With more threads than processors they do not even spin. */
    @Test
    void aWorkerWithoutWorkSleepsWhileAnotherPieceGoesOn() {
        int threads = 2 * Runtime.getRuntime().availableProcessors() + 2;
        try (WorkerPool.Scope scope = WorkerPool.scoped(threads)) {
            Thread caller = Thread.currentThread();
            List<Thread> workers = Collections.synchronizedList(new ArrayList<>());
            for (int i = 0; i < 100 && workers.size() != 1; i++) { // on a busy machine two workers may take both
                workers.clear();
                CountDownLatch both = new CountDownLatch(2);
                WorkerPool.run(2, piece -> {
                    if (Thread.currentThread() != caller) {
                        workers.add(Thread.currentThread());
                    }
                    both.countDown();
                    await(both);
                    if (Thread.currentThread() == caller) {
                        long before = nanosOf(workers);
                        LockSupport.parkNanos(300_000_000);
                        assertThat(nanosOf(workers) - before).isLessThan(100_000_000);
                    }
                });
            }
            assertThat(workers).hasSize(1);
        }
    }

    private static long nanosOf(List<Thread> threads) {
        return threads.stream()
                .mapToLong(t -> ManagementFactory.getThreadMXBean().getThreadCpuTime(t.getId()))
                .sum();
    }

    @Test
    void aSleepingWorkerHoldsOnToNothingOfItsLastRegion() throws InterruptedException {
        try (WorkerPool.Scope scope = WorkerPool.scoped(3)) {
            WeakReference<float[]> array = arrayOfRegion();
            for (int i = 0; i < 100 && array.get() != null; i++) {
                Thread.sleep(20);
                System.gc();
            }
            assertThat(array.get()).isNull();
        }
    }

    private static WeakReference<float[]> arrayOfRegion() {
        float[] array = new float[1000];
        CountDownLatch both = new CountDownLatch(2);
        WorkerPool.run(2, i -> {
            both.countDown();
            await(both);
            array[i] = 1;
        });
        return new WeakReference<>(array);
    }

    private static float[] gradients(int threads) {
        try (WorkerPool.Scope scope = WorkerPool.scoped(threads);
                Tape tape = Tape.record(Position.START)) {
            Tensor weights = tape.watch(random("weights", 129, 65));
            Tensor y = dense(tape, random("x", 261, 129), weights, null, Activation.TANH);
            return tape.gradients(y, random("g", 261, 65)).of(weights).toArray();
        }
    }

    private static Tensor random(String name, int... dims) {
        Tensor x = Tensor.zeros(Shape.of(dims));
        RandomStream stream = RandomStream.of(1, name);
        for (int i = 0; i < x.size(); i++) {
            x.array()[i] = stream.uniform(i) - 0.5f;
        }
        return x;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
