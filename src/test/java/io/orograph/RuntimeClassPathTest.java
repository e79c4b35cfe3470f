package io.orograph;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.orograph.cli.CommandLineProgram;
import io.orograph.ui.NeedsDisplay;
import io.orograph.ui.main.WindowProbe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Libraries that ND4J asks for and no path of this program needs are left out in pom.xml. The program is run here
 * without them, every command and the window, while the Java machine writes down each class that it looked for in vain,
 * also where the one who asked made do without it.
 */
final class RuntimeClassPathTest {

    /** What is left out, by the packages of it. */
    private static final List<String> LEFT_OUT = List.of(
            "com.jakewharton.byteunits",
            "com.sun.jna.platform",
            "net.ericaro.neoitertools",
            "org.apache.commons.collections4",
            "org.apache.commons.compress",
            "org.apache.commons.net",
            "org.nd4j.shade.jackson",
            "org.threeten.bp",
            "oshi");

    /** How the Java machine writes down an exception about a class. */
    private static final Pattern MISSING =
            Pattern.compile("'java/lang/(NoClassDefFoundError|ClassNotFoundException)'[^:]*: ([\\w./$]+)>");

    @TempDir
    Path folder;

    /** The commands, one after the other. */
    static final class Commands {

        /** M and D are a model and its data, T the folder. */
        private static final String LINES = """
                info M
                info D
                output M --data D --out T/output.npz
                loss sample-models/digits-resnet.onnx --data sample-models/digits-images-test.npz --samples 8
                train M --data D --samples 60 --epochs 3 --record T/steps --out T/trained.npz
                train M --data D --samples 60 --epochs 1 --seed 2 --out T/other.npz
                trajectory M --data D --samples 60 --checkpoints T/steps --resolution 5 --out T/trajectory.npz
                landscape M --data D --samples 60 --resolution 5 --convexity 3 --out T/landscape.npz
                landscape M --data D --samples 60 --resolution 5 --figure T/landscape.png --out T/landscape.csv
                report M --data D --samples 60 --resolution 5 --effort quick --out T/report.html
                convert T/trajectory.npz --out T/trajectory.h5
                convert T/trajectory.npz --out T/trajectory.glb
                convert T/trajectory.npz --out T/trajectory.html
                animate T/landscape.npz --out T/landscape.mp4 --seconds 0.2
                animate T/trajectory.npz --kind trajectory --out T/trajectory.gif --seconds 0.2
                landscape M --data D --samples 60 --resolution 5 --figure T/landscape.png
                figure T/trajectory.npz --out T/trajectory.pdf
                figure T/trajectory.npz --out T/trajectory.svg
                figure T/trajectory.npz --out T/trajectory.tiff
                sharpness M --data D --samples 60 --measures all
                spectrum M --data D --samples 60 --effort quick --density
                line M T/trained.npz --data D --samples 60 --points 3
                plane M T/trained.npz T/other.npz --data D --samples 60 --resolution 5
                connect M T/trained.npz --data D --samples 60 --epochs 1
                compare M T/trained.npz --data D --samples 60 --resolution 5
                """;

        private Commands() {}

        public static void main(String[] args) {
            LINES.lines().forEach(line -> {
                int code = CommandLineProgram.run(Arrays.stream(line.split(" "))
                        .map(word -> word.replaceFirst("^M$", "sample-models/digits-mlp-tanh.onnx")
                                .replaceFirst("^D$", "sample-models/digits-test.npz")
                                .replaceFirst("^T/", args[0] + "/"))
                        .toArray(String[]::new));
                if (code != 0) {
                    System.err.println("exit code " + code + " of " + line);
                    System.exit(code);
                }
            });
        }
    }

    /** Runs a main class of the tests and returns the classes that were missing. */
    private Set<String> missing(Class<?> main) throws IOException, InterruptedException {
        Path log = folder.resolve("exceptions.log");
        ProgramProcess.Result run = new ProgramProcess(folder)
                .with("-Xlog:exceptions=info:file=" + log + "::filecount=0", "-Dprism.forceGPU=true")
                .ofTests(main)
                .run(folder);
        assertThat(run.code()).as(run.err()).isZero();
        Set<String> missing = new TreeSet<>();
        MISSING.matcher(Files.readString(log)).results().forEach(found -> {
            String name = found.group(2).replace('/', '.');
            if (found.group(1).startsWith("NoClassDef") || LEFT_OUT.stream().anyMatch(name::startsWith)) {
                missing.add(name);
            }
        });
        assertThat(log).as("the machine writes exceptions down").content().contains("ClassNotFoundException");
        return missing;
    }

    @Test
    void everyCommandRunsWithWhatThereIs() throws IOException, InterruptedException {
        assertThat(missing(Commands.class)).isEmpty();
    }

    /** The window, with a landscape, all of its tabs and a figure. */
    @Nested
    @NeedsDisplay
    class OfTheWindow {
        @Test
        void theWindowRunsWithWhatThereIs() throws IOException, InterruptedException {
            assertThat(missing(WindowProbe.class)).isEmpty();
        }
    }

    @Test
    void noClassOfOursNamesOneThatIsNotThere() throws IOException {
        JavaClasses ours =
                ArchConfiguration.withThreadLocalScope((Function<ArchConfiguration, JavaClasses>) settings -> {
                    settings.setResolveMissingDependenciesFromClassPath(false);
                    return new ClassFileImporter().importPath(Path.of("target", "classes"));
                });
        Set<String> named = ours.stream()
                .flatMap(one -> one.getDirectDependenciesFromSelf().stream())
                .map(dependency -> dependency.getTargetClass().getBaseComponentType())
                .filter(target -> !target.isPrimitive())
                .map(target -> target.getName().replace('.', '/') + ".class")
                .collect(Collectors.toSet());
        Set<String> there = entries();
        ClassLoader platform = ClassLoader.getPlatformClassLoader();
        assertThat(named).hasSizeGreaterThan(1000);
        assertThat(named.stream()
                        .filter(name -> !name.startsWith("io/orograph/") && !there.contains(name))
                        .filter(name -> platform.getResource(name) == null))
                .isEmpty();
        for (String left : LEFT_OUT) {
            assertThat(there).noneMatch(entry -> entry.startsWith(left.replace('.', '/') + "/"));
        }
    }

    private static Set<String> entries() throws IOException {
        Set<String> entries = new HashSet<>();
        for (Path library : ProgramProcess.libraries()) {
            try (JarFile jar = new JarFile(library.toFile())) {
                jar.stream().map(JarEntry::getName).forEach(entries::add);
            }
        }
        return entries;
    }
}
