package io.orograph.ui.form;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.css.PseudoClass;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;

/**
 * A field for several values with commas between them. What cannot be used stays, marked, and is refused with a sentence.
 *
 * @param <T> what a value is
 */
public final class ListField<T> extends TextField implements Refusing {

    private static final PseudoClass WRONG = PseudoClass.getPseudoClass("error");

    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper(this, "problem", "");
    private final String caption;
    private final String meaning;
    private final Function<String, Optional<T>> reader;
    private List<T> values = List.of();

    /**
     * @param id for style sheets and tests
     * @param caption what the values are called, in the sentence that says what is wrong
     * @param meaning what is expected, in lower case: "numbers above 0, as in 0.05, 0.1"
     * @param reader returns the value of a text; empty where it is none
     */
    public ListField(String id, String caption, String meaning, Function<String, Optional<T>> reader) {
        this.caption = caption;
        this.meaning = meaning;
        this.reader = reader;
        setId(id);
        setTooltip(new Tooltip(meaning));
        textProperty().addListener((property, old, now) -> read(now));
    }

    /** Begins with a text. */
    public ListField<T> with(String text) {
        setText(text);
        return this;
    }

    private void read(String text) {
        List<T> read = new ArrayList<>();
        String wrong = "";
        for (String part : text.isBlank() ? new String[0] : text.split(",", -1)) {
            Optional<T> value = reader.apply(part.strip());
            if (value.isEmpty()) {
                wrong = caption + ": " + meaning + ", not “" + part.strip() + "”";
                break;
            }
            read.add(value.get());
        }
        values = List.copyOf(read);
        problem.set(wrong);
        pseudoClassStateChanged(WRONG, !wrong.isEmpty());
    }

    /** Returns the values; none where the field is empty. */
    public List<T> values() {
        return values;
    }

    @Override
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }
}
