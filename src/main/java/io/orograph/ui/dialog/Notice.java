package io.orograph.ui.dialog;

import javafx.scene.Node;
import javafx.stage.Window;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shows a sentence in a window that asks for nothing and goes by itself: in the {@link NoticeArea} of its scene. */
public final class Notice {

    private static final Logger LOG = LoggerFactory.getLogger(Notice.class);

    private final Window owner;

    public Notice(Window owner) {
        this.owner = owner;
    }

    /** Shows a sentence, in place of an earlier one. */
    public void show(String sentence) {
        Node area = owner.getScene() == null ? null : owner.getScene().lookup("#" + NoticeArea.ID);
        if (area instanceof NoticeArea shown) {
            shown.show(sentence);
        } else {
            // The window is not there yet or no more: nobody would read it.
            LOG.info(sentence);
        }
    }
}
