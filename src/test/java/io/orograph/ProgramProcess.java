package io.orograph;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * The program as a person starts it: in a process of its own, with the options of packaging/run and the libraries that
 * run with it, without what tests bring.
 */
public final class ProgramProcess {

    private static final int USUAL_SECONDS = 180;

    private final Path folder;
    private final List<String> options = new ArrayList<>();
    private final Map<String, String> environment = new TreeMap<>();
    private int seconds = USUAL_SECONDS;
    private String limits = "";
    private String main = Orograph.class.getName();
    private String classPath = libraries().stream()
            .map(Path::toString)
            .collect(Collectors.joining(File.pathSeparator, "target/classes" + File.pathSeparator, ""));

    /**
     * What a process gave.
     *
     * @param code the exit code
     * @param out all of stdout
     * @param err all of stderr
     */
    public record Result(int code, String out, String err) {}

    /**
     * @param folder an empty folder for what the process prints
     */
    public ProgramProcess(Path folder) {
        this.folder = folder;
    }

    /** The libraries that run with the program. */
    public static List<Path> libraries() {
        try {
            String listed = Files.readString(Path.of("target", "runtime-classpath"));
            return Arrays.stream(listed.strip().split(File.pathSeparator))
                    .map(Path::of)
                    .toList();
        } catch (IOException e) {
            throw new AssertionError("the build has not listed the libraries of the program", e);
        }
    }

    /** Adds options of the Java machine. */
    public ProgramProcess with(String... more) {
        options.addAll(List.of(more));
        return this;
    }

    /** Sets a variable of the environment. */
    public ProgramProcess where(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** Has a shell carry out a line before it becomes the program, such as a limit. */
    public ProgramProcess after(String line) {
        limits = line + " && ";
        return this;
    }

    /** Has more time, or less, than usual. */
    public ProgramProcess within(int mostSeconds) {
        seconds = mostSeconds;
        return this;
    }

    /** Runs another main class, of the tests, in place of the program's. */
    public ProgramProcess ofTests(Class<?> mainOfTests) {
        main = mainOfTests.getName();
        classPath += File.pathSeparator + "target/test-classes";
        return this;
    }

    /** Starts the process, whose output is in the files {@code out} and {@code err} of the folder. */
    public Process start(Object... args) throws IOException {
        List<String> command = new ArrayList<>();
        if (!limits.isEmpty()) {
            command.addAll(List.of("bash", "-c", limits + "exec \"$0\" \"$@\""));
        }
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("@packaging/jvm.options");
        command.add("-XX:TieredStopAtLevel=1");
        command.addAll(options);
        command.addAll(List.of("-cp", classPath, main));
        Arrays.stream(args).map(Object::toString).forEach(command::add);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(folder.resolve("out").toFile())
                .redirectError(folder.resolve("err").toFile());
        builder.environment().putAll(environment);
        return builder.start();
    }

    /** Runs to the end, which has to come by itself. */
    public Result run(Object... args) throws IOException, InterruptedException {
        Process process = start(args);
        boolean ended = process.waitFor(seconds, TimeUnit.SECONDS);
        process.destroyForcibly().waitFor();
        Result result = new Result(process.exitValue(), read("out"), read("err"));
        if (!ended) {
            throw new AssertionError("still running after " + seconds + " s: " + result);
        }
        return result;
    }

    private String read(String name) throws IOException {
        return Files.readString(folder.resolve(name), StandardCharsets.UTF_8);
    }
}
