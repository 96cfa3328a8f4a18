package dev.inkstone.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inkstone.parallel.WorkerPool;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Sixty-four threads of a program use the library at once: each gets the bits that it gets alone, and none waits forever. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class ManyCallersTest {
    @Test
    void theSharedPoolServesOneAndTheOthersHelpThemselves() throws Exception {
        ManyCallers.requireTheSameBits(work -> work);
    }

    @Test
    void poolsOfOneStartNoThread() throws Exception {
        WorkerPool.threads(); // the shared pool has its workers now
        long before = ManyCallers.workers();
        ManyCallers.requireTheSameBits(work -> () -> {
            try (WorkerPool.Scope scope = WorkerPool.scoped(1)) {
                int hash = work.call();
                assertThat(ManyCallers.workers()).isLessThanOrEqualTo(before); // those of earlier tests may end
                return hash;
            }
        });
    }

    @Tag("once")
    @Test
    void aSharedPoolOfOneStartsNoneEither() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--add-modules",
                        "jdk.incubator.vector",
                        "-Dinkstone.threads=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ManyCallers.class.getName())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        assertThat(said).contains("workers 0");
    }
}
