package io.orograph.lesson;

import java.util.Optional;

/**
 * A side of a claim: a quantity times a factor, or a number.
 *
 * @param factor of the quantity; the number where there is none
 */
public record Term(double factor, Optional<Call<LessonQuantity>> quantity) {

    /** Returns a number. */
    static Term number(double value) {
        return new Term(value, Optional.empty());
    }

    /** Returns its value as it was found; NaN where it was not. */
    public double value(Findings found) {
        return quantity.map(call -> factor * call.word().value(found, call.with()))
                .orElse(factor);
    }

    /** Returns what it is, in words. */
    public String words() {
        return quantity.map(call -> {
                    String rest = call.with().words();
                    return call.word().title() + (rest.isEmpty() ? "" : " (" + rest + ")");
                })
                .orElseGet(() -> Numbers.words(factor));
    }

    @Override
    public String toString() {
        return words();
    }
}
