package io.orograph.lesson;

import com.fasterxml.jackson.databind.JsonNode;
import io.orograph.choice.Named;
import io.orograph.file.DamagedFileException;
import io.orograph.file.Excerpt;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads what a lesson calls for: actions and quantities with their values, against what the words allow. What is trained and
 * noted is known from its place on.
 */
final class Calls {

    private static final String ACTION = "do";
    private static final String QUANTITY = "quantity";
    private static final String TIMES = "times";

    private final Set<String> runs = new HashSet<>();
    private final Set<String> notes = new HashSet<>();

    /** Reads an action. */
    Call<LessonAction> action(Entry entry) throws DamagedFileException {
        Call<LessonAction> call = call(entry, ACTION, EnumSet.allOf(LessonAction.class), Set.of());
        if (call.word() == LessonAction.TRAIN) {
            runs.add(call.with().text("name"));
        } else if (call.word() == LessonAction.NOTE) {
            notes.add(call.with().text("name"));
        } else if (call.word() == LessonAction.THETA
                && call.with().text("of").equals("run")
                && !call.with().has("run")) {
            throw entry.wrong("run", "is missing: it says whose weights");
        } else if (call.word() == LessonAction.PLANE && call.with().whole("resolution") % 2 == 0) {
            throw entry.wrong("resolution", "must be odd: one cell lies on θ₀");
        }
        return call;
    }

    /** Reads a side of a claim, or a number of its words: a quantity, or a plain number. */
    Term term(Entry entry, String field) throws DamagedFileException {
        JsonNode value = entry.value(field);
        if (value != null && value.isNumber()) {
            return Term.number(value.asDouble());
        }
        Optional<Entry> quantity = entry.object(field);
        if (quantity.isEmpty()) {
            throw entry.wrong(field, "is missing");
        }
        Entry inside = quantity.get();
        double factor = 1;
        if (inside.has(TIMES)) {
            if (!inside.value(TIMES).isNumber()) {
                throw inside.wrong(TIMES, "must be a number");
            }
            factor = inside.value(TIMES).asDouble();
        }
        return new Term(
                factor, Optional.of(call(inside, QUANTITY, EnumSet.allOf(LessonQuantity.class), Set.of(TIMES))));
    }

    private <W extends Word> Call<W> call(Entry entry, String field, Set<W> words, Set<String> besides)
            throws DamagedFileException {
        String label = entry.text(field);
        Optional<W> word = Named.find(words, label);
        if (word.isEmpty()) {
            throw entry.wrong(field, "is \"" + Excerpt.of(label) + "\", which is none of " + Named.labels(words));
        }
        Set<String> known = new LinkedHashSet<>();
        known.add(field);
        word.get().parameters().forEach(parameter -> known.add(parameter.name()));
        known.addAll(besides);
        entry.allow(known);
        Map<String, Object> written = new LinkedHashMap<>();
        Map<String, Object> usual = new LinkedHashMap<>();
        for (Parameter parameter : word.get().parameters()) {
            if (entry.has(parameter.name())) {
                written.put(parameter.name(), value(entry, parameter));
            } else if (parameter.isRequired()) {
                throw entry.wrong(parameter.name(), "is missing: " + parameter.description());
            } else if (parameter.fallback() != null) {
                usual.put(parameter.name(), parameter.fallback());
            }
        }
        return new Call<>(word.get(), new Arguments(written, usual));
    }

    private Object value(Entry entry, Parameter parameter) throws DamagedFileException {
        JsonNode value = entry.value(parameter.name());
        return switch (parameter.type()) {
            case TEXT -> text(entry, parameter);
            case RUN -> known(entry, parameter, runs, "no training before it has that name");
            case NOTE -> known(entry, parameter, notes, "nothing was noted before under that name");
            case FLAG -> {
                require(value.isBoolean(), entry, parameter, "");
                yield value.asBoolean();
            }
            case NUMBER -> {
                require(value.isNumber() && isInside(value, parameter), entry, parameter, limits(parameter));
                yield value.asDouble();
            }
            case WHOLE -> {
                require(
                        value.isIntegralNumber() && value.canConvertToInt() && isInside(value, parameter),
                        entry,
                        parameter,
                        limits(parameter));
                yield value.asInt();
            }
            case TERM -> term(entry, parameter.name());
        };
    }

    private static String text(Entry entry, Parameter parameter) throws DamagedFileException {
        String text = entry.text(parameter.name());
        if (!parameter.choices().isEmpty() && !parameter.choices().contains(text)) {
            throw entry.wrong(
                    parameter.name(),
                    "is \"" + Excerpt.of(text) + "\", which is none of " + String.join(", ", parameter.choices()));
        }
        return text;
    }

    private static String known(Entry entry, Parameter parameter, Set<String> names, String unknown)
            throws DamagedFileException {
        String name = entry.text(parameter.name());
        if (!names.contains(name)) {
            throw entry.wrong(parameter.name(), "is \"" + Excerpt.of(name) + "\", and " + unknown);
        }
        return name;
    }

    private static boolean isInside(JsonNode value, Parameter parameter) {
        return value.asDouble() >= parameter.least() && value.asDouble() <= parameter.most();
    }

    private static String limits(Parameter parameter) {
        return Math.abs(parameter.most()) < Double.MAX_VALUE
                ? " from " + Numbers.words(parameter.least()) + " to " + Numbers.words(parameter.most())
                : "";
    }

    private static void require(boolean right, Entry entry, Parameter parameter, String limits)
            throws DamagedFileException {
        if (!right) {
            throw entry.wrong(parameter.name(), "must be " + parameter.type().words() + limits);
        }
    }
}
