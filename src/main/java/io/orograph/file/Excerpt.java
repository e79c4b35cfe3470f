package io.orograph.file;

/** A text found in a file, short enough for a sentence. */
public final class Excerpt {

    private static final int LONGEST = 60;

    private Excerpt() {}

    /** Returns the text, or its beginning and an ellipsis. */
    public static String of(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
