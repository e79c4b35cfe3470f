package io.orograph.ui.lesson;

import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyEvent;

/** The keys of a lesson, wherever the keyboard is but in a field or a table: those of a presenter, and digits to answer. */
public final class LessonKeys {

    private LessonKeys() {}

    /** Makes the keys work in a window. */
    public static void listenTo(Scene scene, LessonModel model) {
        scene.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            boolean plain = !event.isShortcutDown() && !event.isAltDown() && !event.isShiftDown();
            if (model.openProperty().get() && plain && !takesKeys(scene.getFocusOwner()) && act(model, event)) {
                event.consume();
            }
        });
    }

    private static boolean takesKeys(Node focused) {
        for (Node node = focused; node != null; node = node.getParent()) {
            if (node instanceof TextInputControl || node instanceof TableView) {
                return true;
            }
        }
        return false;
    }

    private static boolean act(LessonModel model, KeyEvent event) {
        switch (event.getCode()) {
            case PAGE_DOWN -> model.next();
            case PAGE_UP -> model.back();
            default -> {
                return event.getCode().isDigitKey() && answer(model, event);
            }
        }
        return true;
    }

    private static boolean answer(LessonModel model, KeyEvent event) {
        String name = event.getCode().getName();
        int digit = name.charAt(name.length() - 1) - '0';
        if (digit < 1 || digit > 9 || model.lessonProperty().get() == null) {
            return false;
        }
        model.answer(digit - 1);
        return true;
    }
}
