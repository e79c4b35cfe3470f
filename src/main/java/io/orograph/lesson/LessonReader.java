package io.orograph.lesson;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.orograph.choice.Named;
import io.orograph.file.DamagedFileException;
import io.orograph.file.RegularFile;
import io.orograph.file.UnsupportedFileException;
import java.io.CharConversionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;

/**
 * Reads a lesson file. What it names is checked against the actions and quantities that there are, so that a lesson that was
 * read can be given; what is wrong is said with its place.
 */
public final class LessonReader {

    /** What a file says that it is. */
    static final String FORMAT = "orograph-lesson";

    static final int VERSION = 1;

    private static final long LARGEST = 1 << 20;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final Calls calls = new Calls();

    private LessonReader() {}

    /**
     * Reads a lesson.
     *
     * @throws IOException if it cannot be read or is no lesson that can be given; the message is a sentence that names the
     *     place
     */
    public static Lesson read(Path file) throws IOException {
        if (RegularFile.requireReadable(file) > LARGEST) {
            throw new DamagedFileException(
                    file, "is too large for a lesson, which has at most 1 MB; choose another file");
        }
        return read(file, Files.readAllBytes(file));
    }

    /**
     * Reads a lesson of bytes that are there.
     *
     * @param file that they are of, for messages and for the files beside it
     */
    static Lesson read(Path file, byte[] text) throws IOException {
        try {
            return new LessonReader().lesson(file, Entry.root(file, JSON.readTree(text)));
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            String where = at == null ? "" : " in line " + at.getLineNr() + ", column " + at.getColumnNr();
            throw new DamagedFileException(file, "is no JSON text" + where + "; mend it there", e);
        } catch (CharConversionException e) {
            throw new DamagedFileException(file, "is no text of UTF-8; save it as such", e);
        }
    }

    private Lesson lesson(Path file, Entry root) throws IOException {
        if (!root.has("format") || !root.value("format").asText().equals(FORMAT)) {
            throw root.wrong("is no lesson: its \"format\" is not \"" + FORMAT + "\"; choose another file");
        }
        if (!root.has("version") || root.value("version").asInt() != VERSION) {
            throw new UnsupportedFileException(
                    file, "is a lesson of another version than " + VERSION + ", the one that this program reads");
        }
        root.allow(names("format", "version", "title", "summary", "steps"));
        List<LessonStep> steps = new ArrayList<>();
        for (Entry step : root.objects("steps", "step")) {
            steps.add(step(step));
        }
        if (steps.isEmpty()) {
            throw root.wrong("steps", "must have at least one step");
        }
        return new Lesson(file, root.text("title"), root.text("summary"), steps);
    }

    private static Set<String> names(String... names) {
        return new LinkedHashSet<>(List.of(names));
    }

    private LessonStep step(Entry entry) throws IOException {
        entry.allow(names("title", "actions", "text", "task", "question"));
        List<Call<LessonAction>> actions = actions(entry);
        Optional<Entry> question = entry.object("question");
        return new LessonStep(
                entry.text("title"),
                actions,
                entry.text("text"),
                entry.textOrNone("task"),
                question.isPresent() ? Optional.of(question(question.get())) : Optional.empty());
    }

    private List<Call<LessonAction>> actions(Entry entry) throws IOException {
        List<Call<LessonAction>> actions = new ArrayList<>();
        for (Entry action : entry.objects("actions", "action")) {
            actions.add(calls.action(action));
        }
        return actions;
    }

    private LessonQuestion question(Entry entry) throws IOException {
        entry.allow(names("text", "choices", "actions", "claims"));
        List<Choice> choices = new ArrayList<>();
        for (Entry choice : entry.objects("choices", "choice")) {
            choices.add(choice(choice));
        }
        // Before the claims, which may be about what is only then trained or noted.
        List<Call<LessonAction>> actions = actions(entry);
        List<Claim> claims = new ArrayList<>();
        for (Entry claim : entry.objects("claims", "claim")) {
            claims.add(claim(claim));
        }
        if (claims.isEmpty()) {
            throw entry.wrong("claims", "must have at least one claim: it answers the question");
        }
        return new LessonQuestion(entry.text("text"), choices, actions, claims);
    }

    private static Choice choice(Entry entry) throws IOException {
        entry.allow(names("text", "right-if"));
        Optional<Outcome> right = Optional.empty();
        if (entry.has("right-if")) {
            right = switch (entry.text("right-if")) {
                case "holds" -> Optional.of(Outcome.HOLDS);
                case "fails" -> Optional.of(Outcome.FAILS);
                default -> throw entry.wrong("right-if", "must be \"holds\" or \"fails\", as the first claim does");
            };
        }
        return new Choice(entry.text("text"), right);
    }

    private Claim claim(Entry entry) throws IOException {
        entry.allow(names("left", "relation", "right", "within", "numbers", "holds", "fails"));
        Relation relation = Named.find(Relation.class, entry.text("relation"))
                .orElseThrow(() -> entry.wrong("relation", "must be one of " + Named.labels(Relation.class)));
        Map<String, Term> numbers = new LinkedHashMap<>();
        Optional<Entry> further = entry.object("numbers");
        if (further.isPresent()) {
            for (String name : further.get().names()) {
                numbers.put(name, calls.term(further.get(), name));
            }
        }
        return new Claim(
                calls.term(entry, "left"),
                relation,
                calls.term(entry, "right"),
                within(entry, relation),
                numbers,
                words(entry, "holds", numbers.keySet()),
                words(entry, "fails", numbers.keySet()));
    }

    private static double within(Entry entry, Relation relation) throws IOException {
        boolean needs = relation.hasWithin();
        if (needs != entry.has("within")) {
            throw entry.wrong(
                    "within",
                    needs ? "is missing: the share that may lie between" : "is for \"near\" and \"apart\" alone");
        }
        if (!needs) {
            return Double.NaN;
        }
        if (!entry.value("within").isNumber() || !(entry.value("within").asDouble() >= 0)) {
            throw entry.wrong("within", "must be a number, at least 0");
        }
        return entry.value("within").asDouble();
    }

    private static String words(Entry entry, String field, Set<String> numbers) throws IOException {
        String words = entry.text(field);
        Set<String> known = names("left", "right", "ratio", "difference");
        known.addAll(numbers);
        Matcher braces = Claim.NUMBER.matcher(words);
        while (braces.find()) {
            String name = braces.group(1);
            String bare = name.endsWith(Claim.PERCENT) ? name.substring(0, name.length() - 1) : name;
            if (!known.contains(bare)) {
                throw entry.wrong(field, "has {" + name + "}, which is none of " + String.join(", ", known));
            }
        }
        return words;
    }
}
