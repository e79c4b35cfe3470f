package io.orograph.ui.surface;

import io.orograph.landscape.Grid;
import io.orograph.landscape.Landscape;
import io.orograph.plot.ColorMap;
import io.orograph.plot.Overlay;
import io.orograph.ui.display.Crosshair;
import io.orograph.ui.display.DisplaySettings;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.stage.Stage;
import javax.imageio.ImageIO;

/**
 * Shows synthetic landscapes, to look at: {@code shape n width height [dark] [log] [flat] [noaxes] [cross] [path=…]
 * [top|front|side] [map=…] [az=…] [el=…] [zoom=…] [vs=…] [clip=…]}. With {@code png=FILE} it writes a picture of the
 * view instead of opening a window, with {@code export=FILE} one by the export's way; several such lines are separated
 * by {@code --}.
 */
final class SurfaceDemo {

    private SurfaceDemo() {}

    public static void main(String[] arguments) {
        Application.launch(Window.class, arguments);
    }

    /** The demo's window. */
    public static final class Window extends Application {

        @Override
        public void start(Stage stage) throws IOException {
            List<String> line = new ArrayList<>();
            for (String arg : getParameters().getRaw()) {
                if (arg.equals("--")) {
                    show(line, stage);
                    line = new ArrayList<>();
                } else {
                    line.add(arg);
                }
            }
            show(line, stage);
            if (!stage.isShowing()) {
                Platform.exit();
            }
        }

        private static void show(List<String> args, Stage stage) throws IOException {
            SurfaceModel model = new SurfaceModel(settings(args), Runnable::run, Runnable::run);
            SurfaceView view = new SurfaceView(model, !args.contains("flat"));
            model.landscapeProperty().set(landscape(args.get(0), Integer.parseInt(args.get(1))));
            int width = Integer.parseInt(args.get(2));
            int height = Integer.parseInt(args.get(3));
            model.orbitProperty().set(orbit(args, model, width, height));
            String png = value(args, "png");
            String export = value(args, "export");
            if (export != null) {
                long start = System.nanoTime();
                SurfaceSnapshot picture = view.snapshot(width, height);
                System.out.printf("%s in %d ms%n", export, (System.nanoTime() - start) / 1_000_000);
                write(picture.argb(), width, height, export);
            } else if (png != null) {
                Scene scene = new Scene(view, width, height);
                WritableImage image = scene.snapshot(null);
                int[] argb = new int[width * height];
                image.getPixelReader().getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), argb, 0, width);
                write(argb, width, height, png);
            } else {
                stage.setScene(new Scene(view, width, height));
                stage.setX(0);
                stage.setY(0);
                stage.show();
            }
        }

        private static DisplaySettings settings(List<String> args) {
            DisplaySettings settings = new DisplaySettings();
            settings.darkProperty().set(args.contains("dark"));
            settings.logarithmicProperty().set(args.contains("log"));
            settings.showAxesProperty().set(!args.contains("noaxes"));
            settings.verticalScaleProperty().set(number(args, "vs", 1));
            settings.clipPercentileProperty().set(number(args, "clip", 100));
            settings.crosshairProperty().set(args.contains("cross") ? new Crosshair(0.5, -0.6) : null);
            settings.overlays().put(args, path((int) number(args, "path", 0)));
            String map = value(args, "map");
            settings.colorMapProperty().set(map == null ? ColorMap.standard() : ColorMap.named(map));
            return settings;
        }

        /** A spiral of so many checkpoints, ever slower, and at first far off the plane. */
        private static Overlay path(int count) {
            double[] alpha = new double[count];
            double[] beta = new double[count];
            double[] residuals = new double[count];
            for (int i = 0; i < count; i++) {
                double left = Math.exp(-4.0 * i / count);
                alpha[i] = 0.9 * left * Math.cos(5 * left);
                beta[i] = 0.9 * left * Math.sin(5 * left);
                residuals[i] = left * left;
            }
            Overlay.Line line = new Overlay.Line("training", 0xffffffff, alpha, beta, residuals).withDots();
            return count == 0 ? Overlay.NONE : new Overlay(List.of(line), List.of());
        }

        private static Orbit orbit(List<String> args, SurfaceModel model, int width, int height) {
            Orbit orbit = model.orbitProperty().get();
            for (ViewPreset preset : ViewPreset.values()) {
                if (args.contains(preset.name().toLowerCase(Locale.ROOT))) {
                    SurfaceBox box = model.geometryProperty().get().box();
                    orbit = Projection.fitted(preset, box, width, height);
                }
            }
            return new Orbit(
                    number(args, "az", orbit.azimuth()),
                    number(args, "el", orbit.elevation()),
                    number(args, "zoom", orbit.zoom()),
                    orbit.panX(),
                    orbit.panY());
        }

        private static String value(List<String> args, String name) {
            return args.stream()
                    .filter(arg -> arg.startsWith(name + "="))
                    .map(arg -> arg.substring(name.length() + 1))
                    .findFirst()
                    .orElse(null);
        }

        private static double number(List<String> args, String name, double otherwise) {
            String value = value(args, name);
            return value == null ? otherwise : Double.parseDouble(value);
        }

        private static void write(int[] argb, int width, int height, String file) throws IOException {
            BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
            image.setRGB(0, 0, width, height, argb, 0, width);
            ImageIO.write(image, "png", new File(file));
        }

        private static Landscape landscape(String shape, int count) {
            Grid grid = Grid.square(1, count);
            return switch (shape) {
                case "bowl" -> SyntheticLandscapes.of(grid, SyntheticLandscapes::bowl);
                case "rugged" -> SyntheticLandscapes.of(grid, SyntheticLandscapes::rugged);
                case "funnel" -> SyntheticLandscapes.of(grid, SyntheticLandscapes::funnel);
                case "hole" ->
                    SyntheticLandscapes.of(
                            grid,
                            (a, b) -> Math.hypot(a - 0.5, b + 0.4) < 0.25
                                    ? Double.NaN
                                    : SyntheticLandscapes.rugged(a, b));
                case "coarse" ->
                    SyntheticLandscapes.coarse(SyntheticLandscapes.of(grid, SyntheticLandscapes::rugged), 8);
                case "level" -> SyntheticLandscapes.of(grid, (a, b) -> 0.7);
                default -> null;
            };
        }
    }
}
