package io.orograph.ui.lesson;

import io.orograph.lesson.Lesson;
import io.orograph.ui.form.WrappedText;
import javafx.scene.control.Button;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** The lessons to choose from. */
final class LessonList extends VBox {

    private static final double PADDING = 14;

    /** The width of the paddings of list and button. */
    private static final double BESIDES = 56;

    LessonList(LessonModel model, Runnable chooseFile) {
        super(8);
        setId("lesson-list");
        getStyleClass().add("lesson-content");
        WrappedText about = new WrappedText(null, "lesson-text");
        about.setText("Guided scenes, in the order of a lecture. Each opens a sample, shows what to look at and asks; the answers "
                + "are computed on this computer while you watch. Page down goes on, page up goes back, a digit answers.");
        getChildren().add(about);
        for (Lesson lesson : model.all()) {
            getChildren().add(button(model, lesson));
        }
        Button file = new Button("Open a lesson…");
        file.setId("lesson-open");
        file.setOnAction(event -> chooseFile.run());
        getChildren().add(file);
    }

    private Button button(LessonModel model, Lesson lesson) {
        int number = model.all().indexOf(lesson) + 1;
        WrappedText title = new WrappedText(null, "lesson-choice-title");
        title.setText(number + "  " + lesson.title());
        WrappedText summary = new WrappedText(null, "lesson-choice-summary");
        summary.setText(lesson.summary());
        VBox texts = new VBox(2, title, summary);
        texts.prefWidthProperty().bind(widthProperty().subtract(BESIDES));
        Button button = new Button();
        button.setId("lesson-" + number);
        button.setGraphic(texts);
        button.setAccessibleText("Lesson " + number + ", " + lesson.title());
        button.getStyleClass().add("sample-choice");
        button.setMaxWidth(Double.MAX_VALUE);
        button.setMinHeight(Region.USE_PREF_SIZE);
        // A button does not ask its graphic how high it is when its texts wrap.
        button.prefHeightProperty().bind(texts.heightProperty().add(PADDING));
        button.setOnAction(event -> model.begin(lesson));
        return button;
    }
}
