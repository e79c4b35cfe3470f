package io.orograph.ui.dialog;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.Map;
import javafx.scene.control.Alert;
import javafx.scene.control.ButtonBar;
import javafx.scene.control.ButtonType;
import javafx.scene.control.TextArea;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.stage.Modality;
import javafx.stage.Window;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows problems in one place: a sentence, and details that can be unfolded and copied. The same problem again within
 * a few seconds is logged and not shown twice.
 */
public final class ProblemDialog implements Problems {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemDialog.class);
    private static final long REPEAT_NANOS = 5_000_000_000L;
    private static final ButtonType COPY = new ButtonType("Copy details", ButtonBar.ButtonData.LEFT);

    private final Window owner;
    private final Map<String, Long> shown = new HashMap<>();

    public ProblemDialog(Window owner) {
        this.owner = owner;
    }

    @Override
    public void report(String what, Throwable cause) {
        String sentence = sentence(cause);
        LOG.warn("{}: {}", what, sentence, cause);
        Long before = shown.put(what + sentence, System.nanoTime());
        if (before == null || System.nanoTime() - before > REPEAT_NANOS) {
            show(what, sentence, details(cause));
        }
    }

    /** A cause made for the person has a message; anything else is named by what it is. */
    private static String sentence(Throwable cause) {
        if (cause instanceof OutOfMemoryError) {
            return "There is not enough memory. Close other models, use fewer samples, or start with a larger -Xmx.";
        }
        String message = cause.getMessage();
        if (message == null || message.isBlank()) {
            return "Unexpected: " + cause.getClass().getSimpleName() + ".";
        }
        return message.matches("(?s).*[.!?]\\s*") ? message : message + ".";
    }

    private static String details(Throwable cause) {
        StringWriter text = new StringWriter();
        cause.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    private void show(String what, String sentence, String details) {
        Alert alert = new Alert(Alert.AlertType.ERROR);
        alert.initOwner(owner);
        alert.initModality(Modality.WINDOW_MODAL);
        alert.setTitle("Orograph");
        alert.setHeaderText(what);
        alert.setContentText(sentence);
        alert.getDialogPane().setId("problem");
        alert.getButtonTypes().setAll(ButtonType.OK, COPY);
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
        DialogLook.apply(alert, owner);
        alert.show();
    }
}
