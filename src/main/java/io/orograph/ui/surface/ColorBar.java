package io.orograph.ui.surface;

import io.orograph.plot.ColorMap;
import io.orograph.plot.LandscapeData;
import io.orograph.plot.LossScale;
import io.orograph.plot.Quantity;
import io.orograph.plot.Tick;
import javafx.geometry.VPos;
import javafx.scene.Group;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.Region;
import javafx.scene.shape.Line;
import javafx.scene.text.Font;
import javafx.scene.text.Text;

/** The colours of the surface as a level bar with losses under it: which colour is which loss, also from above. */
final class ColorBar extends Region {

    static final double WIDTH = 190;
    static final double HEIGHT = 30;

    private static final int BAR_HEIGHT = 9;
    private static final double TICK = 3;
    private static final double GAP = 6;
    /** The left edge of the bar, behind its title. */
    private static final double LEFT = 34;
    /** Half a label at the end of the bar stands out of it. */
    private static final double RIGHT = 14;

    private static final int TICKS = 4;

    private final Text title = new Text("loss");
    private final ImageView bar = new ImageView();
    private final Group ticks = new Group();
    private double left = LEFT;
    private LossScale scale;
    private ColorMap map;

    ColorBar() {
        getStyleClass().add("color-bar");
        setMouseTransparent(true);
        bar.setFitWidth(WIDTH - LEFT - RIGHT);
        bar.setFitHeight(BAR_HEIGHT);
        bar.setX(LEFT);
        ticks.setManaged(false);
        title.setFont(Font.font(11));
        title.setTextOrigin(VPos.CENTER);
        title.setY(BAR_HEIGHT / 2.0);
        title.getStyleClass().add("color-bar-label");
        getChildren().addAll(title, bar, ticks);
    }

    void show(SurfaceGeometry geometry, ColorMap wanted) {
        if (map != wanted) {
            map = wanted;
            bar.setImage(strip(wanted));
        }
        LandscapeData shown = geometry.data().colors();
        String name = Quantity.of(shown.landscape()).shortName();
        if (!shown.scale().equals(scale) || !title.getText().equals(name)) {
            title.setText(name);
            left = Math.max(LEFT, GAP + title.getLayoutBounds().getWidth());
            bar.setX(left);
            bar.setFitWidth(WIDTH - left - RIGHT);
            scale = shown.scale();
            label();
        }
    }

    /** Returns as many rows as are seen, each from the same array: the software pipeline enlarges a single row to noise. */
    private static WritableImage strip(ColorMap map) {
        WritableImage strip = new WritableImage(ColorMap.SIZE, BAR_HEIGHT);
        strip.getPixelWriter()
                .setPixels(0, 0, ColorMap.SIZE, BAR_HEIGHT, PixelFormat.getIntArgbInstance(), map.table(), 0, 0);
        return strip;
    }

    private void label() {
        ticks.getChildren().clear();
        double free = 0;
        for (Tick tick : scale.ticks(TICKS)) {
            double x = Math.round(left + scale.share(tick.value()) * (WIDTH - left - RIGHT)) + 0.5;
            Text text = new Text(tick.label());
            text.setFont(Font.font(11));
            text.setTextOrigin(VPos.TOP);
            text.getStyleClass().add("color-bar-label");
            double half = text.getLayoutBounds().getWidth() / 2;
            if (x - half < free || x + half > WIDTH) {
                continue;
            }
            free = x + half + GAP;
            text.setX((double) Math.round(x - half));
            text.setY(BAR_HEIGHT + TICK + 1);
            Line line = new Line(x, BAR_HEIGHT, x, BAR_HEIGHT + TICK);
            line.getStyleClass().add("color-bar-tick");
            ticks.getChildren().addAll(line, text);
        }
    }
}
