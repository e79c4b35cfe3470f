package io.orograph.file;

import java.util.regex.Pattern;

/**
 * A text found in a file, as it may be shown: on one line, short, and without characters that move the cursor, end the
 * line or turn the direction of what stands around it. Every name and value of a file that gets into a message or a
 * label passes through here.
 */
public final class Excerpt {

    private static final int LONGEST = 60;
    private static final String ELLIPSIS = "…";

    /**
     * Control and format characters, among them those that change the direction of writing, separators of lines and
     * paragraphs, and halves of characters. Joiners are letters' own business: some languages need them.
     */
    private static final Pattern UNSAFE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}&&[^\\u200C\\u200D]]");

    private Excerpt() {}

    /** Returns the text, or its beginning and an ellipsis. */
    public static String of(String text) {
        return of(text, LONGEST);
    }

    /**
     * Returns the text, or its beginning and an ellipsis.
     *
     * @param longest characters of it to show, at least 1
     */
    public static String of(String text, int longest) {
        if (text.length() <= longest) {
            return line(text);
        }
        boolean insideCharacter = Character.isHighSurrogate(text.charAt(longest - 1));
        return line(text.substring(0, insideCharacter ? longest - 1 : longest)) + ELLIPSIS;
    }

    /** Returns the whole text on one line, with a question mark for each character that may not be shown. */
    public static String line(String text) {
        return UNSAFE.matcher(text).replaceAll("?");
    }
}
