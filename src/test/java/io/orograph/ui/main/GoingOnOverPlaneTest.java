package io.orograph.ui.main;

import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.landscape.Landscape;
import io.orograph.network.Precision;
import io.orograph.study.Experiment;
import io.orograph.training.WeightsNpz;
import io.orograph.ui.Fx;
import io.orograph.ui.NeedsDisplay;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What lies over a plane that only the window knew is there again at the next start. */
@NeedsDisplay
class GoingOnOverPlaneTest {

    private static final int CELLS = 15;

    @RegisterExtension
    final WindowExtension ui = new WindowExtension();

    private final LeftBehind left = new LeftBehind(ui);

    /** The map goes over the plane of a curve between models, which nothing but what was kept knows at the next start. */
    @Test
    void whatLiesOverTheCurveBetweenModelsGoesOn() throws IOException {
        ui.openSample(WindowExtension.SMALL);
        Path other = other();
        Fx.run(() -> {
            ui.models().training().choices().epochsProperty().set(8000);
            ui.models().connectivity().curveTo(other);
        });
        left.awaitNote("study.npz", "\"curve\"");
        left.killAndStart();
        assertThat(left.sentence()).contains("curve between models").endsWith("not finished.");
        left.goOn();
        Fx.await("the curve is shown", () -> isOverCurve() && isWhole());
        double[] losses =
                Fx.get(() -> ui.models().evaluation().landscapeProperty().get()).losses();
        Fx.run(() -> {
            // So many that it is not at its end before it is kept.
            ui.models().convexity().cellsProperty().set(CELLS);
            ui.models().convexity().startOrCancel();
        });
        left.awaitNote("study.npz", "\"convexity\"");
        left.killAndStart();
        assertThat(left.sentence()).contains("convexity");
        left.goOn();
        Fx.await("the map is there", () -> ui.models().convexity().mapProperty().get() != null);
        assertThat(Fx.get(() -> ui.models().convexity().mapProperty().get())
                        .grid()
                        .nx())
                .isEqualTo(CELLS);
        Fx.await("the curve is shown again", () -> isOverCurve() && isWhole());
        assertThat(Fx.get(() -> ui.models().evaluation().landscapeProperty().get())
                        .losses())
                .isEqualTo(losses);
        assertThat(Fx.get(() ->
                        ui.models().display().overlays().shownProperty().get().marks()))
                .as("what lies on the plane")
                .isNotEmpty();
    }

    private boolean isOverCurve() {
        Landscape shown = ui.models().evaluation().landscapeProperty().get();
        return shown != null && shown.section().title().startsWith("Curve between");
    }

    private boolean isWhole() {
        return ui.models().evaluation().landscapeProperty().get().isComplete();
    }

    /** Weights of the same architecture, elsewhere. */
    private Path other() throws IOException {
        Experiment open =
                Fx.get(() -> ui.models().workspace().experimentProperty().get());
        double[] theta = new Random(3).doubles(open.layout().size(), -1, 1).toArray();
        Path file = ui.folder().resolve("other.npz");
        WeightsNpz.write(file, open.layout(), theta, Precision.DOUBLE);
        return file;
    }
}
