package io.orograph.ui.dialog;

import java.util.HashMap;
import java.util.Map;
import javafx.scene.control.Alert;
import javafx.scene.control.ButtonBar;
import javafx.scene.control.ButtonType;
import javafx.scene.control.TextArea;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.stage.Window;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows problems in one place: a sentence, and details that can be unfolded and copied. The same problem again within
 * a few seconds is logged and not shown twice; of what is unexpected, one at a time is shown: one slip may lead to many.
 */
public final class ProblemDialog implements Problems {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemDialog.class);
    private static final long REPEAT_NANOS = 5_000_000_000L;
    private static final ButtonType COPY = new ButtonType("Copy details", ButtonBar.ButtonData.LEFT);

    private final Window owner;
    private final Map<String, Long> shown = new HashMap<>();
    private boolean unexpectedShown;

    public ProblemDialog(Window owner) {
        this.owner = owner;
    }

    @Override
    public void report(String what, Throwable cause) {
        String sentence = ProblemText.sentence(cause);
        LOG.warn("{}: {}", what, sentence, cause);
        Long before = shown.put(what + sentence, System.nanoTime());
        boolean repeated = before != null && System.nanoTime() - before <= REPEAT_NANOS;
        boolean unexpected = cause instanceof UnexpectedException;
        if (!repeated && !(unexpected && unexpectedShown)) {
            Alert alert = alert(what, sentence, ProblemText.details(cause));
            if (unexpected) {
                unexpectedShown = true;
                alert.setOnHidden(event -> unexpectedShown = false);
            }
            alert.show();
        }
    }

    private Alert alert(String what, String sentence, String details) {
        Alert alert = new Alert(Alert.AlertType.ERROR);
        alert.initOwner(owner);
        alert.setTitle("Orograph");
        alert.setHeaderText(what);
        alert.setContentText(sentence);
        alert.getDialogPane().setId("problem");
        // Of two buttons one has to cancel, or neither Escape nor the window's own button closes it.
        alert.getButtonTypes().setAll(ButtonType.CLOSE, COPY);
        TextArea text = new TextArea(details);
        text.setEditable(false);
        text.getStyleClass().add("details");
        alert.getDialogPane().setExpandableContent(text);
        alert.getDialogPane().lookupButton(COPY).addEventFilter(javafx.event.ActionEvent.ACTION, event -> {
            ClipboardContent content = new ClipboardContent();
            content.putString(what + "\n" + sentence + "\n\n" + details);
            Clipboard.getSystemClipboard().setContent(content);
            event.consume();
        });
        DialogStyle.apply(alert, owner);
        return alert;
    }
}
