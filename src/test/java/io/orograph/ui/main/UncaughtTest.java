package io.orograph.ui.main;

import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.ui.Fx;
import io.orograph.ui.NeedsDisplay;
import io.orograph.ui.dialog.UncaughtExceptions;
import java.util.List;
import javafx.application.Platform;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonType;
import javafx.scene.control.DialogPane;
import javafx.scene.control.TextArea;
import javafx.stage.Window;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What nobody catches reaches the person, whichever thread it came from. */
@NeedsDisplay
class UncaughtTest {

    @RegisterExtension
    final WindowExtension ui = new WindowExtension();

    private Thread.UncaughtExceptionHandler before;

    @BeforeEach
    void install() {
        before = Thread.getDefaultUncaughtExceptionHandler();
        new UncaughtExceptions(ui.window().problems()).install();
    }

    @AfterEach
    void restore() {
        Thread.setDefaultUncaughtExceptionHandler(before);
    }

    private static List<DialogPane> shown() {
        return Window.getWindows().stream()
                .map(window -> window.getScene().getRoot())
                .filter(root -> root instanceof DialogPane && "problem".equals(root.getId()))
                .map(DialogPane.class::cast)
                .toList();
    }

    private static DialogPane dialog() {
        Fx.await("the dialog is shown", () -> !shown().isEmpty());
        return Fx.get(() -> shown().get(0));
    }

    private static void dismiss(DialogPane dialog) {
        Fx.run(() -> ((Button) dialog.lookupButton(ButtonType.CLOSE)).fire());
        Fx.await("the dialog is gone", () -> shown().isEmpty());
    }

    @Test
    void anExceptionOnTheFxThreadIsASentenceWithDetailsToUnfold() {
        Platform.runLater(() -> {
            throw new IndexOutOfBoundsException("Index 7 out of bounds for length 3");
        });
        DialogPane dialog = dialog();
        assertThat(dialog.getContentText())
                .contains("not prepared for (IndexOutOfBoundsException)")
                .contains("What is open stays open")
                .doesNotContain("Index 7");
        assertThat(((TextArea) dialog.getExpandableContent()).getText())
                .startsWith("java.lang.IndexOutOfBoundsException: Index 7 out of bounds for length 3")
                .contains("UncaughtTest");
        dismiss(dialog);
    }

    @Test
    void anErrorOnABackgroundThreadIsShownToo() throws InterruptedException {
        Thread thread = new Thread(() -> {
            throw new OutOfMemoryError("Java heap space");
        });
        thread.start();
        thread.join();
        DialogPane dialog = dialog();
        assertThat(dialog.getContentText())
                .startsWith("There is not enough memory.")
                .contains("fewer samples");
        dismiss(dialog);
    }

    @Test
    void oneSlipThatLeadsToManyIsOneDialog() {
        for (int i = 0; i < 20; i++) {
            String different = "failure " + i;
            RuntimeException slip =
                    i % 2 == 0 ? new IllegalStateException(different) : new ClassCastException(different);
            Platform.runLater(() -> {
                throw slip;
            });
        }
        DialogPane dialog = dialog();
        assertThat(Fx.get(UncaughtTest::shown)).hasSize(1);
        dismiss(dialog);
    }
}
