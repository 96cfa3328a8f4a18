package dev.inkstone;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The rules that core, layers and optim live by. */
@Tag("once")
class HouseRulesTest {
    private static final JavaClasses LIBRARY = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.inkstone");

    /** What the JDK may compute differently from machine to machine. {@code sqrt}, {@code fma}, {@code max} are exact. */
    private static final Set<String> INEXACT = Set.of(
            "exp", "expm1", "log", "log1p", "log10", "pow", "sin", "cos", "tan", "asin", "acos", "atan", "atan2",
            "sinh", "cosh", "tanh", "cbrt", "hypot");

    @Test
    void arrowsPointOnlyAsDrawn() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("core")
                .definedBy(
                        "dev.inkstone.tensor..",
                        "dev.inkstone.autodiff..",
                        "dev.inkstone.ops..",
                        "dev.inkstone.random..",
                        "dev.inkstone.kernels..",
                        "dev.inkstone.memory..",
                        "dev.inkstone.parallel..")
                .layer("layers")
                .definedBy("dev.inkstone.layers..", "dev.inkstone.losses..")
                .layer("optim")
                .definedBy(
                        "dev.inkstone.optim..",
                        "dev.inkstone.data..",
                        "dev.inkstone.metrics..",
                        "dev.inkstone.training..",
                        "dev.inkstone.checkpoint..",
                        "dev.inkstone.tensorboard..",
                        "dev.inkstone.estimator..")
                .whereLayer("optim")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("layers")
                .mayOnlyBeAccessedByLayers("optim")
                .ensureAllClassesAreContainedInArchitecture()
                .check(LIBRARY);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("dev.inkstone.(**)").should().beFreeOfCycles().check(LIBRARY);
    }

    @Test
    void nothingButTheJdkAtRunTime() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "dev.inkstone..", "java..", "javax.imageio..", "jdk.incubator.vector..", "org.jspecify..")
                .check(LIBRARY);
    }

    @Test
    void nothingPrints() {
        NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(LIBRARY);
    }

    @Test
    void mathIsTheSameOnEveryMachine() {
        noClasses()
                .should()
                .accessTargetWhere(inexactMath())
                .because("the same seed gives the same bits: StrictMath, or our own polynomials in kernels")
                .check(LIBRARY);
    }

    @Test
    void nothingUsesJavaSerialization() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveNameMatching("java\\.io\\.(Serializable|Externalizable|Object(Input|Output)(Stream.*)?)")
                .because("reading a file must not run what the file says")
                .check(LIBRARY);
    }

    private static DescribedPredicate<JavaAccess<?>> inexactMath() {
        return DescribedPredicate.describe(
                "an inexact method of Math",
                access -> access.getTargetOwner().isEquivalentTo(Math.class) && INEXACT.contains(access.getName()));
    }
}
