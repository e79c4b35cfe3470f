package io.orograph.study;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.orograph.file.FileName;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The models that come with the program: the folder {@code sample-models} and its index. */
public final class Samples {

    private static final String FOLDER = "sample-models";
    private static final String INDEX = "samples.json";

    private Samples() {}

    /** The folder, looked for above the program's own place and above the working folder; empty if it is missing. */
    public static Optional<Path> folder() {
        return programPlace().flatMap(Samples::above).or(() -> above(Path.of("").toAbsolutePath()));
    }

    private static Optional<Path> programPlace() {
        try {
            return Optional.of(Path.of(Samples.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI()));
        } catch (URISyntaxException | RuntimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<Path> above(Path place) {
        for (Path folder = place; folder != null; folder = folder.getParent()) {
            if (Files.isRegularFile(folder.resolve(FOLDER).resolve(INDEX))) {
                return Optional.of(folder.resolve(FOLDER));
            }
        }
        return Optional.empty();
    }

    /** The samples in the order of the index; none if there is no folder. */
    public static List<Sample> all() throws IOException {
        Optional<Path> folder = folder();
        return folder.isEmpty() ? List.of() : read(folder.get());
    }

    private static List<Sample> read(Path folder) throws IOException {
        Path index = folder.resolve(INDEX);
        JsonNode root = JsonMapper.builder().build().readTree(index.toFile());
        List<Sample> samples = new ArrayList<>();
        for (JsonNode entry : root.path("samples")) {
            samples.add(new Sample(
                    required(entry, "name", index),
                    required(entry, "title", index),
                    required(entry, "description", index),
                    folder.resolve(required(entry, "model", index)),
                    folder.resolve(required(entry, "data", index)),
                    folder.resolve(required(entry, "test", index)),
                    entry.path("range").asDouble(GridSettings.DEFAULT_RANGE),
                    entry.path("resolution").asInt(GridSettings.DEFAULT_RESOLUTION)));
        }
        return samples;
    }

    private static String required(JsonNode entry, String field, Path index) throws IOException {
        if (!entry.path(field).isTextual()) {
            throw new IOException(FileName.of(index) + " lists a sample without \"" + field + "\"");
        }
        return entry.path(field).asText();
    }
}
