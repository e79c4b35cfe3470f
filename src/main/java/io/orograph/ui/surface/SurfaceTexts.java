package io.orograph.ui.surface;

import io.orograph.landscape.Landscape;
import io.orograph.plot.LandscapeData;
import io.orograph.plot.Quantity;
import io.orograph.plot.Ticks;
import io.orograph.ui.display.Crosshair;
import io.orograph.ui.display.DisplaySettings;
import io.orograph.ui.form.Icon;
import io.orograph.ui.form.IconButton;
import io.orograph.ui.heatmap.Reading;
import io.orograph.ui.heatmap.ReadingText;
import java.util.List;
import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

/**
 * What stands flat over the surface and is in no picture for a file: the reading at the crosshair, the bar of colours, a
 * message in place of a surface, how it is drawn, and the ring of the keyboard's focus.
 */
final class SurfaceTexts {

    private static final double MARGIN = 10;
    private static final double WIDEST_MESSAGE = 420;

    private final Label message = new Label();
    private final Label reading = new Label();
    private final ColorBar colors = new ColorBar();
    private final Label noticeText = new Label("Without a graphics processor for 3-D: drawn in 2.5-D");
    private final HBox notice = new HBox(8);
    private final Region focusRing = new Region();
    private String invitation = "Open a model and data, or a sample, to see its landscape";
    private String accessibleText = "";
    private Runnable dismissed = () -> {};
    private boolean reads = true;

    SurfaceTexts() {
        message.getStyleClass().add("surface-message");
        message.setWrapText(true);
        message.setAlignment(Pos.CENTER);
        message.setMouseTransparent(true);
        reading.getStyleClass().add("surface-reading");
        reading.setMouseTransparent(true);
        noticeText.setMinWidth(0);
        IconButton dismiss = new IconButton("dismiss-notice", Icon.CLOSE, "Dismiss; it is not said again", () -> {
            showNotice(false);
            dismissed.run();
        });
        notice.getChildren().setAll(noticeText, dismiss);
        notice.setAlignment(Pos.CENTER_LEFT);
        notice.getStyleClass().add("surface-notice");
        focusRing.getStyleClass().add("surface-focus-ring");
        focusRing.setMouseTransparent(true);
    }

    List<Node> nodes() {
        return List.of(message, reading, colors, notice, focusRing);
    }

    Region focusRing() {
        return focusRing;
    }

    void showNotice(boolean shown) {
        notice.setVisible(shown);
    }

    void whenNoticeDismissed(Runnable action) {
        dismissed = action;
    }

    void invite(String text) {
        invitation = text;
    }

    void showReading(boolean shown) {
        reads = shown;
    }

    /**
     * Sets the texts.
     *
     * @param geometry what is drawn; null for nothing
     * @param landscape what is to be drawn; null for nothing
     * @param readFrom the landscape that the reading is of; null for what is drawn
     */
    void show(SurfaceGeometry geometry, Landscape landscape, Landscape readFrom, DisplaySettings settings) {
        String text = message(geometry, landscape);
        message.setText(text);
        message.setVisible(!text.isEmpty());
        boolean readable = reads && geometry != null && !geometry.isEmpty();
        Crosshair point = settings.crosshairProperty().get();
        reading.setVisible(readable && point != null);
        if (reading.isVisible()) {
            Landscape read = readFrom == null ? geometry.landscape() : readFrom;
            reading.setText(ReadingText.of(Reading.at(read, point), read).sentence());
        }
        colors.setVisible(readable);
        if (readable) {
            colors.show(geometry, settings.colorMapProperty().get());
        }
        accessibleText = text.isEmpty() ? surfaceText(geometry) : text;
    }

    String accessibleText() {
        return accessibleText;
    }

    void layout(double width, double height) {
        focusRing.resizeRelocate(0, 0, width, height);
        double messageWidth = Math.min(WIDEST_MESSAGE, width * 0.86);
        double messageHeight = Math.min(message.prefHeight(messageWidth), height);
        message.resizeRelocate((width - messageWidth) / 2, (height - messageHeight) / 2, messageWidth, messageHeight);
        double room = Math.max(0, width - 2 * MARGIN);
        double noticeWidth = Math.min(notice.prefWidth(-1), room);
        double noticeHeight = notice.prefHeight(noticeWidth);
        notice.resizeRelocate(MARGIN, height - MARGIN - noticeHeight, noticeWidth, noticeHeight);
        double readingHeight = reading.prefHeight(-1);
        colors.resizeRelocate(width - MARGIN - ColorBar.WIDTH, MARGIN + readingHeight, ColorBar.WIDTH, ColorBar.HEIGHT);
        reading.resizeRelocate(MARGIN, MARGIN - 2, Math.min(room, reading.prefWidth(-1)), readingHeight);
    }

    private String message(SurfaceGeometry geometry, Landscape wanted) {
        if (geometry == null) {
            return wanted == null ? invitation : "";
        }
        if (!geometry.isEmpty()) {
            return "";
        }
        Landscape landscape = geometry.landscape();
        if (landscape.evaluatedCells() == 0) {
            return "Waiting for the first losses";
        }
        if (landscape.nonFiniteCells() == landscape.evaluatedCells() && Quantity.of(landscape) != Quantity.LOSS) {
            return "This landscape has no " + Quantity.of(landscape).title().toLowerCase(Locale.ROOT)
                    + ": show another quantity";
        }
        LandscapeData colors = geometry.data().colors();
        if (colors.scale().isEmpty() && !geometry.data().isOfOneQuantity()) {
            return "This landscape has no "
                    + Quantity.of(colors.landscape()).title().toLowerCase(Locale.ROOT) + ": choose other colours";
        }
        if (geometry.scale().logarithmic() && !Double.isNaN(landscape.min())) {
            return "No loss here is above 0, so there is no logarithm to draw: choose the linear scale";
        }
        return "Every loss here is NaN or infinite, so there is no height to draw: "
                + (isCenterInvalid(landscape)
                        ? "the model's own loss is, so look for wrong values in its data"
                        : "try a smaller range");
    }

    private static boolean isCenterInvalid(Landscape landscape) {
        int center = landscape.grid().center();
        return center >= 0 && landscape.isEvaluated(center) && !Double.isFinite(landscape.centerLoss());
    }

    private static String surfaceText(SurfaceGeometry geometry) {
        if (geometry == null) {
            return "Loss surface, being drawn";
        }
        Landscape landscape = geometry.landscape();
        String shown = Quantity.of(landscape).title();
        return shown + " surface, " + landscape.grid().nx() + " by "
                + landscape.grid().ny() + " cells, " + shown.toLowerCase(Locale.ROOT) + " from "
                + Ticks.number(landscape.min(), 3) + " to "
                + Ticks.number(landscape.max(), 3)
                + ". Arrow keys turn it, plus and minus zoom, R resets.";
    }
}
