package io.orograph.ui.evaluation;

import io.orograph.plane.Extent;
import io.orograph.plot.Ticks;
import io.orograph.ui.form.DecimalField;
import io.orograph.ui.form.Hint;
import io.orograph.ui.form.Shown;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** Types the middle of the part of the plane that is evaluated, and how far it reaches; leads back to all around θ₀. */
final class RegionFields extends VBox {

    private static final double FARTHEST = 1e6;
    private static final double SHORTEST = 1e-9;

    private final EvaluationModel model;
    private final DoubleProperty alpha = new SimpleDoubleProperty();
    private final DoubleProperty beta = new SimpleDoubleProperty();
    private final DoubleProperty reach = new SimpleDoubleProperty(1);
    private boolean showing;

    RegionFields(EvaluationModel model) {
        super(4);
        this.model = model;
        DecimalField middleAlpha = place("region-alpha", alpha, "α of the middle");
        DecimalField middleBeta = place("region-beta", beta, "β of the middle");
        DecimalField reaches = new DecimalField(
                "region-reach",
                reach,
                value -> value >= SHORTEST && value <= FARTHEST,
                "How far α and β go to each side of the middle, a number above 0");
        middleBeta.setAccessibleText("β of the middle");
        reaches.setAccessibleText("Reach of α and β to each side of the middle");
        for (DecimalField field : new DecimalField[] {middleAlpha, middleBeta, reaches}) {
            field.setPrefColumnCount(4);
        }
        Hint region = Hint.withId("region");
        region.follow(model.regionProperty()
                .map(part -> "α " + limits(part.alphaFrom(), part.alphaTo()) + ", β "
                        + limits(part.betaFrom(), part.betaTo()))
                .orElse(""));
        Button whole = new Button("Back to the range around θ₀");
        whole.setId("region-whole");
        whole.setMaxWidth(Double.MAX_VALUE);
        whole.setOnAction(event -> model.evaluateRegion(null));
        Label caption = new Label("Centre α, β, and ±");
        caption.setLabelFor(middleAlpha);
        caption.getStyleClass().add("caption");
        caption.setMinWidth(Region.USE_PREF_SIZE);
        HBox row = new HBox(4, caption, middleAlpha, middleBeta, reaches);
        row.setAlignment(Pos.BASELINE_LEFT);
        getChildren().addAll(row, region, whole);
        model.regionProperty().addListener((property, old, now) -> {
            Shown.set(whole, now != null);
            show();
        });
        model.rangeProperty().addListener((property, old, now) -> show());
        Shown.set(whole, false);
        show();
        for (DoubleProperty number : new DoubleProperty[] {alpha, beta, reach}) {
            number.addListener((property, old, now) -> take());
        }
    }

    private static DecimalField place(String id, DoubleProperty value, String meaning) {
        return new DecimalField(id, value, number -> Math.abs(number) <= FARTHEST, meaning);
    }

    private static String limits(double from, double to) {
        return Ticks.number(from, 3) + " to " + Ticks.number(to, 3);
    }

    private void show() {
        Extent part = model.regionProperty().get();
        showing = true;
        alpha.set(part == null ? 0 : middle(part.alphaFrom(), part.alphaTo()));
        beta.set(part == null ? 0 : middle(part.betaFrom(), part.betaTo()));
        reach.set(part == null ? model.rangeProperty().get() : (part.alphaTo() - part.alphaFrom()) / 2);
        showing = false;
    }

    private static double middle(double from, double to) {
        return from + (to - from) / 2;
    }

    /** Takes what was typed: the range itself where it is around θ₀ and one that the slider has. */
    private void take() {
        if (showing) {
            return;
        }
        boolean isRange = alpha.get() == 0
                && beta.get() == 0
                && reach.get() >= EvaluationModel.MIN_RANGE
                && reach.get() <= EvaluationModel.MAX_RANGE;
        if (isRange) {
            model.regionProperty().set(null);
            model.rangeProperty().set(reach.get());
            return;
        }
        model.regionProperty()
                .set(new Extent(
                        alpha.get() - reach.get(),
                        alpha.get() + reach.get(),
                        beta.get() - reach.get(),
                        beta.get() + reach.get()));
    }
}
