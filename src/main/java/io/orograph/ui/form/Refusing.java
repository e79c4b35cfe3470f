package io.orograph.ui.form;

import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.StringBinding;
import javafx.beans.property.ReadOnlyStringProperty;

/** A field that keeps what cannot be used and says why, so that nothing is done with another number than the one seen. */
public interface Refusing {

    /** Returns what is wrong with what the field holds, as a sentence; empty while nothing is. */
    ReadOnlyStringProperty problemProperty();

    /** Returns what is wrong with the first of some fields that holds what cannot be used; empty while all are right. */
    static StringBinding first(List<? extends Refusing> fields) {
        ReadOnlyStringProperty[] all =
                fields.stream().map(Refusing::problemProperty).toArray(ReadOnlyStringProperty[]::new);
        return Bindings.createStringBinding(
                () -> fields.stream()
                        .map(field -> field.problemProperty().get())
                        .filter(problem -> !problem.isEmpty())
                        .findFirst()
                        .orElse(""),
                all);
    }
}
