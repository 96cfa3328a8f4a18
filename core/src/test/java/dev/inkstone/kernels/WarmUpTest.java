package dev.inkstone.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The vector kernels are compiled in the background, by the first rehearsal that is offered; nothing can hold them up. */
@Tag("once")
class WarmUpTest {
    private final CountDownLatch settled = new CountDownLatch(1);
    private final AtomicReference<Boolean> agreed = new AtomicReference<>();
    private final WarmUp warmUp = new WarmUp(agree -> {
        agreed.set(agree);
        settled.countDown();
    });

    @Test
    void theFirstRehearsalRunsByTheVectorKernelsAloneUntilItIsFast() throws Exception {
        AtomicReference<String> kernels = new AtomicReference<>();
        AtomicInteger runs = new AtomicInteger();
        assertThat(warmUp.wantsRehearsal()).isTrue();
        warmUp.rehearse(() -> {
            kernels.set(warmUp.kernels().name());
            runs.incrementAndGet();
        });
        assertThat(warmUp.wantsRehearsal()).isFalse();
        warmUp.rehearse(() -> kernels.set("the second one"));
        assertThat(warmUp.kernels().name()).isEqualTo("scalar");
        assertThat(settled.await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(agreed.get()).isTrue();
        assertThat(kernels.get()).isEqualTo("vector");
        assertThat(runs.get()).isGreaterThanOrEqualTo(16);
    }

    @Test
    void aRehearsalThatFailsEndsTheWarmUp() throws Exception {
        warmUp.rehearse(() -> {
            throw new IllegalArgumentException("not for this program to see");
        });
        assertThat(settled.await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(agreed.get()).isTrue();
    }

    @Test
    void withoutARehearsalItEndsToo() throws Exception {
        assertThat(settled.await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(agreed.get()).isTrue();
    }
}
