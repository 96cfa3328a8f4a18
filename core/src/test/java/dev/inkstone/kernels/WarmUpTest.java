package dev.inkstone.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The vector kernels are compiled in the background, by the first rehearsal that is offered; nothing can hold them up. */
@Tag("once")
class WarmUpTest {
    private final CountDownLatch settled = new CountDownLatch(1);
    private final AtomicReference<@Nullable String> obstacle = new AtomicReference<>("not told");
    private final WarmUp warmUp = new WarmUp(what -> {
        obstacle.set(what);
        settled.countDown();
    });

    @Test
    void theFirstRehearsalRunsByTheVectorKernelsAloneUntilItIsFast() throws Exception {
        AtomicReference<String> kernels = new AtomicReference<>();
        AtomicInteger runs = new AtomicInteger();
        assertThat(warmUp.wantsRehearsal(false)).isTrue();
        warmUp.rehearse(
                () -> {
                    kernels.set(warmUp.kernels().name());
                    runs.incrementAndGet();
                },
                false);
        assertThat(warmUp.wantsRehearsal(false)).isFalse();
        warmUp.rehearse(() -> kernels.set("the second one"), false);
        assertThat(warmUp.kernels().name()).isEqualTo("scalar");
        assertThat(settled.await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(obstacle.get()).isNull();
        assertThat(kernels.get()).isEqualTo("vector");
        assertThat(runs.get()).isGreaterThanOrEqualTo(16);
    }

    /** A program that predicts once before it trains. */
    @Test
    void aTrainingIsRehearsedBehindAnInference() throws Exception {
        AtomicReference<String> kernels = new AtomicReference<>();
        warmUp.rehearse(() -> {}, false);
        assertThat(warmUp.wantsRehearsal(true)).isTrue();
        warmUp.rehearse(() -> kernels.set(warmUp.kernels().name()), true);
        assertThat(warmUp.wantsRehearsal(true)).isFalse();
        assertThat(settled.await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(kernels.get()).isEqualTo("vector");
    }

    /** As they are for good in a JVM without C2. */
    @Test
    void vectorKernelsThatStaySlowAreNotTaken() throws Exception {
        CompletableFuture<@Nullable String> told = new CompletableFuture<>();
        WarmUp brief = new WarmUp(told::complete, TimeUnit.SECONDS.toNanos(2));
        brief.rehearse(
                () -> LockSupport.parkNanos(brief.kernels().name().equals("vector") ? 50_000_000 : 1_000), false);
        assertThat(told.get(60, TimeUnit.SECONDS)).isEqualTo("are slower than");
    }

    @Test
    void aRehearsalThatFailsEndsTheWarmUp() throws Exception {
        warmUp.rehearse(
                () -> {
                    throw new IllegalArgumentException("not for this program to see");
                },
                true);
        assertThat(settled.await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(obstacle.get()).isNull();
    }

    @Test
    void withoutARehearsalItEndsToo() throws Exception {
        assertThat(settled.await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(obstacle.get()).isNull();
    }
}
