package io.orograph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the program makes of the system that it starts on: the folder for native code, limits, the names of files. */
@EnabledOnOs(OS.LINUX)
final class StartTest {

    private static final Path MODEL = Path.of("sample-models", "digits-mlp-tanh.onnx");
    private static final Path DATA = Path.of("sample-models", "digits-test.npz");
    private static final String CACHES = "XDG_CACHE_HOME";

    @TempDir
    Path folder;

    private Path caches;

    @BeforeEach
    void makeCaches() throws IOException {
        caches = Files.createDirectory(folder.resolve("caches"));
    }

    private ProgramProcess program() {
        return new ProgramProcess(folder).where(CACHES, caches.toString());
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void nativeCodeIsUnpackedIntoTheUsersOwnFolderAndNowhereElse() throws IOException, InterruptedException {
        Path temporary = Files.createDirectory(folder.resolve("temporary"));
        Path home = Files.createDirectory(folder.resolve("home"));
        ProgramProcess.Result run = program()
                .with("-Djava.io.tmpdir=" + temporary, "-Duser.home=" + home)
                .run("loss", MODEL, "--data", DATA);
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(mode(caches.resolve("orograph"))).isEqualTo("rwx------");
        assertThat(caches.resolve("orograph/javacpp")).isNotEmptyDirectory();
        assertThat(temporary).isEmptyDirectory();
        assertThat(home).isEmptyDirectory();
    }

    /** As for a service, or in a container that is read-only. */
    @Test
    void whereThereIsNoPlaceForCachesAFolderWithARandomNameServesThisRun() throws IOException, InterruptedException {
        Path temporary = Files.createDirectory(folder.resolve("temporary"));
        ProgramProcess.Result run = program()
                .where(CACHES, "/proc/nowhere")
                .with("-Djava.io.tmpdir=" + temporary)
                .run("loss", MODEL, "--data", DATA);
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(temporary).as("it is removed at the end").isEmptyDirectory();
    }

    /** What is loaded ahead is still being unpacked then. */
    @Test
    void thatFolderIsRemovedAfterACommandThatFailsAtOnceToo() throws IOException, InterruptedException {
        Path temporary = Files.createDirectory(folder.resolve("temporary"));
        ProgramProcess.Result run = program()
                .where(CACHES, "/proc/nowhere")
                .with("-Djava.io.tmpdir=" + temporary)
                .run("loss", MODEL, "--data", folder.resolve("missing.npz"));
        assertThat(run.code()).isEqualTo(2);
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void aFolderOfAnotherUserIsRefused() throws IOException, InterruptedException {
        Path own = Files.createDirectory(caches.resolve("orograph"));
        assumeTrue(Files.getAttribute(own, "unix:uid").equals(0), "only root can give a folder away");
        Files.setAttribute(own, "unix:uid", 4711);
        ProgramProcess.Result run = program().run("info", MODEL);
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err())
                .isEqualTo(
                        "orograph: The folder " + own + ", into which native libraries are to be unpacked, belongs to"
                                + " another user (4711); remove it, or set XDG_CACHE_HOME to a folder of your own.\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rwxrwxrwx", "rwxrwx---", "rwx----w-"})
    void aFolderThatOthersCanWriteIsRefused(String mode) throws IOException, InterruptedException {
        Path own = Files.createDirectory(caches.resolve("orograph"));
        Files.setPosixFilePermissions(own, PosixFilePermissions.fromString(mode));
        ProgramProcess.Result run = program().run("info", MODEL);
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains(own + ", into which native libraries", "can be written by other users");
    }

    @Test
    void aFolderInOneThatEverybodyCanWriteIsRefused() throws IOException, InterruptedException {
        Files.setPosixFilePermissions(caches, PosixFilePermissions.fromString("rwxrwxrwx"));
        ProgramProcess.Result run = program().run("info", MODEL);
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("lies in " + caches + ", which every user can write");
    }

    @Test
    void aFolderThatOthersCanReadIsClosedToThem() throws IOException, InterruptedException {
        Path own = Files.createDirectory(caches.resolve("orograph"));
        Files.setPosixFilePermissions(own, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertThat(program().run("info", MODEL).code()).isZero();
        assertThat(mode(own)).isEqualTo("rwx------");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jna.tmpdir", "org.bytedeco.javacpp.cachedir", "javafx.cachedir"})
    void aFolderThatAPropertyNamesIsCheckedToo(String property) throws IOException, InterruptedException {
        Path named = Files.createDirectory(folder.resolve("named"));
        Files.setPosixFilePermissions(named, PosixFilePermissions.fromString("rwxrwxrwx"));
        ProgramProcess.Result run =
                program().with("-D" + property + "=" + named).run("info", MODEL);
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains(named.toString(), "can be written by other users");
    }

    /** OpenBLAS would ask for memory for ever, from 5,200 and 6,800 MB on a machine of two processors. */
    @ParameterizedTest
    @CsvSource({"5200, 12g", "6800, 12g", "4300, 2g"})
    void tooFewAddressesAreASentence(int megabytes, String memory) throws IOException, InterruptedException {
        ProgramProcess.Result run = program()
                .after("ulimit -v " + megabytes * 1024)
                .with("-XX:MaxRAM=" + memory)
                .run("loss", MODEL, "--data", DATA);
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .startsWith("orograph: The address space of this process is limited to " + megabytes + " MB")
                .contains("ulimit -v unlimited", "packaging/run --memory 2g");
    }

    @Test
    void tooLittleMemoryNamesTheOptionThatHelps() throws IOException, InterruptedException {
        ProgramProcess.Result run =
                program().with("-Xmx16m").run("landscape", MODEL, "--data", DATA, "--resolution", "41");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err())
                .contains("orograph: There is not enough memory (", "packaging/run --memory 8g", "fewer samples");
    }

    /** Carries out shell functions of packaging/setup.sh. */
    private List<String> shell(String line, String... environment) throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder("bash", "-euc", ". packaging/setup.sh; " + line).redirectErrorStream(true);
        for (int i = 0; i < environment.length; i += 2) {
            builder.environment().put(environment[i], environment[i + 1]);
        }
        Process process = builder.start();
        try (Stream<String> lines = process.inputReader().lines()) {
            List<String> said = lines.toList();
            process.waitFor();
            return said;
        }
    }

    @ParameterizedTest
    @CsvSource({"8g, 8192", "900m, 900", "2G, 2048", "08g, 8192"})
    void sizesOfMemoryAreUnderstood(String size, String megabytes) throws IOException, InterruptedException {
        assertThat(shell("megabytes " + size)).containsExactly(megabytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"8", "g", "-8g", "8gb", "8.5g", "99999999999g", "''"})
    void whatIsNoSizeOfMemoryIsTold(String size) throws IOException, InterruptedException {
        assertThat(shell("megabytes " + size + " || echo none")).containsExactly("none");
    }

    /** Whatever processor the test runs on: what is asked for in double precision, or by other kernels, is computed by loops in Java. */
    @ParameterizedTest
    @CsvSource({
        "landscape m.onnx --data d.npz, native",
        "line a.onnx b.onnx --data d.npz --resolution 51, native",
        "landscape m.onnx --directions random, native",
        "landscape m.onnx --double, java",
        "landscape m.onnx --kernels nd4j, java",
        "landscape m.onnx --kernels=nd4j, java",
        "landscape m.onnx --directions hessian-extremes, java",
        "landscape m.onnx --directions=gradient-pca, java",
        "plane a.onnx b.onnx --convexity 5, java"
    })
    void whatMachineCodeComputesIsLeftToTheFirstCompiler(String arguments, String by)
            throws IOException, InterruptedException {
        String asked = "computes_natively " + arguments + " && echo native || echo java";
        assertThat(shell("has_avx2() { true; }; " + asked)).containsExactly(by);
        assertThat(shell("has_avx2() { false; }; " + asked)).containsExactly("java");
    }

    /** The root folder would be asked for its version by starting its compiler, a third of a second a start. */
    @Test
    void aJavaHomeThatIsNotSetIsNotTheRootFolder() throws IOException, InterruptedException {
        assertThat(shell("find_jdk; echo $JAVA_HOME", "JAVA_HOME", ""))
                .singleElement()
                .asString()
                .startsWith("/");
    }

    @Test
    void packagingRunStopsBeforeJavaFailsForWantOfAddresses() throws IOException, InterruptedException {
        assertThat(shell("ulimit -v 4500000; require_addresses; echo runs").get(0))
                .startsWith("The address space is limited to 4394 MB here (ulimit -v)");
        assertThat(shell("ulimit -v 5200000; require_addresses 1024; echo runs"))
                .containsExactly("runs");
        assertThat(shell("require_addresses; echo runs")).containsExactly("runs");
    }

    @Test
    void namesThatAreNotAsciiWorkInTheBareLocale() throws IOException, InterruptedException {
        Path named = Files.createDirectory(folder.resolve("größe-模型"));
        Path model = Files.copy(MODEL, named.resolve("ö.onnx"));
        Path data = Files.copy(DATA, named.resolve("данные.npz"));
        Path out = named.resolve("été.npz");
        ProgramProcess.Result run = program()
                .where("LC_ALL", "C")
                .after(". packaging/setup.sh && use_unicode_names")
                .run("landscape", model, "--data", data, "--samples", 20, "--resolution", 5, "--out", out);
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(out).exists();
        assertThat(run.out()).contains("été.npz");
    }

    @Test
    void withoutPackagingRunSuchNamesAreASentence() throws IOException, InterruptedException {
        ProgramProcess.Result run = program().where("LC_ALL", "C").run("info", "größe.onnx");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("set LC_ALL to C.UTF-8").doesNotContain("Exception");
    }

    @Test
    void anotherLocaleIsLeftAsItIs() throws IOException, InterruptedException {
        assertThat(shell("use_unicode_names; echo $LC_ALL", "LC_ALL", "C.UTF-8"))
                .containsExactly("C.UTF-8");
    }
}
