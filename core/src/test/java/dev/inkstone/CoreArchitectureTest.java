package dev.inkstone;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The walls inside core. The rules of the whole house are in the tests of docs, where all of it is in sight. */
@Tag("once")
class CoreArchitectureTest {
    private static final JavaClasses CORE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.inkstone");

    @Test
    void onlyTheVectorLanesNameTheVectorApi() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.inkstone.kernels.vector..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("jdk.incubator.vector..")
                .because("the library must load where that module is missing")
                .check(CORE);
    }

    @Test
    void kernelsMemoryAndThreadsKnowNothingOfTensors() {
        noClasses()
                .that()
                .resideInAnyPackage("dev.inkstone.kernels..", "dev.inkstone.memory..", "dev.inkstone.parallel..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.inkstone.tensor..", "dev.inkstone.autodiff..", "dev.inkstone.ops..")
                .because("kernels work on raw arrays")
                .check(CORE);
    }

    @Test
    void lanesDoNotReachUp() {
        noClasses()
                .that()
                .resideInAnyPackage("dev.inkstone.kernels.scalar..", "dev.inkstone.kernels.vector..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.inkstone.memory..", "dev.inkstone.parallel..")
                .because("blocking, packing and threading are written once, above the lanes")
                .check(CORE);
    }
}
