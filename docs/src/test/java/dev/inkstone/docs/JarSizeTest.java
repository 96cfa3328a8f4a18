package dev.inkstone.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inkstone.layers.Model;
import dev.inkstone.tensor.Tensor;
import dev.inkstone.training.Trainer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a user needs to train and save a network stays below a megabyte, as the pages say. */
@Tag("packaged")
class JarSizeTest {
    @Test
    void coreLayersAndOptimTogetherAreSmallerThanAMegabyte() throws Exception {
        Map<Path, Long> sizes = new TreeMap<>();
        for (Class<?> type : new Class<?>[] {Tensor.class, Model.class, Trainer.class}) {
            Path jar = Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
            assertThat(jar).as("where %s is, after mvn package", type).isRegularFile();
            sizes.put(jar, Files.size(jar));
        }
        assertThat(sizes).hasSize(3);
        assertThat(sizes.values().stream().mapToLong(Long::longValue).sum())
                .as("bytes of %s; what not every user needs belongs into a jar of its own", sizes)
                .isLessThan(1_000_000);
    }
}
