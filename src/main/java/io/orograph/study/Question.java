package io.orograph.study;

import io.orograph.file.FileName;
import io.orograph.file.Sha256;
import io.orograph.file.UnsupportedFileException;
import io.orograph.network.Engine;
import io.orograph.provenance.Provenance;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * All that the bits of a result depend on: the command, the contents of its files, its settings, and what computes. Only
 * work that answers the same question can be gone on with.
 *
 * @param entries as a file holds them
 */
public record Question(Provenance entries) {

    private static final String COMMAND = "command";
    private static final String PROGRAM = "program";
    private static final String LIBRARIES = "libraries";
    private static final String INSTRUCTIONS = "instructions";
    private static final String FILES = "files";
    private static final String SETTINGS = "settings";

    private static final String MODEL = "model";
    private static final String DATA = "data";

    private static final int SHOWN_DIGITS = 12;

    /**
     * Returns the question that a command asks of an experiment.
     *
     * @param command its name
     * @param settings values by the name of their option; those that are files, or lists of files, count by their contents
     * @throws IOException if one of the files cannot be read
     */
    public static Question of(Experiment experiment, String command, Map<String, Object> settings) throws IOException {
        Map<String, Object> files = new LinkedHashMap<>();
        files.put(MODEL, file(experiment.model().path(), experiment.model().sha256()));
        files.put(
                DATA,
                file(experiment.loaded().source().path(), experiment.loaded().sha256()));
        Map<String, Object> words = new LinkedHashMap<>();
        for (Map.Entry<String, Object> setting : settings.entrySet()) {
            List<Path> paths = paths(setting.getValue());
            if (paths.isEmpty()) {
                words.put(setting.getKey(), setting.getValue().toString());
            }
            for (int i = 0; i < paths.size(); i++) {
                String number = paths.size() == 1 ? "" : " (number " + (i + 1) + ")";
                files.put(setting.getKey() + number, file(paths.get(i), Sha256.of(paths.get(i))));
            }
        }
        Engine engine = Engine.here();
        Map<String, Object> entries = new LinkedHashMap<>();
        entries.put(PROGRAM, "Orograph " + Version.current());
        entries.put(COMMAND, command);
        entries.put(FILES, files);
        entries.put(SETTINGS, words);
        entries.put(LIBRARIES, engine.libraries());
        entries.put(INSTRUCTIONS, engine.instructions());
        return new Question(new Provenance(entries));
    }

    private static Map<String, Object> file(Path path, String sha256) {
        Map<String, Object> entries = new LinkedHashMap<>();
        entries.put("name", FileName.of(path));
        entries.put("sha256", sha256);
        return entries;
    }

    private static List<Path> paths(Object value) {
        if (value instanceof Path path) {
            return List.of(path);
        }
        return value instanceof List<?> list && list.stream().allMatch(Path.class::isInstance)
                ? list.stream().map(Path.class::cast).toList()
                : List.of();
    }

    /**
     * Makes sure that what a file holds is work on this question.
     *
     * @param file that it was read from
     * @param begun what that work is about
     * @throws UnsupportedFileException if it is another; the message says what differs
     */
    public void requireSame(Path file, Question begun) throws UnsupportedFileException {
        requireSame(file, begun, "ask the same as then, or leave --resume out to begin anew");
    }

    /**
     * Makes sure of it and says what else to do.
     *
     * @param advice a clause
     */
    public void requireSame(Path file, Question begun, String advice) throws UnsupportedFileException {
        String command = begun.text(COMMAND);
        if (!command.equals(text(COMMAND))) {
            throw new UnsupportedFileException(
                    file,
                    "is unfinished work of the command \"" + command + "\", and this is \"" + text(COMMAND)
                            + "\"; go on with it by \"" + command + "\", or leave --resume out to begin anew");
        }
        List<String> differences = new ArrayList<>(files(begun));
        differences.addAll(settings(begun));
        differences.addAll(arithmetic(begun));
        if (!differences.isEmpty()) {
            throw new UnsupportedFileException(
                    file, "cannot be gone on with: it was begun " + String.join("; and ", differences) + "; " + advice);
        }
    }

    private List<String> files(Question begun) {
        Map<?, ?> then = begun.map(FILES);
        Map<?, ?> now = map(FILES);
        List<String> differences = new ArrayList<>();
        for (Object name : names(then, now)) {
            Object before = then.get(name);
            Object here = now.get(name);
            if (!Objects.equals(digest(before), digest(here))) {
                String what = MODEL.equals(name)
                        ? "another model"
                        : DATA.equals(name) ? "other data" : "another file for " + name;
                differences.add("with " + what + ", " + described(before) + ", and this is " + described(here));
            }
        }
        return differences;
    }

    private static String digest(Object file) {
        return file instanceof Map<?, ?> entries ? String.valueOf(entries.get("sha256")) : null;
    }

    private static String described(Object file) {
        if (!(file instanceof Map<?, ?> entries)) {
            return "none";
        }
        String digest = digest(file);
        return entries.get("name") + " (SHA-256 " + digest.substring(0, Math.min(SHOWN_DIGITS, digest.length())) + "…)";
    }

    private List<String> settings(Question begun) {
        Map<?, ?> then = begun.map(SETTINGS);
        Map<?, ?> now = map(SETTINGS);
        List<Object> other = names(then, now).stream()
                .filter(name -> !Objects.equals(then.get(name), now.get(name)))
                .toList();
        return other.isEmpty()
                ? List.of()
                : List.of("with other settings, " + words(other, then) + ", and now it is " + words(other, now));
    }

    private static String words(List<Object> names, Map<?, ?> values) {
        return names.stream().map(name -> word(name, values.get(name))).collect(Collectors.joining(", "));
    }

    private static String word(Object option, Object value) {
        if (value == null) {
            return "no " + option;
        }
        return "true".equals(value) ? option.toString() : option + " " + value;
    }

    private List<String> arithmetic(Question begun) {
        List<String> differences = new ArrayList<>();
        differs(begun, PROGRAM, "by another version, ", differences);
        differs(begun, LIBRARIES, "by another engine, ", differences);
        differs(begun, INSTRUCTIONS, "with another instruction set of the processor, ", differences);
        return differences;
    }

    private void differs(Question begun, String entry, String words, List<String> differences) {
        String then = begun.text(entry);
        if (!then.equals(text(entry))) {
            differences.add(words + (then.isEmpty() ? "unknown" : then) + ", and this is " + text(entry)
                    + ", whose last digits may be others");
        }
    }

    private static Set<Object> names(Map<?, ?> one, Map<?, ?> other) {
        Set<Object> names = new LinkedHashSet<>(one.keySet());
        names.addAll(other.keySet());
        return names;
    }

    private String text(String name) {
        Object value = entries.entries().get(name);
        return value == null ? "" : value.toString();
    }

    private Map<?, ?> map(String name) {
        return entries.entries().get(name) instanceof Map<?, ?> map ? map : Map.of();
    }
}
