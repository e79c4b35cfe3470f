package io.orograph.ui.form;

/** Says how many things there are, with their noun in its right number. */
public final class Plural {

    private Plural() {}

    /**
     * Returns a number with its noun: "1 sample", "1,437 samples".
     *
     * @param noun in the singular; its plural ends in s
     */
    public static String of(long count, String noun) {
        return String.format("%,d %s", count, count == 1 ? noun : noun + "s");
    }
}
