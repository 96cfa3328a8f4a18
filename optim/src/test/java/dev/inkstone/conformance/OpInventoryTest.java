package dev.inkstone.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.inkstone.autodiff.GradientCheck;
import dev.inkstone.checkpoint.SpecRegistry;
import dev.inkstone.layers.LayerSpec;
import dev.inkstone.ops.Relu;
import dev.inkstone.optim.Optimizer;
import dev.inkstone.random.Position;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** No op without a gradient check, a conformance or reference case, and a bad-input case. */
@Tag("once")
class OpInventoryTest {
    /** Ops without a gradient, and why. */
    private static final Map<String, String> NOT_DIFFERENTIABLE = Map.of();

    @Test
    void everyOpIsChecked() throws IOException {
        OpInventory inventory = inventory(classes("core/target/test-classes"));
        List<String> gaps = inventory.gaps(NOT_DIFFERENTIABLE);
        System.out.printf(
                "inventory: %d ops (%d with overloads), %d layers, %d optimizers, %d conformance cases for %d ops%n",
                inventory.count(true),
                inventory.count(false),
                layers(),
                optimizers().size(),
                bundled().size(),
                ops(bundled()).size());
        System.out.println("inventory: held against a reference of the tests, not a conformance case: "
                + String.join(", ", inventory.onlyReferenced()));
        assertThat(inventory.count(true)).isGreaterThan(50);
        assertThat(gaps).as("what the ops' tests lack").isEmpty();
    }

    /** A runner proves something only if there is a case for it. */
    @Test
    void everyRunnerHasCases() throws IOException {
        assertThat(ops(bundled())).containsAll(OpCases.RUNNERS.keySet());
    }

    @Test
    void withoutTestsEveryOpHasThreeGapsAndEachSaysWhatToWrite() throws IOException {
        OpInventory inventory = new OpInventory(
                new ClassFileImporter().importClasses(Relu.class),
                new ClassFileImporter().importClasses(),
                new ClassFileImporter().importClass(Shape.class));
        assertThat(inventory.gaps(Map.of("Relu.relux", "a slip")))
                .satisfiesExactly(
                        gap -> assertThat(gap)
                                .startsWith("Relu.relu(Tape, Tensor): no gradient check; write a @Property"),
                        gap -> assertThat(gap).startsWith("Relu.relu(Tape, Tensor): no conformance or reference case;"),
                        gap -> assertThat(gap).startsWith("Relu.relu(Tape, Tensor): no bad-input case; write a @Test"),
                        gap -> assertThat(gap)
                                .startsWith("Relu.relux: said to have no gradient, but there is no such op"));
    }

    @Test
    void aCallBesideTheCheckAndACheckThatNoTestReachesAreNoEvidence() {
        OpInventory inventory = new OpInventory(
                new ClassFileImporter().importClasses(Relu.class),
                new ClassFileImporter().importClasses(Pretenders.class),
                new ClassFileImporter().importClass(Shape.class));
        assertThat(inventory.gaps(Map.of())).hasSize(3);
    }

    /** Looks like tests of an op; never run. */
    private static final class Pretenders {
        private static final Tensor X = Tensor.zeros(Shape.of(1));

        @Property
        void besideTheCheck() {
            try (var tape = dev.inkstone.autodiff.Tape.record(Position.START)) {
                Relu.relu(tape, X);
            }
            GradientCheck.of((tape, v) -> v[0]).against(v -> v[0]).check(X);
        }

        void noTest() {
            GradientCheck.of((tape, v) -> Relu.relu(tape, v[0]))
                    .against(v -> v[0])
                    .check(X);
        }
    }

    private static OpInventory inventory(JavaClasses tests) throws IOException {
        return new OpInventory(
                classes("core/target/classes"),
                tests,
                classes("optim/target/test-classes").get(OpCases.class));
    }

    /** The classes of a module, which stand beside the ones under test. */
    private static JavaClasses classes(String folder) throws IOException {
        Path path = root().resolve(folder);
        assertThat(path)
                .as("compiled classes: run this from the whole source tree, as mvn test -pl optim -am does")
                .isDirectory();
        return new ClassFileImporter().importPath(path);
    }

    private static List<Case> bundled() throws IOException {
        return ConformanceCases.under(root().resolve("optim/src/test/resources/conformance"));
    }

    private static Set<String> ops(List<Case> cases) {
        return cases.stream().map(Case::op).collect(Collectors.toCollection(TreeSet::new));
    }

    private static long layers() throws IOException {
        return classes("layers/target/classes").stream()
                .filter(type -> type.isAssignableTo(LayerSpec.class) && type.isAssignableTo(Record.class))
                .filter(type -> registered(type))
                .count();
    }

    private static boolean registered(JavaClass type) {
        try {
            SpecRegistry.builtIn().register("inventory", type.reflect().asSubclass(Record.class));
            return false;
        } catch (IllegalArgumentException e) { // the class is registered already
            return true;
        }
    }

    private static List<JavaClass> optimizers() throws IOException {
        return classes("optim/target/classes").stream()
                .filter(type -> type.isAssignableTo(Optimizer.class) && !type.isInterface())
                .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC)
                        && !type.getModifiers().contains(JavaModifier.ABSTRACT))
                .toList();
    }

    /** The folder above the modules, wherever the tests were started. */
    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.isDirectory(folder.resolve(".mvn"))) {
            folder = folder.getParent();
        }
        assertThat(folder).as("the root of the source tree").isNotNull();
        return folder;
    }
}
