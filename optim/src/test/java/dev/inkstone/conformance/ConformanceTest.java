package dev.inkstone.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The library against numbers that an independent implementation computed in double precision; what a case is, and how close is
 * close enough, says the README beside the cases. {@code -Dconformance.dir=DIR} runs other cases of the same format.
 *
 * <p>Where the cases leave a choice, ours is:
 *
 * <ul>
 *   <li>the running variance of batch norm is fed by the biased variance of the batch ({@code running_variance_biased});
 *   <li>at infinite inputs the library gives the limits, not the NaN of the plain formulas; the cases allow either, element by
 *       element;
 *   <li>all three modes of Adam's epsilon are offered, {@code outside} the root, after the bias correction, is the default;
 *   <li>networks are held to the {@code strict} tolerances, which assume accurate batch-norm sums.
 * </ul>
 */
class ConformanceTest {
    private static final Comparison COMPARISON = new Comparison();
    private static int passed;

    @TestFactory
    List<DynamicNode> cases() throws IOException, URISyntaxException {
        Path root = folder();
        Map<Path, List<DynamicTest>> groups = new LinkedHashMap<>();
        for (Case c : ConformanceCases.under(root)) {
            groups.computeIfAbsent(c.folder(), folder -> new ArrayList<>())
                    .add(DynamicTest.dynamicTest(c.name(), () -> check(c)));
        }
        List<DynamicNode> nodes = new ArrayList<>();
        groups.forEach((folder, tests) ->
                nodes.add(DynamicContainer.dynamicContainer(folder.getFileName().toString(), tests)));
        return nodes;
    }

    @AfterAll
    static void report() {
        System.out.println("conformance: " + passed + " cases passed, " + COMPARISON.summary());
    }

    private static void check(Case indexed) throws IOException {
        ConformanceCases.run(indexed.loaded(), COMPARISON);
        passed++;
    }

    /** The folder that was asked for, seen from here or from the root of the source tree; else the one in the resources. */
    private static Path folder() throws URISyntaxException {
        String chosen = System.getProperty("conformance.dir");
        if (chosen == null) {
            return Path.of(ConformanceTest.class.getResource("/conformance").toURI());
        }
        Path above = Path.of("").toAbsolutePath();
        while (above != null && !Files.isDirectory(above.resolve(chosen))) {
            above = above.getParent();
        }
        assertThat(above).as("the folder conformance.dir=%s", chosen).isNotNull();
        return above.resolve(chosen);
    }
}
