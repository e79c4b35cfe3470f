package io.orograph.ui.export;

import io.orograph.plot.FigurePage;
import io.orograph.plot.PageSize;
import io.orograph.ui.display.FxPen;
import java.util.Locale;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;

/** Shows a page as it will be, small, with its size. */
final class FigurePreview extends VBox {

    private static final double WIDTH = 420;
    private static final double HEIGHT = 340;
    private static final double SQUARE = 8;

    private final Canvas canvas = new Canvas(WIDTH, HEIGHT);
    private final Label size = new Label();

    FigurePreview() {
        super(6, new StackPane());
        size.setId("export-page-size");
        size.getStyleClass().add("hint");
        ((StackPane) getChildren().get(0)).getChildren().add(canvas);
        getChildren().add(size);
    }

    void show(FigurePage page) {
        PageSize paper = page.size();
        double scale = Math.min(WIDTH / paper.width(), HEIGHT / paper.height());
        GraphicsContext graphics = canvas.getGraphicsContext2D();
        graphics.clearRect(0, 0, WIDTH, HEIGHT);
        graphics.save();
        graphics.translate((WIDTH - scale * paper.width()) / 2, (HEIGHT - scale * paper.height()) / 2);
        checkers(graphics, scale * paper.width(), scale * paper.height());
        graphics.scale(scale, scale);
        page.draw(new FxPen(graphics));
        graphics.restore();
        size.setText(String.format(
                Locale.ROOT,
                "%.0f × %.0f mm, text of %.1f pt; as a picture %d × %d pixels",
                paper.width() / PageSize.MM,
                paper.height() / PageSize.MM,
                page.style().unit(),
                Math.round(paper.width() / 72 * page.dpi()),
                Math.round(paper.height() / 72 * page.dpi())));
    }

    /** Draws the ground that says that there is none. */
    private static void checkers(GraphicsContext graphics, double width, double height) {
        for (int row = 0; row * SQUARE < height; row++) {
            for (int column = 0; column * SQUARE < width; column++) {
                graphics.setFill(Color.gray((row + column) % 2 == 0 ? 0.96 : 0.88));
                graphics.fillRect(
                        column * SQUARE,
                        row * SQUARE,
                        Math.min(SQUARE, width - column * SQUARE),
                        Math.min(SQUARE, height - row * SQUARE));
            }
        }
    }

    void explain(String sentence) {
        canvas.getGraphicsContext2D().clearRect(0, 0, WIDTH, HEIGHT);
        size.setText(sentence);
    }
}
