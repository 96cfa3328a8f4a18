package dev.inkstone.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Wrong by a thousandth is wrong: were it not found, cases that pass would prove nothing. */
@Tag("once")
class FalsifiedTest {
    private static final double FACTOR = 1 + 1e-3;

    /** One case of each op, with all that it expects a thousandth too large. */
    @TestFactory
    Stream<DynamicTest> aFalsifiedCaseFailsForEachOp() throws IOException, URISyntaxException {
        return byOp().entrySet().stream()
                .map(op -> DynamicTest.dynamicTest(op.getKey(), () -> {
                    Case c = op.getValue().get(0).loaded();
                    assertThatThrownBy(() -> ConformanceCases.run(falsified(c, expected(c)), new Comparison()))
                            .isInstanceOf(AssertionError.class)
                            .hasMessageContaining("times the tolerance");
                }));
    }

    /** Each of the tensors alone: none hides behind another that was found. In one case of the op at least. */
    @Test
    void eachExpectedTensorIsLookedAt() throws IOException, URISyntaxException {
        Set<String> missed = new TreeSet<>();
        for (Map.Entry<String, List<Case>> op : byOp().entrySet()) {
            if (!op.getKey().equals("network")) { // twenty steps for each tensor would take long
                Set<String> found = new TreeSet<>();
                Set<String> all = new TreeSet<>();
                for (Case indexed : op.getValue()) {
                    look(indexed.loaded(), all, found);
                }
                all.removeAll(found);
                all.forEach(name -> missed.add(op.getKey() + " " + name));
            }
        }
        assertThat(missed).as("tensors that may be falsified").isEmpty();
    }

    private static void look(Case c, Set<String> all, Set<String> found) {
        Map<String, float[]> actual = ConformanceCases.computed(c);
        for (String name : expected(c)) {
            all.add(name);
            try {
                new Comparison().compare(falsified(c, Set.of(name)), actual);
            } catch (AssertionError e) {
                found.add(name);
            }
        }
    }

    private static Map<String, List<Case>> byOp() throws IOException, URISyntaxException {
        Path root = Path.of(FalsifiedTest.class.getResource("/conformance").toURI());
        return ConformanceCases.under(root).stream()
                .collect(Collectors.groupingBy(Case::op, LinkedHashMap::new, Collectors.toList()));
    }

    /** The tensors that must be reproduced. */
    private static Set<String> expected(Case c) {
        return c.tensors().keySet().stream()
                .filter(name -> Comparison.expected(c, name))
                .collect(Collectors.toSet());
    }

    private static Case falsified(Case c, Set<String> names) {
        Map<String, Vectors.Values> tensors = new HashMap<>(c.vectors().byName());
        for (String name : names) {
            tensors.computeIfPresent(name, (same, values) -> scaled(values));
            tensors.computeIfPresent(name + "_limit", (same, values) -> scaled(values));
        }
        return c.with(new Vectors(c.vectors().file(), tensors));
    }

    private static Vectors.Values scaled(Vectors.Values values) {
        return new Vectors.Values(
                values.shape(),
                Arrays.stream(values.numbers()).map(v -> v * FACTOR).toArray());
    }
}
