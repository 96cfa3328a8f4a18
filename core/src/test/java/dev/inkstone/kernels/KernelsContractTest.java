package dev.inkstone.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The bit contract: every kernel gives the same bits with both sets of lanes and any number of threads. */
class KernelsContractTest {
    private static final int[] THREADS = {1, 3, 8};

    @TestFactory
    Stream<DynamicTest> scalarAndVectorAgreeWithAnyNumberOfThreads() {
        List<Kernels> sets = sets();
        return KernelCases.all().stream()
                .collect(Collectors.groupingBy(KernelCase::method, TreeMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(e -> dynamicTest(e.getKey(), () -> e.getValue().forEach(c -> check(c, sets))));
    }

    @Test
    void noPublicMethodOfADriverLacksACase() {
        Set<String> covered = KernelCases.all().stream().map(KernelCase::method).collect(Collectors.toSet());
        assertThat(covered).containsAll(driverMethods());
    }

    private static void check(KernelCase c, List<Kernels> sets) {
        for (boolean special : new boolean[] {false, true}) {
            int[] expected = c.outcome(Kernels.scalar(), 1, special);
            for (Kernels kernels : sets) {
                for (int threads : THREADS) {
                    assertThat(c.outcome(kernels, threads, special))
                            .as("%s, %s kernels, %s threads, special values: %s", c, kernels.name(), threads, special)
                            .isEqualTo(expected);
                }
            }
        }
    }

    /** Both sets; only the scalar one where the vector module is missing, and then the run must be meant to be so. */
    private static List<Kernels> sets() {
        List<Kernels> sets = new ArrayList<>(List.of(Kernels.scalar()));
        if (ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()) {
            sets.add(Kernels.vector());
        } else {
            assertThat(System.getProperty("inkstone.kernels")).isEqualTo("scalar");
        }
        return sets;
    }

    private static Set<String> driverMethods() {
        Set<String> methods = new TreeSet<>();
        for (Method accessor : Kernels.class.getMethods()) {
            Class<?> driver = accessor.getReturnType();
            if (driver != Kernels.class && driver.getPackage() == Kernels.class.getPackage()) {
                Arrays.stream(driver.getDeclaredMethods())
                        .filter(m -> Modifier.isPublic(m.getModifiers()) && !m.isSynthetic())
                        .forEach(m -> methods.add(driver.getSimpleName() + "." + m.getName()));
            }
        }
        return methods;
    }
}
