package io.orograph;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.THROW_GENERIC_EXCEPTIONS;
import static com.tngtech.archunit.library.GeneralCodingRules.USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.PackageMatcher;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import io.orograph.landscape.LandscapeEvaluator;
import io.orograph.plane.ModelPlane;
import io.orograph.plane.TrajectoryDirections;
import io.orograph.training.BezierCurve;
import io.orograph.training.Training;
import io.orograph.ui.NeedsDisplay;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The walls between the packages, which one Maven module does not keep by itself. A package may still be empty, so
 * a rule that finds nothing to look at holds.
 */
final class ArchitectureTest {

    private static final String ROOT = "io.orograph";
    private static final String CLI = "io.orograph.cli..";
    private static final String UI = "io.orograph.ui..";
    private static final String PLOT = "io.orograph.plot..";
    private static final String FIGURE = "io.orograph.figure..";
    private static final String PICTURES = "io.orograph.data.image..";

    private static final String NO_CYCLES = "two packages that need each other are one package with a wall through it";

    /** Every package, however deep, by itself. */
    private static final SliceAssignment PACKAGES = new SliceAssignment() {
        @Override
        public String getDescription() {
            return "packages";
        }

        @Override
        public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
            return SliceIdentifier.of(javaClass.getPackageName());
        }
    };

    /** From the bottom up. Those of one level may use each other, except where a rule below says otherwise. */
    private static final String[][] LEVELS = {
        {
            "io.orograph.task..",
            "io.orograph.file..",
            "io.orograph.provenance..",
            "io.orograph.math..",
            "io.orograph.choice.."
        },
        {"io.orograph.format.."},
        {"io.orograph.network.."},
        {"io.orograph.arrays.."},
        {"io.orograph.model..", "io.orograph.data.."},
        {"io.orograph.objective.."},
        {"io.orograph.curvature.."},
        {"io.orograph.plane.."},
        {"io.orograph.landscape..", "io.orograph.sharpness..", "io.orograph.training.."},
        {PLOT},
        {FIGURE},
        {"io.orograph.export.."},
        {"io.orograph.study.."},
        {"io.orograph.session.."},
        {"io.orograph.lesson.."},
        {CLI, UI},
        {ROOT},
    };

    private static JavaClasses program;
    private static JavaClasses programAndTests;

    @BeforeAll
    static void readClasses() {
        program = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages(ROOT);
        programAndTests = new ClassFileImporter().importPackages(ROOT);
    }

    static IntStream levels() {
        return IntStream.range(0, LEVELS.length - 1);
    }

    @ParameterizedTest
    @MethodSource("levels")
    void arrowsPointDown(int level) {
        String[] above =
                Arrays.stream(LEVELS).skip(level + 1).flatMap(Arrays::stream).toArray(String[]::new);
        forbid(LEVELS[level], above, "each package can be read and tested with only those below it");
    }

    @Test
    void everyPackageStandsInALevel() {
        List<PackageMatcher> levels = Arrays.stream(LEVELS)
                .flatMap(Arrays::stream)
                .map(PackageMatcher::of)
                .toList();
        assertThat(program.stream().map(JavaClass::getPackageName).distinct())
                .as("packages that no rule speaks of")
                .allMatch(name -> levels.stream().anyMatch(level -> level.matches(name)));
    }

    @Test
    void neighboursThatDoNotKnowEachOther() {
        for (String bottom : LEVELS[0]) {
            String[] others = Arrays.stream(LEVELS[0])
                    .filter(other -> !other.equals(bottom))
                    .toArray(String[]::new);
            forbid(new String[] {bottom}, others, "those at the bottom are used by all and use none");
        }
        forbid("io.orograph.model..", "io.orograph.data..", "a model file says nothing about the data");
        forbid("io.orograph.data..", "io.orograph.model..", "a data file says nothing about the model's format");
        forbid(CLI, UI, "the command line runs where no window can be");
        forbid(UI, CLI, "the window calls the core itself, not through printed results");
    }

    @Test
    void noCycles() {
        slices().matching("io.orograph.(*)..")
                .should()
                .beFreeOfCycles()
                .because(NO_CYCLES)
                .check(program);
    }

    @Test
    void noCyclesAtAnyDepth() {
        slices().assignedFrom(PACKAGES)
                .should()
                .beFreeOfCycles()
                .because(NO_CYCLES)
                .check(program);
    }

    @Test
    void onlyTheWindowKnowsJavaFx() {
        noClasses()
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
                .because("the same core runs from the command line, where no display may be")
                .allowEmptyShould(true)
                .check(program);
    }

    @Test
    void frontEndsDoNotKnowNd4j() {
        String[] nd4j = {"org.nd4j..", "org.bytedeco.."};
        forbid(
                new String[] {ROOT, CLI, UI},
                nd4j,
                "native memory stays with its owner in the core, and loading it takes seconds");
    }

    @Test
    void frontEndsAskStudies() {
        noClasses()
                .that()
                .resideInAnyPackage(CLI, UI)
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(
                        Training.class,
                        BezierCurve.class,
                        ModelPlane.class,
                        TrajectoryDirections.class,
                        LandscapeEvaluator.class)
                .because("a question that window and command line answer by themselves has two answers")
                .check(program);
    }

    @Test
    void onlyFiguresKnowAwt() {
        noClasses()
                .that()
                .resideOutsideOfPackages(FIGURE, PICTURES)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.awt..", "javax.imageio..", "javax.swing..", "javafx.embed..")
                .because(
                        "AWT beside JavaFX is a second window system; figures use it for drawing only, and pictures that are data are decoded by it")
                .allowEmptyShould(true)
                .check(program);
    }

    @Test
    void onlyTheCommandLinePrints() {
        noClasses()
                .that()
                .resideOutsideOfPackages(ROOT, CLI)
                .should(ACCESS_STANDARD_STREAMS)
                .orShould(USE_JAVA_UTIL_LOGGING)
                .because("standard output belongs to the results of the command line; the rest of the program speaks"
                        + " by exceptions, progress listeners and SLF4J")
                .allowEmptyShould(true)
                .check(program);
    }

    @Test
    void noGenericExceptions() {
        noClasses()
                .should(THROW_GENERIC_EXCEPTIONS)
                .because("a caller must be able to tell what went wrong")
                .check(program);
    }

    @Test
    void namesSayWhatAClassIs() {
        noClasses()
                .should()
                .haveNameMatching(".*(Utils?|Helpers?|Manager)")
                .because("such a name fits anything, and so anything is put there")
                .check(program);
    }

    /** Whatever it is called on, tests included: one that sleeps is slow, or fails where the machine is slow. */
    @Test
    void nothingSleeps() {
        noClasses()
                .should()
                .callMethodWhere(target(name("sleep")))
                .because("waiting for a time instead of a condition is either too long or too short")
                .check(programAndTests);
    }

    @Test
    void testsThatStartJavaFxSaySo() {
        Set<String> starting = Set.of("io.orograph.ui.Fx", "io.orograph.ui.main.WindowExtension");
        DescribedPredicate<JavaClass> startJavaFx = describe(
                "start JavaFX",
                javaClass -> javaClass.getDirectDependenciesFromSelf().stream()
                        .map(Dependency::getTargetClass)
                        .anyMatch(
                                used -> starting.contains(used.getName()) || used.isAnnotatedWith(NeedsDisplay.class)));
        classes()
                .that()
                .haveSimpleNameEndingWith("Test")
                .and(startJavaFx)
                .should()
                .beAnnotatedWith(NeedsDisplay.class)
                .because("where there is no display, tests that need one are left out by their tag")
                .check(programAndTests);
    }

    private static void forbid(String from, String to, String reason) {
        forbid(new String[] {from}, new String[] {to}, reason);
    }

    private static void forbid(String[] from, String[] to, String reason) {
        noClasses()
                .that()
                .resideInAnyPackage(from)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(to)
                .because(reason)
                .allowEmptyShould(true)
                .check(program);
    }
}
