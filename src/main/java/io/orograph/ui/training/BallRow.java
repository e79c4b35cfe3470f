package io.orograph.ui.training;

import io.orograph.plane.PlaneCoordinates;
import io.orograph.plot.Rgb;
import io.orograph.ui.display.FxPen;
import io.orograph.ui.form.DecimalField;
import io.orograph.ui.form.Refusing;
import io.orograph.ui.form.Shown;
import io.orograph.ui.form.WholeNumberSpinner;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.DoublePredicate;
import javafx.beans.property.DoubleProperty;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Circle;

/** The controls of one ball: whether it is dropped, its η, more of its numbers when asked for, and what it reads. */
final class BallRow extends VBox {

    private static final double NUMBER_WIDTH = 56;
    private static final double BATCH_WIDTH = 92;

    private final BallChoice ball;
    private final List<Refusing> fields = new ArrayList<>();
    private final Label reading = new Label();

    /**
     * Makes the row.
     *
     * @param another lists another ball like one
     * @param remove takes one out of the list
     */
    BallRow(BallChoice ball, Consumer<BallChoice> another, Consumer<BallChoice> remove) {
        super(4);
        this.ball = ball;
        reading.setId(ball.id() + "-reading");
        reading.getStyleClass().add("hint");
        Shown.set(reading, false);
        VBox more = new VBox(4, numbers(), list(another, remove));
        Shown.set(more, ball.number() > 1);
        getChildren().setAll(head(more), more, reading);
    }

    private HBox head(VBox more) {
        Rgb color = new Rgb(ball.argb());
        Circle swatch = new Circle(5, FxPen.color(color));
        swatch.setStroke(FxPen.color(color.rim()));
        CheckBox box = new CheckBox(ball.title());
        box.setId(ball.id());
        box.setMaxWidth(Double.MAX_VALUE);
        box.selectedProperty().bindBidirectional(ball.chosenProperty());
        HBox.setHgrow(box, Priority.ALWAYS);
        ToggleButton unfold = new ToggleButton("…");
        unfold.setId(ball.id() + "-more");
        unfold.setTooltip(new Tooltip("Batch, β and ρ of this ball; another ball of this optimiser"));
        unfold.setAccessibleText("More of " + ball.title());
        unfold.setSelected(ball.number() > 1);
        unfold.selectedProperty().addListener((property, was, is) -> Shown.set(more, is));
        HBox row = new HBox(5, swatch, box);
        row.getChildren()
                .addAll(number("η", "rate", ball.rateProperty(), v -> v > 0 && v < 1e6, "Above 0 and below 1,000,000"));
        row.getChildren().add(unfold);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private HBox numbers() {
        WholeNumberSpinner batch = new WholeNumberSpinner(ball.id() + "-batch").refusing("Batch of " + ball.title());
        batch.setRange(1, 1_000_000, ball.batchProperty().get(), 1);
        batch.valueProperty()
                .addListener((property, old, now) -> ball.batchProperty().set(now));
        ball.batchProperty()
                .addListener((property, old, now) -> batch.getValueFactory().setValue(now.intValue()));
        batch.setMinWidth(BATCH_WIDTH);
        batch.setPrefWidth(BATCH_WIDTH);
        fields.add(batch);
        Label caption = new Label("batch");
        caption.setLabelFor(batch);
        HBox row = new HBox(5, caption, batch);
        if (ball.hasMomentum()) {
            row.getChildren()
                    .addAll(number(
                            "β", "momentum", ball.momentumProperty(), v -> v >= 0 && v < 1, "From 0 to below 1"));
        }
        if (ball.hasRadius()) {
            row.getChildren()
                    .addAll(number(
                            "ρ", "rho", ball.radiusProperty(), v -> v >= 0 && v < 1e6, "From 0 to below 1,000,000"));
        }
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private List<Control> number(
            String symbol, String id, DoubleProperty property, DoublePredicate range, String meaning) {
        DecimalField field = new DecimalField(ball.id() + "-" + id, property, range, meaning)
                .refusing(symbol + " of " + ball.title());
        field.setMinWidth(NUMBER_WIDTH);
        field.setPrefWidth(NUMBER_WIDTH);
        fields.add(field);
        Label label = new Label(symbol);
        label.setLabelFor(field);
        return List.of(label, field);
    }

    private HBox list(Consumer<BallChoice> another, Consumer<BallChoice> remove) {
        Button more = new Button("Another " + ball.kind().title());
        more.setId(ball.id() + "-another");
        more.setTooltip(new Tooltip("A ball of the same optimiser, for other numbers"));
        more.setOnAction(event -> another.accept(ball));
        Button less = new Button("Remove");
        less.setId(ball.id() + "-remove");
        less.setOnAction(event -> remove.accept(ball));
        Shown.set(less, ball.number() > 1);
        return new HBox(5, more, less);
    }

    /** Returns the fields that hold its numbers. */
    List<Refusing> fields() {
        return fields;
    }

    BallChoice ball() {
        return ball;
    }

    /** Shows what the ball reads; null while it is not dropped. */
    void read(SeenBall seen) {
        Shown.set(reading, seen != null);
        reading.setText(seen == null ? "" : text(seen));
    }

    private static String text(SeenBall seen) {
        int steps = seen.losses().size();
        if (steps == 0) {
            return "step 0";
        }
        PlaneCoordinates place = seen.last();
        String text = String.format(
                Locale.ROOT, "step %d: loss %.4g", steps, seen.losses().get(steps - 1));
        return place.residual() == 0
                ? text
                : text + String.format(Locale.ROOT, ", %.0f %% off the plane", 100 * place.residual());
    }
}
