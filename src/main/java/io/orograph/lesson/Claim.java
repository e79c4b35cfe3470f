package io.orograph.lesson;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A relation between numbers that are computed where the lesson is given, with the words for both outcomes. A word in braces
 * stands for a number: {@code {left}}, {@code {right}}, {@code {ratio}} = left/right, {@code {difference}} = left − right, or
 * one of {@code numbers}; with a percent sign before the brace closes, in percent.
 *
 * @param within the share of the right side that {@link Relation#NEAR} and {@link Relation#APART} allow; NaN for other relations
 * @param numbers further ones by the words that stand for them
 * @param holds said if it holds
 * @param fails said if it does not
 */
public record Claim(
        Term left,
        Relation relation,
        Term right,
        double within,
        Map<String, Term> numbers,
        String holds,
        String fails) {

    /** A word in braces. */
    static final Pattern NUMBER = Pattern.compile("\\{([^{}]*)}");

    /** What ends a word whose number is written in percent. */
    static final String PERCENT = "%";

    public Claim {
        numbers = Collections.unmodifiableMap(new LinkedHashMap<>(numbers));
    }

    /**
     * A claim that was judged.
     *
     * @param sentence what is said of it, with its numbers
     */
    public record Judgement(Claim claim, Outcome outcome, String sentence) {}

    /** Judges it by what was found. */
    public Judgement judge(Findings found) {
        double one = left.value(found);
        double other = right.value(found);
        if (Double.isNaN(one) || Double.isNaN(other)) {
            return new Judgement(this, Outcome.UNKNOWN, missing(Double.isNaN(one) ? left : right));
        }
        boolean is = relation.holds(one, other, within);
        Map<String, Double> values = new LinkedHashMap<>();
        numbers.forEach((word, term) -> values.put(word, term.value(found)));
        values.put("left", one);
        values.put("right", other);
        values.put("ratio", one / other);
        values.put("difference", one - other);
        return new Judgement(this, is ? Outcome.HOLDS : Outcome.FAILS, filled(is ? holds : fails, values));
    }

    private static String missing(Term term) {
        return "This cannot be told here: there is no " + term.words() + ". Set the scene again, and answer then.";
    }

    private static String filled(String words, Map<String, Double> values) {
        return NUMBER.matcher(words).replaceAll(found -> Matcher.quoteReplacement(number(found.group(1), values)));
    }

    private static String number(String word, Map<String, Double> values) {
        return word.endsWith(PERCENT)
                ? Numbers.percent(values.get(word.substring(0, word.length() - 1)))
                : Numbers.words(values.get(word));
    }
}
