package io.orograph.ui.form;

/** A remark in small grey type, of as many lines as it needs. */
public final class Hint extends WrappedText {

    private static final String STYLE = "hint";

    /** Makes a hint whose text is known. */
    public Hint(String text) {
        super(null, STYLE);
        setText(text);
    }

    /** Makes a hint whose text is still to come, for tests to find by its id. */
    public static Hint withId(String id) {
        Hint hint = new Hint("");
        hint.setId(id);
        return hint;
    }
}
