package io.orograph.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.orograph.task.CancelToken;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a command gave that was run inside the test.
 *
 * @param code the exit code
 * @param out all of stdout
 * @param err all of stderr
 */
record CommandRun(int code, String out, String err) {

    private static final Path SAMPLES = Path.of("sample-models").toAbsolutePath();
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Runs a command whose stderr is no terminal. An argument may be anything with a text, such as a path. */
    static CommandRun of(Object... args) {
        return onConsole(new CancelToken(), false, new StringWriter(), args);
    }

    static CommandRun onConsole(CancelToken cancel, boolean terminal, StringWriter err, Object... args) {
        StringWriter out = new StringWriter();
        Console console = new Console(new PrintWriter(out, true), new PrintWriter(err, true), terminal, cancel);
        String[] texts = List.of(args).stream().map(Object::toString).toArray(String[]::new);
        int code = CommandLineProgram.run(console, texts);
        return new CommandRun(code, out.toString(), err.toString());
    }

    /** A file among the samples. */
    static Path sample(String name) {
        return SAMPLES.resolve(name);
    }

    /** A command on the smallest classifier of the samples and 360 digits. */
    static CommandRun onDigits(String command, Object... more) {
        List<Object> args =
                new ArrayList<>(List.of(command, sample("digits-mlp-tanh.onnx"), "--data", sample("digits-test.npz")));
        args.addAll(List.of(more));
        return of(args.toArray());
    }

    /** Stdout as the one JSON object that it has to be. */
    JsonNode json() {
        if (code != 0 || out.strip().lines().count() != 1) {
            throw new AssertionError("exit code " + code + ", stdout: " + out + ", stderr: " + err);
        }
        try {
            return JSON.readTree(out);
        } catch (IOException e) {
            throw new UncheckedIOException(out, e);
        }
    }

    /** The names of the JSON object's entries, in order. */
    List<String> keys() {
        List<String> keys = new ArrayList<>();
        json().fieldNames().forEachRemaining(keys::add);
        return keys;
    }
}
