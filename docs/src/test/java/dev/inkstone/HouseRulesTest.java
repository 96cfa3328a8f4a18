package dev.inkstone;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
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
import org.junit.jupiter.api.Test;

/** The rules that the library lives by: here, since only from here all of its jars are in sight. */
class HouseRulesTest {
    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.inkstone");

    private static final JavaClasses LIBRARY =
            HOUSE.that(resideOutsideOfPackages("dev.inkstone.mnist..", "dev.inkstone.benchmarks.."));

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
                        "dev.inkstone.data",
                        "dev.inkstone.data.resampling",
                        "dev.inkstone.metrics..",
                        "dev.inkstone.training..",
                        "dev.inkstone.checkpoint..")
                .layer("augment")
                .definedBy("dev.inkstone.data.augment..")
                .layer("estimator")
                .definedBy("dev.inkstone.estimator..")
                .layer("tensorboard")
                .definedBy("dev.inkstone.tensorboard..")
                .layer("programs")
                .definedBy("dev.inkstone.mnist..", "dev.inkstone.benchmarks..")
                .whereLayer("programs")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("augment")
                .mayOnlyBeAccessedByLayers("programs")
                .whereLayer("estimator")
                .mayOnlyBeAccessedByLayers("programs")
                .whereLayer("tensorboard")
                .mayOnlyBeAccessedByLayers("programs")
                .whereLayer("optim")
                .mayOnlyBeAccessedByLayers("augment", "estimator", "tensorboard", "programs")
                .whereLayer("layers")
                .mayOnlyAccessLayers("core")
                .whereLayer("core")
                .mayNotAccessAnyLayer()
                .ensureAllClassesAreContainedInArchitecture()
                .check(HOUSE);
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
