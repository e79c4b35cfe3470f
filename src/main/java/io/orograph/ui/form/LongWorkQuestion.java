package io.orograph.ui.form;

import java.util.List;
import javafx.geometry.Insets;
import javafx.scene.control.Button;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;

/**
 * The question that is asked in place when work turns out to take long: whether to go on, to do less, or to cancel. The work
 * goes on while nobody answers, so that a person who has gone away loses nothing.
 */
public final class LongWorkQuestion extends VBox {

    private final WrappedText sentence;
    private final FlowPane choices = new FlowPane(6, 6);
    private final String id;

    /** A way to answer. */
    public record Choice(String id, String text, Runnable action) {}

    /** Makes a question that is not asked yet; its parts have ids that begin with its own. */
    public LongWorkQuestion(String id) {
        super(6);
        this.id = id;
        setId(id);
        sentence = new WrappedText(id + "-sentence");
        getStyleClass().addAll("notice", "long-work");
        setPadding(new Insets(6));
        getChildren().addAll(sentence, choices);
        Shown.set(this, false);
    }

    /** Asks; whatever is chosen ends the question. */
    public void ask(String text, List<Choice> answers) {
        sentence.setText(text);
        choices.getChildren().clear();
        for (Choice answer : answers) {
            Button button = new Button(answer.text());
            button.setId(id + "-" + answer.id());
            button.setMnemonicParsing(false);
            button.setOnAction(event -> {
                close();
                answer.action().run();
            });
            choices.getChildren().add(button);
        }
        Shown.set(this, true);
    }

    /** Asks no more. */
    public void close() {
        Shown.set(this, false);
    }
}
