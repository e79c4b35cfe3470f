package io.orograph.ui.form;

import java.util.Locale;
import java.util.function.DoublePredicate;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.css.PseudoClass;
import javafx.geometry.Bounds;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;

/**
 * A field for a decimal number. What is no number, or out of its range, is marked and not taken: a sentence below says what
 * is expected, and the last right number comes back when the person goes on, or what was typed stays and is refused: {@link
 * #refusing}.
 */
public final class DecimalField extends TextField implements Refusing {

    private static final PseudoClass WRONG = PseudoClass.getPseudoClass("error");
    private static final double GAP = 2;

    private final Tooltip complaint = new Tooltip();
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper(this, "problem", "");

    /** What the number is called; empty where the last right one comes back. */
    private String caption = "";

    /**
     * @param id for style sheets and tests
     * @param range which numbers are taken
     * @param meaning what is expected, shown over the field
     */
    public DecimalField(String id, DoubleProperty value, DoublePredicate range, String meaning) {
        setId(id);
        setPrefColumnCount(6);
        setTooltip(new Tooltip(meaning));
        setText(text(value.get()));
        textProperty().addListener((property, old, now) -> {
            double typed = number(now);
            boolean right = range.test(typed);
            pseudoClassStateChanged(WRONG, !right);
            if (right) {
                value.set(typed);
            }
            String wrong = right ? "" : meaning + ", not “" + now + "”";
            problem.set(
                    wrong.isEmpty() || caption.isEmpty()
                            ? ""
                            : caption + ": " + Character.toLowerCase(wrong.charAt(0)) + wrong.substring(1));
            complain(wrong.isEmpty() || !caption.isEmpty() ? wrong : wrong + "; " + text(value.get()) + " stays");
        });
        complaint.setWrapText(true);
        value.addListener((property, old, now) -> {
            // Also in place of what cannot be used: the number was chosen elsewhere since.
            if (number(getText()) != now.doubleValue()) {
                setText(text(now.doubleValue()));
            }
        });
        focusedProperty().addListener((property, was, is) -> {
            if (!is) {
                complaint.hide();
                if (problem.get().isEmpty()) {
                    setText(text(value.get()));
                }
            }
        });
    }

    /**
     * Has the field keep what cannot be used, so that what is done with the number waits for a right one.
     *
     * @param called what the number is called, in the sentence that says what is wrong
     */
    public DecimalField refusing(String called) {
        caption = called;
        return this;
    }

    @Override
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /** Shows what is wrong, to the person who types and nobody else. */
    private void complain(String sentence) {
        complaint.setText(sentence);
        if (sentence.isEmpty() || !isFocused()) {
            complaint.hide();
            return;
        }
        Bounds place = localToScreen(getBoundsInLocal());
        complaint.show(this, place.getMinX(), place.getMaxY() + GAP);
    }

    /** What is wrong with the text; empty while nothing is, or nobody types. */
    public String complaint() {
        return complaint.isShowing() ? complaint.getText() : "";
    }

    /** Returns the number that a text says; NaN if it says none. */
    private static double number(String text) {
        try {
            return Double.parseDouble(text.strip().replace(',', '.'));
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    private static String text(double value) {
        String text = String.format(Locale.ROOT, "%.6g", value);
        return text.contains("e") || !text.contains(".") ? text : text.replaceAll("\\.?0+$", "");
    }
}
