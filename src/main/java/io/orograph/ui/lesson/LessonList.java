package io.orograph.ui.lesson;

import io.orograph.lesson.Lesson;
import io.orograph.ui.form.WrappedText;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** The lessons to choose from. */
final class LessonList extends VBox {

    LessonList(LessonModel model, Runnable chooseFile) {
        super(7);
        setId("lesson-list");
        getStyleClass().add("lesson-content");
        WrappedText about = new WrappedText(null, "lesson-text");
        about.setText(
                "Guided scenes in the order of a lecture. What they say is computed on this computer while you watch.");
        WrappedText keys = new WrappedText(null, "lesson-quiet");
        keys.setText("Page down begins and goes on, page up goes back, a digit answers, Escape ends.");
        getChildren().addAll(about, keys);
        for (Lesson lesson : model.all()) {
            getChildren().add(button(model, lesson));
        }
        Button file = new Button("Open a lesson…");
        file.setId("lesson-open");
        file.setTooltip(new Tooltip("A lesson of your own, as a JSON file"));
        file.setOnAction(event -> chooseFile.run());
        getChildren().add(file);
    }

    private static Button button(LessonModel model, Lesson lesson) {
        int number = model.all().indexOf(lesson) + 1;
        Button button = new Button(number + "  " + lesson.title());
        button.setId("lesson-" + number);
        button.setAccessibleText("Lesson " + number + ", " + lesson.title() + ". " + lesson.summary());
        button.setTooltip(new Tooltip(lesson.summary()));
        button.getStyleClass().add("lesson-choice");
        button.setWrapText(true);
        button.setMaxWidth(Double.MAX_VALUE);
        button.setMinHeight(Region.USE_PREF_SIZE);
        button.setOnAction(event -> model.begin(lesson));
        return button;
    }
}
