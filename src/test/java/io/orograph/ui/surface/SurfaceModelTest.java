package io.orograph.ui.surface;

import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.landscape.Grid;
import io.orograph.landscape.Landscape;
import io.orograph.ui.display.DisplaySettings;
import java.util.ArrayDeque;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class SurfaceModelTest {

    /** What waits on the background executor, run by hand. */
    private final Queue<Runnable> background = new ArrayDeque<>();

    private final Queue<Runnable> published = new ArrayDeque<>();
    private final DisplaySettings settings = new DisplaySettings();
    private final SurfaceModel model = new SurfaceModel(settings, background::add, published::add);

    private static Landscape level(double loss) {
        return SyntheticLandscapes.of(Grid.square(1, 3), (a, b) -> loss);
    }

    private void runAll() {
        while (!background.isEmpty() || !published.isEmpty()) {
            (background.isEmpty() ? published : background).remove().run();
        }
    }

    @Test
    void oneComputationRunsAtATimeAndTheNewestIsNext() {
        Landscape first = level(1);
        Landscape newest = level(3);
        model.landscapeProperty().set(first);
        assertThat(background).hasSize(1);
        background.remove().run();
        published.remove().run();
        assertThat(model.geometryProperty().get().landscape()).isSameAs(first);
        model.landscapeProperty().set(level(2));
        model.landscapeProperty().set(newest);
        assertThat(background).hasSize(1);
        background.remove().run();
        assertThat(published).hasSize(1);
        published.remove().run();
        assertThat(background).isEmpty();
        assertThat(model.geometryProperty().get().landscape()).isSameAs(newest);
    }

    @Test
    void facesAreTakenOverFromWhatWasComputedLast() {
        model.landscapeProperty().set(level(1));
        runAll();
        HeightMesh before = model.geometryProperty().get().mesh();
        model.landscapeProperty().set(level(2));
        runAll();
        assertThat(model.geometryProperty().get().mesh()).isNotSameAs(before);
        assertThat(model.geometryProperty().get().mesh().faces()).isSameAs(before.faces());
    }

    @Test
    void aResultThatComesAfterTheLandscapeWasClosedIsDropped() {
        model.landscapeProperty().set(level(1));
        model.landscapeProperty().set(null);
        runAll();
        assertThat(model.geometryProperty().get()).isNull();
        model.landscapeProperty().set(level(2));
        runAll();
        assertThat(model.geometryProperty().get()).isNotNull();
    }

    @Test
    void settingsMakeItAnew() {
        model.landscapeProperty().set(SyntheticLandscapes.of(Grid.square(1, 5), SyntheticLandscapes::bowl));
        runAll();
        assertThat(model.geometryProperty().get().scale().logarithmic()).isFalse();
        settings.logarithmicProperty().set(true);
        settings.verticalScaleProperty().set(99);
        settings.showContoursProperty().set(false);
        runAll();
        SurfaceGeometry geometry = model.geometryProperty().get();
        assertThat(geometry.scale().logarithmic()).isTrue();
        assertThat(geometry.options().verticalScale()).isEqualTo(DisplaySettings.MAX_VERTICAL_SCALE);
        assertThat(geometry.contours().faces()).isEmpty();
    }
}
