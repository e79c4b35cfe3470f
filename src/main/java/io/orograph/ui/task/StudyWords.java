package io.orograph.ui.task;

import io.orograph.data.DataSource;
import io.orograph.plane.Section;
import io.orograph.study.KeptSection;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * A question of the window in words, as a file holds it, so that it can be asked again as it was. It is immutable; each
 * {@code with} returns another.
 *
 * @param kind which question: a name of the code, not shown
 * @param what what it finds, as a person calls it: "curvature"
 * @param settings values by name, one or several each
 * @param files that it reads, by name
 * @param parts what was asked of it one after the other; not part of which question it is
 */
public record StudyWords(
        String kind,
        String what,
        Map<String, List<String>> settings,
        Map<String, List<String>> files,
        List<String> parts) {

    private static final String PLANE = "plane";
    private static final String INPUTS = "_inputs";
    private static final String TARGETS = "_targets";

    public StudyWords {
        settings = copy(settings);
        files = copy(files);
        parts = parts == null
                ? List.of()
                : parts.stream().filter(Objects::nonNull).toList();
    }

    private static Map<String, List<String>> copy(Map<String, List<String>> values) {
        Map<String, List<String>> copy = new LinkedHashMap<>();
        if (values != null) {
            values.forEach((name, list) -> copy.put(
                    name,
                    list == null
                            ? List.of()
                            : list.stream().filter(Objects::nonNull).toList()));
        }
        return copy;
    }

    /** Begins the words of a question. */
    public static StudyWords of(String kind, String what) {
        return new StudyWords(kind, what, Map.of(), Map.of(), List.of());
    }

    /** Returns the same with a setting. */
    public StudyWords with(String name, Object value) {
        return with(name, List.of(value));
    }

    /** Returns the same with a setting of several values. */
    public StudyWords with(String name, Collection<?> values) {
        Map<String, List<String>> more = new LinkedHashMap<>(settings);
        more.put(name, values.stream().map(Object::toString).toList());
        return new StudyWords(kind, what, more, files, parts);
    }

    /** Returns the same with files that it reads. */
    public StudyWords reading(String name, Collection<Path> paths) {
        Map<String, List<String>> more = new LinkedHashMap<>(files);
        more.put(
                name,
                paths.stream().map(path -> path.toAbsolutePath().toString()).toList());
        return new StudyWords(kind, what, settings, more, parts);
    }

    /** Returns the same with data that it reads. */
    public StudyWords reading(String name, DataSource data) {
        return with(name + INPUTS, data.inputName().stream().toList())
                .with(name + TARGETS, data.targetName().stream().toList())
                .reading(name, List.of(data.path()));
    }

    /** Returns the same over a plane that is shown, which is needed to ask it again. */
    public StudyWords over(Section section) {
        return with(PLANE, KeptSection.digest(section));
    }

    /** Tells whether it is over a plane, bit by bit. */
    public boolean isOver(Section section) {
        return section.plane().isPresent() && text(PLANE).equals(KeptSection.digest(section));
    }

    /** Tells whether it is over a plane that is shown. */
    public boolean isOverLandscape() {
        return settings.containsKey(PLANE);
    }

    /** Returns the same with the parts that were asked of it. */
    public StudyWords asking(List<String> asked) {
        return new StudyWords(kind, what, settings, files, asked);
    }

    /** Tells whether another is the same question, whatever parts of it were asked. */
    public boolean isSameQuestion(StudyWords other) {
        return asking(List.of()).equals(other.asking(List.of()));
    }

    /** Returns what a file of results is told apart by: the values of settings as text, and files as paths. */
    public Map<String, Object> entries() {
        Map<String, Object> entries = new LinkedHashMap<>();
        settings.forEach((name, values) -> entries.put(name, String.join(",", values)));
        files.forEach(
                (name, paths) -> entries.put(name, paths.stream().map(Path::of).toList()));
        return entries;
    }

    /** Returns the values of a setting; none if it is not there. */
    public List<String> list(String name) {
        return settings.getOrDefault(name, List.of());
    }

    /** Returns the only value of a setting; empty if it is not there. */
    public String text(String name) {
        return list(name).stream().collect(Collectors.joining());
    }

    /** Tells whether a setting is on. */
    public boolean isOn(String name) {
        return Boolean.parseBoolean(text(name));
    }

    /** Returns the number that a setting is; empty if it is none. */
    public OptionalDouble number(String name) {
        try {
            return OptionalDouble.of(Double.parseDouble(text(name)));
        } catch (NumberFormatException e) {
            return OptionalDouble.empty();
        }
    }

    /** Returns the files of a name; none if there are none. */
    public List<Path> paths(String name) {
        List<Path> paths = new ArrayList<>();
        files.getOrDefault(name, List.of()).forEach(path -> paths.add(Path.of(path)));
        return paths;
    }

    /** Returns the data of a name; empty if there are none. */
    public Optional<DataSource> data(String name) {
        String inputs = text(name + INPUTS);
        String targets = text(name + TARGETS);
        return paths(name).stream()
                .findFirst()
                .map(path -> DataSource.of(path)
                        .named(inputs.isEmpty() ? null : inputs, targets.isEmpty() ? null : targets));
    }
}
