package io.orograph.ui.surface;

import io.orograph.figure.ColorMap;
import io.orograph.landscape.Grid;
import io.orograph.landscape.Landscape;
import io.orograph.ui.display.Crosshair;
import io.orograph.ui.display.DisplaySettings;
import java.util.concurrent.ForkJoinPool;
import javafx.application.Application;
import javafx.scene.Scene;
import javafx.stage.Stage;

/**
 * Shows synthetic landscapes, to look at: {@code shape n width height [dark] [log] [flat] [top|front|side] [map]
 * [az=…] [el=…] [zoom=…] [vs=…] [clip=…]}.
 */
final class SurfaceDemo {

    private SurfaceDemo() {}

    public static void main(String[] arguments) {
        Application.launch(Window.class, arguments);
    }

    /** The demo's window. */
    public static final class Window extends Application {

        @Override
        public void start(Stage stage) {
            java.util.List<String> args = getParameters().getRaw();
            DisplaySettings settings = new DisplaySettings();
            SurfaceModel model = new SurfaceModel(settings, ForkJoinPool.commonPool());
            settings.darkProperty().set(args.contains("dark"));
            settings.logarithmicProperty().set(args.contains("log"));
            SurfaceView view = new SurfaceView(model, !args.contains("flat"));
            Orbit orbit = model.orbitProperty().get();
            for (String arg : args) {
                if (arg.startsWith("az=")) {
                    orbit = new Orbit(number(arg), orbit.elevation(), orbit.zoom(), 0, 0);
                } else if (arg.startsWith("el=")) {
                    orbit = new Orbit(orbit.azimuth(), number(arg), orbit.zoom(), 0, 0);
                } else if (arg.startsWith("zoom=")) {
                    orbit = new Orbit(orbit.azimuth(), orbit.elevation(), number(arg), 0, 0);
                } else if (arg.startsWith("vs=")) {
                    settings.verticalScaleProperty().set(number(arg));
                } else if (arg.startsWith("clip=")) {
                    settings.clipPercentileProperty().set(number(arg));
                } else if (arg.startsWith("map=")) {
                    settings.colorMapProperty().set(ColorMap.named(arg.substring(4)));
                }
            }
            if (args.contains("noaxes")) {
                settings.showAxesProperty().set(false);
            }
            model.orbitProperty().set(orbit);
            settings.crosshairProperty().set(args.contains("cross") ? new Crosshair(0.5, -0.6) : null);
            model.landscapeProperty().set(landscape(args.get(0), Integer.parseInt(args.get(1))));
            stage.setScene(new Scene(view, Double.parseDouble(args.get(2)), Double.parseDouble(args.get(3))));
            stage.setX(0);
            stage.setY(0);
            stage.show();
            for (ViewPreset preset : ViewPreset.values()) {
                if (args.contains(preset.name().toLowerCase())) {
                    javafx.application.Platform.runLater(
                            () -> javafx.application.Platform.runLater(() -> view.show(preset)));
                }
            }
        }

        private static double number(String argument) {
            return Double.parseDouble(argument.substring(argument.indexOf('=') + 1));
        }

        private static Landscape landscape(String shape, int count) {
            Grid grid = Grid.square(1, count);
            return switch (shape) {
                case "bowl" -> SyntheticLandscapes.of(grid, SyntheticLandscapes::bowl);
                case "rugged" -> SyntheticLandscapes.of(grid, SyntheticLandscapes::rugged);
                case "funnel" -> SyntheticLandscapes.of(grid, SyntheticLandscapes::funnel);
                case "hole" -> SyntheticLandscapes.of(
                        grid,
                        (a, b) -> Math.hypot(a - 0.5, b + 0.4) < 0.25 ? Double.NaN : SyntheticLandscapes.rugged(a, b));
                case "coarse" -> SyntheticLandscapes.coarse(
                        SyntheticLandscapes.of(grid, SyntheticLandscapes::rugged), 8);
                case "flatland" -> SyntheticLandscapes.of(grid, (a, b) -> 0.7);
                default -> null;
            };
        }
    }
}
