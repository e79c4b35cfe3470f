package io.orograph.lesson;

/**
 * An action or a quantity that a lesson names, with what it says besides.
 *
 * @param <W> which of the two
 */
public record Call<W extends Word>(W word, Arguments with) {

    /** Returns it in words: {@code Train: optimizer sgd, batch 8}. */
    public String words() {
        String rest = with.words();
        return word.title() + (rest.isEmpty() ? "" : ": " + rest);
    }

    @Override
    public String toString() {
        return words();
    }
}
