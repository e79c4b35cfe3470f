package io.orograph.cli;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Small files as people bring them, and commands on them. */
final class FieldFiles {

    private FieldFiles() {}

    /** A file or folder of them. */
    static Path of(String name) {
        try {
            return Path.of(FieldFiles.class.getResource("field/" + name).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A command on a model and its data that prints JSON. */
    static CommandRun run(String command, String model, String data, Object... more) {
        List<Object> args = new ArrayList<>(List.of(command, of(model), "--data", of(data), "--json"));
        args.addAll(List.of(more));
        return CommandRun.of(args.toArray());
    }
}
