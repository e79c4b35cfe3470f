package io.orograph.ui.session;

import io.orograph.file.FileName;
import io.orograph.ui.form.Shown;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/**
 * Asks in place: whether to save before work goes that took long, and for the files of a session that moved or changed; offers
 * the last session when the program starts.
 */
public final class SessionBar extends VBox {

    private final SessionModel model;
    private final LosingModel losing;
    private final Asking asking;

    /**
     * Asks a person by a chooser.
     *
     * @param file asks for a file by what it is: {@code model}, {@code data}, {@code targets}
     * @param save asks where to save, and saves
     */
    public record Asking(Function<String, Optional<Path>> file, Runnable save) {}

    /** Makes one. */
    public SessionBar(SessionModel model, LosingModel losing, Asking asking) {
        this.model = model;
        this.losing = losing;
        this.asking = asking;
        setId("session-bar");
        getStyleClass().add("recovery");
        Shown.set(this, false);
        model.missingProperty().addListener((property, old, now) -> askAgain());
        losing.questionProperty().addListener((property, old, now) -> askAgain());
    }

    /** What is lost is asked first: it answers whether anything else is. */
    private void askAgain() {
        LosingModel.Question question = losing.questionProperty().get();
        if (question == null) {
            ask(model.missingProperty().get());
            return;
        }
        show(
                sentence(question.sentence()),
                button("losing-save", "Save session…", () -> losing.saveFirst(asking.save())),
                button("losing-discard", question.discard(), losing::discard),
                button("losing-cancel", "Cancel", losing::cancel));
    }

    /** Offers to open the last session, until a person decides or opens something. */
    public void offer(Path session) {
        Button open = button("session-open-last", "Open it", () -> {
            clear();
            model.open(session);
        });
        Label what = sentence("The last session: " + FileName.of(session));
        what.setTooltip(new Tooltip(session.toString()));
        show(what, open, button("session-no", "Not now", this::clear));
    }

    /** Takes the offer of the last session back: something was opened. */
    public void takeOfferBack() {
        if (model.missingProperty().get() == null && losing.questionProperty().get() == null) {
            clear();
        }
    }

    private void clear() {
        getChildren().clear();
        Shown.set(this, false);
    }

    private void ask(SessionModel.Missing missing) {
        if (missing == null) {
            clear();
            return;
        }
        MissingFile file = missing.files().get(0);
        Button look = button("session-look", "Look without it", model::lookOnly);
        Button find = button(
                "session-find",
                "Find it…",
                () -> asking.file().apply(file.role()).ifPresent(model::found));
        if (file.isChanged()) {
            Button take = button("session-take", "Open it as it is now", model::takeChanged);
            show(sentence(file.sentence()), find, take, look);
        } else {
            show(sentence(file.sentence()), find, look);
        }
    }

    private void show(Label sentence, Button... answers) {
        HBox row = new HBox(8, sentence);
        row.getChildren().addAll(answers);
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().add("recovery-row");
        getChildren().setAll(row);
        Shown.set(this, true);
    }

    private static Label sentence(String text) {
        Label label = new Label(text);
        label.getStyleClass().add("recovery-sentence");
        label.setMinWidth(0);
        label.setMaxWidth(Double.MAX_VALUE);
        label.setTooltip(new Tooltip(text));
        HBox.setHgrow(label, Priority.ALWAYS);
        return label;
    }

    private static Button button(String id, String text, Runnable action) {
        Button button = new Button(text);
        button.setId(id);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(event -> action.run());
        return button;
    }
}
