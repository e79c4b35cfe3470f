package io.orograph.cli;

import io.orograph.choice.Named;
import io.orograph.figure.film.FilmKind;
import io.orograph.format.Formats;
import io.orograph.format.Role;
import io.orograph.sharpness.SharpnessMeasure;
import io.orograph.sharpness.SharpnessMeasures;
import io.orograph.study.DirectionKind;
import io.orograph.study.Outputs;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The lists that the texts of {@code --help} quote: {@code ${bundle:formats.data}} names the formats of data, {@code
 * ${bundle:endings.weights}} the endings of the names of files with weights, and so on for each {@linkplain Role role};
 * {@code ${bundle:directions.kinds}} has a line for each kind of directions, {@code ${bundle:outputs.landscape}} the
 * endings of what a landscape is written as, and likewise numbers, figure, film, report and weights, {@code ${bundle:sharpness.measures}} the names of
 * all measures, {@code ${bundle:film.kinds}} what can move in a film. The formats are looked for when a help
 * text is written, not at each start: that opens every archive of the class path.
 */
final class HelpTexts extends ResourceBundle {

    /** Characters of a line of a description. */
    private static final int LINE = 44;

    private final Map<String, Supplier<String>> texts = new HashMap<>();

    HelpTexts(Supplier<Formats> formats, Supplier<List<DirectionKind>> directions) {
        for (Role role : Role.values()) {
            String name = role.name().toLowerCase(Locale.ROOT);
            texts.put("formats." + name, () -> formats.get().names(role));
            texts.put("endings." + name, () -> String.join(", ", formats.get().endings(role)));
        }
        texts.put("directions.kinds", () -> lines(directions.get()));
        texts.put("sharpness.measures", HelpTexts::measures);
        texts.put("outputs.landscape", () -> Outputs.LANDSCAPE.endings());
        texts.put("outputs.numbers", () -> Outputs.NUMBERS.endings());
        texts.put("outputs.figure", () -> Outputs.FIGURE.endings());
        texts.put("outputs.report", () -> Outputs.REPORT.endings());
        texts.put("outputs.film", () -> Outputs.FILM.endings());
        texts.put("film.kinds", () -> lines(List.of(FilmKind.values())));
        texts.put("outputs.weights", () -> Outputs.WEIGHTS.endings());
    }

    /** Returns a line a choice: its label, and what it is. */
    private static String lines(List<? extends Named> choices) {
        int widest = choices.stream()
                .mapToInt(choice -> choice.label().length())
                .max()
                .orElse(0);
        return choices.stream()
                .map(choice -> "  " + choice.label()
                        + " ".repeat(widest - choice.label().length() + 2) + choice.description())
                .collect(Collectors.joining("\n"));
    }

    /** Returns the names of all measures, in lines that break only behind commas: a name may have a point in it. */
    private static String measures() {
        StringBuilder text = new StringBuilder();
        int length = 0;
        for (SharpnessMeasure measure : SharpnessMeasures.all(0)) {
            int next = measure.label().length() + 2;
            if (length > 0) {
                text.append(length + next > LINE ? ",\n" : ", ");
                length = length + next > LINE ? 0 : length;
            }
            text.append(measure.label());
            length += next;
        }
        return text.toString();
    }

    @Override
    public Enumeration<String> getKeys() {
        return Collections.enumeration(texts.keySet());
    }

    @Override
    protected Set<String> handleKeySet() {
        return texts.keySet();
    }

    @Override
    protected Object handleGetObject(String key) {
        Supplier<String> text = texts.get(key);
        return text == null ? null : text.get();
    }
}
