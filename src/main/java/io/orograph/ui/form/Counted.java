package io.orograph.ui.form;

/** A number of things as it reads. */
public final class Counted {

    private Counted() {}

    /**
     * A number with its noun: "1 sample", "1,437 samples".
     *
     * @param noun in the singular; its plural ends in s
     */
    public static String of(long count, String noun) {
        return String.format("%,d %s", count, count == 1 ? noun : noun + "s");
    }
}
