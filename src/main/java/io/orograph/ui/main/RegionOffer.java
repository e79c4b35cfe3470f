package io.orograph.ui.main;

import io.orograph.plane.Extent;
import io.orograph.plot.Viewport;
import io.orograph.ui.evaluation.EvaluationModel;
import io.orograph.ui.form.Shown;
import io.orograph.ui.heatmap.HeatmapModel;
import io.orograph.ui.heatmap.HeatmapView;
import javafx.geometry.Bounds;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Pane;

/** Offers, over the corner of a heatmap that is zoomed, to evaluate the part that is seen. */
final class RegionOffer extends Pane {

    private static final double GAP = 8;

    private final EvaluationModel evaluation;
    private final HeatmapView heatmap;
    private final Button offer = new Button("Evaluate this region");

    RegionOffer(EvaluationModel evaluation, HeatmapView heatmap) {
        this.evaluation = evaluation;
        this.heatmap = heatmap;
        setPickOnBounds(false);
        offer.setId("evaluate-region");
        offer.setTooltip(
                new Tooltip("Evaluates the part of the plane that the heatmap shows, with the same resolution"));
        offer.setOnAction(event -> evaluateSeen());
        getChildren().add(offer);
        HeatmapModel model = heatmap.model();
        model.viewportProperty().addListener((property, old, now) -> update());
        model.landscapeProperty().addListener((property, old, now) -> update());
        evaluation.readyProperty().addListener((property, was, is) -> update());
        heatmap.localToSceneTransformProperty().addListener((property, old, now) -> requestLayout());
        heatmap.layoutBoundsProperty().addListener((property, old, now) -> requestLayout());
        update();
    }

    private void update() {
        HeatmapModel model = heatmap.model();
        boolean zoomed = model.landscapeProperty().get() != null
                && model.viewportProperty().get() != null
                && model.viewportProperty()
                        .get()
                        .isZoomed(model.landscapeProperty().get().grid());
        Shown.set(offer, zoomed && evaluation.readyProperty().get());
        requestLayout();
    }

    private void evaluateSeen() {
        Viewport seen = heatmap.model().viewportProperty().get();
        evaluation.evaluateRegion(new Extent(seen.alphaFrom(), seen.alphaTo(), seen.betaFrom(), seen.betaTo()));
    }

    @Override
    protected void layoutChildren() {
        if (heatmap.getScene() == null || !offer.isVisible()) {
            return;
        }
        Bounds place = sceneToLocal(heatmap.localToScene(heatmap.getLayoutBounds()));
        double width = offer.prefWidth(-1);
        double height = offer.prefHeight(width);
        offer.resizeRelocate(
                snapPositionX(place.getMaxX() - width - GAP),
                snapPositionY(place.getMaxY() - height - GAP),
                width,
                height);
    }
}
