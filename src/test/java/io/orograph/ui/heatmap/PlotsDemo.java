package io.orograph.ui.heatmap;

import io.orograph.landscape.Axis;
import io.orograph.landscape.Grid;
import io.orograph.landscape.Landscape;
import io.orograph.plot.ColorMap;
import io.orograph.ui.display.Crosshair;
import io.orograph.ui.display.DisplaySettings;
import io.orograph.ui.slices.SlicesModel;
import io.orograph.ui.slices.SlicesView;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javafx.application.Application;
import javafx.geometry.Insets;
import javafx.geometry.Orientation;
import javafx.scene.Scene;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.Background;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.stage.Stage;

/**
 * Heatmaps and slices of known functions, to be looked at. Arguments: light or dark; small or shapes for many plots at once, otherwise
 * one heatmap with its slices of hole, half, steep or waves, zoomed or not; the name of a colour map.
 */
public final class PlotsDemo extends Application {

    private final ExecutorService background = Executors.newFixedThreadPool(1);

    @Override
    public void start(Stage stage) {
        List<String> arguments = getParameters().getRaw();
        boolean dark = arguments.contains("dark");
        ColorMap colors = ColorMap.all().stream()
                .filter(map -> arguments.contains(map.name()))
                .findFirst()
                .orElse(ColorMap.standard());
        Region root = scene(arguments, dark, colors);
        root.setBackground(Background.fill(Color.web(dark ? "#101317" : "#d8dbdf")));
        stage.setScene(new Scene(root, 1280, 900));
        stage.show();
    }

    private Region scene(List<String> arguments, boolean dark, ColorMap colors) {
        Landscape bowl = SyntheticLandscapes.bowl(1, 31);
        Landscape waves = SyntheticLandscapes.of(Grid.square(1.5, 51), PlotsDemo::waves, cell -> true);
        Landscape hole = SyntheticLandscapes.of(
                Grid.square(1, 41),
                (a, b) -> Math.hypot(a - 0.55, b - 0.4) < 0.22 ? Double.NaN : waves(a * 1.5, b * 1.5),
                cell -> true);
        Landscape steep = SyntheticLandscapes.of(
                Grid.square(1, 31), (a, b) -> 1e-3 + 500 * Math.pow(a * a + b * b * 0.6, 3), cell -> true);
        Landscape half = SyntheticLandscapes.of(
                Grid.square(1, 33),
                PlotsDemo::waves,
                cell -> (cell % 33) % 4 == 0 && (cell / 33) % 4 == 0 || cell < 33 * 12);
        if (arguments.contains("small")) {
            return flow(
                    heat(bowl, dark, colors, false, new Crosshair(0.25, -0.5), 320, 280),
                    heat(waves, dark, colors, false, null, 320, 280),
                    heat(hole, dark, colors, true, new Crosshair(0.5, 0.4), 320, 280),
                    slices(waves, dark, false, new Crosshair(0.25, -0.5), 320, 280),
                    heat(steep, dark, colors, true, new Crosshair(-0.95, 1), 320, 280),
                    slices(steep, dark, true, null, 320, 280),
                    slices(hole, dark, false, new Crosshair(0.5, 0.3), 600, 180),
                    heat(half, dark, colors, false, new Crosshair(-0.95, 0.99), 400, 300));
        }
        if (arguments.contains("shapes")) {
            Landscape wide = SyntheticLandscapes.of(
                    new Grid(new Axis(-2, 2, 41), new Axis(-0.5, 1, 31)), PlotsDemo::waves, cell -> true);
            Landscape coarse = SyntheticLandscapes.of(Grid.square(1, 11), PlotsDemo::waves, cell -> true);
            HeatmapView crisp = heat(coarse, dark, colors, false, new Crosshair(0.2, 0.2), 600, 430);
            ((HeatmapModel) crisp.getUserData()).smoothProperty().set(false);
            return flow(
                    heat(wide, dark, colors, false, new Crosshair(1, 0.3), 600, 430),
                    crisp,
                    heat(null, dark, colors, false, null, 320, 280),
                    slices(null, dark, false, null, 320, 280),
                    heat(
                            SyntheticLandscapes.of(
                                    Grid.square(5e-4, 21), (a, b) -> 3e-7 * bowlLike(a, b), cell -> true),
                            dark,
                            colors,
                            false,
                            new Crosshair(1e-4, -2e-4),
                            560,
                            400));
        }
        SplitPane pane = new SplitPane();
        pane.setOrientation(Orientation.VERTICAL);
        Landscape shown = arguments.contains("hole")
                ? hole
                : arguments.contains("half") ? half : arguments.contains("steep") ? steep : waves;
        boolean log = arguments.contains("steep") || arguments.contains("log");
        DisplaySettings settings = settings(dark, log, new Crosshair(0.33, -0.41));
        HeatmapModel model = new HeatmapModel(settings, background);
        model.settings().colorMapProperty().set(colors);
        model.landscapeProperty().set(shown);
        SlicesModel slices = new SlicesModel(settings);
        slices.landscapeProperty().set(shown);
        pane.getItems().addAll(new HeatmapView(model), new SlicesView(slices));
        pane.setDividerPositions(0.68);
        if (arguments.contains("zoomed")) {
            model.zoom(3, 0.33, -0.41);
            model.togglePin(0.33, -0.41);
        }
        return pane;
    }

    private static FlowPane flow(Region... plots) {
        FlowPane pane = new FlowPane(8, 8, plots);
        pane.setPadding(new Insets(8));
        return pane;
    }

    private static double bowlLike(double a, double b) {
        return 1 + 1e6 * (a * a + b * b);
    }

    private static double waves(double a, double b) {
        return 0.35 + 0.9 * a * a + 0.5 * b * b + 0.35 * Math.sin(3 * a + 1) * Math.cos(4 * b) + 0.3 * a * b;
    }

    private static DisplaySettings settings(boolean dark, boolean log, Crosshair point) {
        DisplaySettings settings = new DisplaySettings();
        settings.darkProperty().set(dark);
        settings.logarithmicProperty().set(log);
        settings.crosshairProperty().set(point);
        return settings;
    }

    private HeatmapView heat(
            Landscape shown, boolean dark, ColorMap colors, boolean log, Crosshair at, double width, double height) {
        HeatmapModel model = new HeatmapModel(settings(dark, log, at), background);
        model.settings().colorMapProperty().set(colors);
        HeatmapView view = new HeatmapView(model);
        view.setUserData(model);
        model.landscapeProperty().set(shown);
        view.setPrefSize(width, height);
        return view;
    }

    private static SlicesView slices(
            Landscape shown, boolean dark, boolean log, Crosshair at, double width, double height) {
        SlicesModel model = new SlicesModel(settings(dark, log, at));
        SlicesView view = new SlicesView(model);
        model.landscapeProperty().set(shown);
        view.setPrefSize(width, height);
        return view;
    }

    @Override
    public void stop() {
        background.shutdownNow();
    }

    /** Starts the demo without JavaFX on the module path. */
    public static final class Main {

        private Main() {}

        public static void main(String[] arguments) {
            Application.launch(PlotsDemo.class, arguments);
        }
    }
}
