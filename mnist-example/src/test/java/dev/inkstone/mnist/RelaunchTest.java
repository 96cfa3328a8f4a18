package dev.inkstone.mnist;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.module.ModuleFinder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RelaunchTest {
    @Test
    void theSecondJvmNeedsLittleMemory() {
        assertThat(Relaunch.memory(List.of("-Xlog:gc", "-Dinkstone.threads=2", "-XX:-TieredCompilation")))
                .contains("-XX:+UseSerialGC");
    }

    @Test
    void aRuntimeWithoutTheVectorModuleIsNotAskedForIt() {
        assertThat(Relaunch.modules(ModuleFinder.of())).isEmpty();
        assertThat(Relaunch.modules(ModuleFinder.ofSystem())).containsExactly("--add-modules", "jdk.incubator.vector");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"-Xmx96m", "-Xms1g", "-Xmn8m", "-XX:+UseG1GC", "-XX:MaxRAMPercentage=50", "-XX:MaxHeapSize=1g"})
    void whoeverChoosesIsNotOverruled(String flag) {
        assertThat(Relaunch.memory(List.of("-ea", flag))).isEmpty();
    }
}
