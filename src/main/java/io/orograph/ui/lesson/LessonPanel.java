package io.orograph.ui.lesson;

import io.orograph.ui.form.Icon;
import io.orograph.ui.form.IconButton;
import io.orograph.ui.form.Shown;
import javafx.beans.binding.Bindings;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/** A lesson beside the picture, or the list of lessons: in type that is read from the back of a room, by keys or a presenter. */
public final class LessonPanel extends BorderPane {

    private static final int[] SIZES = {14, 16, 20, 25};
    private static final int USUAL = 1;

    /** From this width of the window on the type is larger from the start: it is a large screen, or a projector. */
    private static final double WIDE = 1600;

    /** The width of the panel as a multiple of the size of its type, and the share of the window that it takes at most. */
    private static final double WIDTH = 23.5;

    private static final double LARGEST_SHARE = 0.4;

    /** What is seen below a node that is scrolled to. */
    private static final double BELOW = 12;

    private final LessonModel model;
    private final ScrollPane scroll = new ScrollPane();
    private final StepView step;
    private final Label name = new Label("Lessons");
    private final Label count = new Label();
    private final Button back = new Button("Back");
    private final Button next = new Button("Next");

    /** Whether the size of the type has been chosen, by the window or by a person. */
    private boolean sized;

    private final IntegerProperty size = new SimpleIntegerProperty(this, "size", USUAL);

    /**
     * Makes the panel, which is seen while lessons are.
     *
     * @param chooseFile asks for a file with a lesson and opens it
     */
    public LessonPanel(LessonModel model, Runnable chooseFile) {
        this.model = model;
        this.step = new StepView(model, this::show);
        LessonList list = new LessonList(model, chooseFile);
        setId("lessons");
        getStyleClass().add("lesson-panel");
        setTop(title());
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("side");
        setCenter(scroll);
        HBox steps = steps();
        setBottom(steps);
        styleProperty().bind(size.map(which -> "-fx-font-size: " + SIZES[which.intValue()] + "px;"));
        sceneProperty().addListener((property, old, now) -> {
            if (now != null) {
                prefWidthProperty()
                        .bind(Bindings.createDoubleBinding(
                                () -> Math.min(WIDTH * SIZES[size.get()], LARGEST_SHARE * now.getWidth()),
                                size,
                                now.widthProperty()));
            }
        });
        addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                model.close();
                event.consume();
            }
        });
        setMinWidth(Region.USE_PREF_SIZE);
        Shown.set(this, false);
        model.openProperty().addListener((property, was, is) -> {
            Shown.set(this, is);
            if (is && !sized && getScene().getWidth() >= WIDE) {
                size.set(USUAL + 1);
            }
            sized = true;
            takeFocus();
        });
        model.lessonProperty().addListener((property, old, now) -> {
            Shown.set(steps, now != null);
            scroll.setContent(now == null ? list : step);
            update();
            takeFocus();
        });
        Shown.set(steps, false);
        scroll.setContent(list);
        model.stepProperty().addListener((property, old, now) -> update());
        model.runningProperty().addListener((property, was, is) -> update());
    }

    private HBox title() {
        name.setId("lesson-name");
        name.getStyleClass().add("lesson-name");
        name.setTextOverrun(OverrunStyle.ELLIPSIS);
        name.setMaxWidth(Double.MAX_VALUE);
        name.setMinWidth(0);
        HBox.setHgrow(name, Priority.ALWAYS);
        IconButton close = new IconButton("lesson-close", Icon.CLOSE, "End the lesson (Escape)", model::close);
        HBox row =
                new HBox(6, name, sizeButton("lesson-smaller", "A−", -1), sizeButton("lesson-larger", "A+", 1), close);
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().add("lesson-title");
        return row;
    }

    private Button sizeButton(String id, String text, int by) {
        Button button = new Button(text);
        button.setId(id);
        button.getStyleClass().add("lesson-size");
        String meaning = by > 0 ? "Larger type" : "Smaller type";
        button.setAccessibleText(meaning);
        button.setTooltip(new Tooltip(meaning));
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(event -> size.set(size.get() + by));
        button.disableProperty()
                .bind(size.map(which -> which.intValue() + by < 0 || which.intValue() + by >= SIZES.length));
        return button;
    }

    private HBox steps() {
        back.setId("lesson-back");
        back.setTooltip(new Tooltip("The step before (Page up)"));
        back.setOnAction(event -> model.back());
        next.setId("lesson-next");
        next.getStyleClass().add("main-action");
        next.setTooltip(new Tooltip("The next step (Page down)"));
        next.setOnAction(event -> model.next());
        count.setId("lesson-count");
        count.setMaxWidth(Double.MAX_VALUE);
        count.setAlignment(Pos.CENTER);
        count.setMinWidth(0);
        HBox.setHgrow(count, Priority.ALWAYS);
        for (Button button : new Button[] {back, next}) {
            button.setMinWidth(Region.USE_PREF_SIZE);
        }
        HBox row = new HBox(8, back, count, next);
        row.setAlignment(Pos.CENTER);
        row.getStyleClass().add("lesson-steps");
        return row;
    }

    private void update() {
        if (model.lessonProperty().get() == null) {
            name.setText("Lessons");
            return;
        }
        int steps = model.lessonProperty().get().steps().size();
        int at = model.stepProperty().get();
        name.setText(model.lessonProperty().get().title());
        count.setText("Step " + (at + 1) + " of " + steps);
        boolean last = at + 1 == steps;
        back.setText(at == 0 ? "All lessons" : "Back");
        next.setText(!last ? "Next" : model.following().isPresent() ? "Next lesson" : "All lessons");
        next.setDisable(model.runningProperty().get());
    }

    private void takeFocus() {
        if (model.openProperty().get()) {
            scroll.requestFocus();
        }
    }

    /** Scrolls so that a node is seen, its beginning rather than its end. */
    private void show(Node node) {
        applyCss();
        layout();
        double hidden = scroll.getContent().getLayoutBounds().getHeight()
                - scroll.getViewportBounds().getHeight();
        double seen = scroll.getViewportBounds().getHeight();
        double top = node.getBoundsInParent().getMinY();
        double bottom = node.getBoundsInParent().getMaxY() + BELOW;
        double wanted = Math.min(top, Math.max(bottom - seen, 0));
        scroll.setVvalue(hidden <= 0 ? 0 : Math.min(1, wanted / hidden));
    }
}
