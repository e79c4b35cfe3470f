package io.orograph;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.THROW_GENERIC_EXCEPTIONS;
import static com.tngtech.archunit.library.GeneralCodingRules.USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/** The walls between the packages, which one Maven module does not keep by itself. */
@AnalyzeClasses(packages = "io.orograph", importOptions = DoNotIncludeTests.class)
final class ArchitectureTest {

    private static final String MAIN = "io.orograph";
    private static final String CLI = "io.orograph.cli..";
    private static final String UI = "io.orograph.ui..";
    private static final String FIGURE = "io.orograph.figure..";

    @ArchTest
    static final ArchRule ARROWS_POINT_DOWN = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .withOptionalLayers(true)
            .layer("main")
            .definedBy(MAIN)
            .layer("cli")
            .definedBy(CLI)
            .layer("ui")
            .definedBy(UI)
            .layer("figure, export")
            .definedBy(FIGURE, "io.orograph.export..")
            .layer("landscape, sharpness, training")
            .definedBy("io.orograph.landscape..", "io.orograph.sharpness..", "io.orograph.training..")
            .layer("plane")
            .definedBy("io.orograph.plane..")
            .layer("objective")
            .definedBy("io.orograph.objective..")
            .layer("model")
            .definedBy("io.orograph.model..")
            .layer("data")
            .definedBy("io.orograph.data..")
            .layer("network")
            .definedBy("io.orograph.network..")
            .layer("task")
            .definedBy("io.orograph.task..")
            .layer("file")
            .definedBy("io.orograph.file..")
            .whereLayer("main")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("cli")
            .mayOnlyBeAccessedByLayers("main")
            .whereLayer("ui")
            .mayOnlyBeAccessedByLayers("main")
            .whereLayer("figure, export")
            .mayOnlyAccessLayers(
                    "landscape, sharpness, training", "plane", "objective", "model", "data", "network", "task", "file")
            .whereLayer("landscape, sharpness, training")
            .mayOnlyAccessLayers("plane", "objective", "model", "data", "network", "task", "file")
            .whereLayer("plane")
            .mayOnlyAccessLayers("objective", "model", "data", "network", "task", "file")
            .whereLayer("objective")
            .mayOnlyAccessLayers("model", "data", "network", "task", "file")
            .whereLayer("model")
            .mayOnlyAccessLayers("network", "task", "file")
            .whereLayer("data")
            .mayOnlyAccessLayers("network", "task", "file")
            .whereLayer("network")
            .mayOnlyAccessLayers("task", "file")
            .whereLayer("task")
            .mayNotAccessAnyLayer()
            .whereLayer("file")
            .mayNotAccessAnyLayer()
            .because("computation is used by what shows it and knows nothing about it, so that each package can be read"
                    + " and tested with only those below it");

    @ArchTest
    static final ArchRule NO_CYCLES = slices().matching("io.orograph.(*)..")
            .should()
            .beFreeOfCycles()
            .because("two packages that need each other are one package with a wall through it");

    @ArchTest
    static final ArchRule ONLY_UI_KNOWS_JAVAFX = noClasses()
            .that()
            .resideOutsideOfPackage(UI)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "javafx..",
                    "com.sun.javafx..",
                    "com.sun.glass..",
                    "org.fxyz3d..",
                    "org.controlsfx..",
                    "impl.org.controlsfx..")
            .because("the same core runs from the command line, where no display may be");

    @ArchTest
    static final ArchRule FRONT_ENDS_DO_NOT_KNOW_ND4J = noClasses()
            .that()
            .resideInAnyPackage(MAIN, CLI, UI)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.nd4j..", "org.bytedeco..")
            .allowEmptyShould(true)
            .because("native memory stays with the plan that owns it, and starting it takes seconds that a window or"
                    + " a help text does not have");

    @ArchTest
    static final ArchRule ONLY_FIGURE_KNOWS_AWT = noClasses()
            .that()
            .resideOutsideOfPackage(FIGURE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.awt..", "javax.imageio..", "javax.swing..", "javafx.embed..")
            .because("AWT and JavaFX do not share a window system; figures alone are drawn with AWT, without a window");

    @ArchTest
    static final ArchRule ONLY_CLI_PRINTS = noClasses()
            .that()
            .resideOutsideOfPackages(MAIN, CLI)
            .should(ACCESS_STANDARD_STREAMS)
            .orShould(USE_JAVA_UTIL_LOGGING)
            .because("standard output belongs to the results of the command line; all else goes to exceptions,"
                    + " progress listeners and SLF4J");

    @ArchTest
    static final ArchRule NO_GENERIC_EXCEPTIONS =
            noClasses().should(THROW_GENERIC_EXCEPTIONS).because("a caller must be able to tell what went wrong");

    @ArchTest
    static final ArchRule NAMES_SAY_WHAT_A_CLASS_IS = noClasses()
            .should()
            .haveNameMatching(".*(Utils?|Helpers?|Manager)")
            .because("such a name fits anything, and so anything is put there");

    /** Tests are included: one that sleeps is slow where the machine is fast and fails where it is slow. */
    @Test
    void nothingSleeps() {
        noClasses()
                .should()
                .callMethodWhere(target(name("sleep")))
                .because("waiting for a time instead of a condition is either too long or too short")
                .check(new ClassFileImporter().importPackages("io.orograph"));
    }
}
