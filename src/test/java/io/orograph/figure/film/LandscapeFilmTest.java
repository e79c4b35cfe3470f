package io.orograph.figure.film;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orograph.landscape.Grid;
import io.orograph.landscape.Landscape;
import io.orograph.objective.Evaluation;
import io.orograph.plane.PlaneCoordinates;
import io.orograph.plane.PlanePath;
import io.orograph.plane.Section;
import io.orograph.plot.Picture;
import io.orograph.provenance.Provenance;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class LandscapeFilmTest {

    private static final FilmFormat FORMAT = FilmFormat.of(480, 1, 8);

    private static Landscape bowl(PlanePath path) {
        Grid grid = Grid.square(1, 9);
        double[] losses = new double[grid.cells()];
        Arrays.setAll(losses, cell -> {
            double alpha = grid.alpha().value(cell % 9);
            double beta = grid.beta().value(cell / 9);
            return 1 + alpha * alpha + beta * beta;
        });
        BitSet all = new BitSet();
        all.set(0, losses.length);
        Section section =
                new Section("bowl", Provenance.NONE, Optional.empty(), Optional.empty(), Optional.ofNullable(path));
        return new Landscape(section, grid, new Landscape.Cells(losses, losses, null, null, all), Provenance.NONE);
    }

    private static PlanePath path() {
        return new PlanePath(
                PlanePath.Kind.TRAJECTORY,
                "SGD",
                List.of(point("first", -0.8, 2.5), point("second", -0.4, 1.5), point("last", 0, 1)),
                Optional.empty());
    }

    private static PlanePath.Point point(String name, double at, double loss) {
        Evaluation evaluation = new Evaluation(loss, 0, 0, 1);
        return new PlanePath.Point(name, new PlaneCoordinates(at, at, 0), evaluation, evaluation);
    }

    @ParameterizedTest
    @EnumSource(FilmKind.class)
    void somethingMovesAndFramesCanBeDrawnInAnyOrder(FilmKind kind) {
        Film film = new LandscapeFilm(bowl(path()), kind, FORMAT, FilmLook.DEFAULT);
        Picture third = film.frame(3);
        assertThat(third.width()).isEqualTo(480);
        assertThat(third.height()).isEqualTo(360);
        assertThat(film.frame(0).argb()).isNotEqualTo(third.argb());
        assertThat(film.frame(3).argb()).isEqualTo(third.argb());
    }

    /** A bowl is the same from four sides, and its box stands still: only labels and the light's side would tell. */
    @Test
    void aTurntableEndsWhereItBegan() {
        Film film = new LandscapeFilm(bowl(null), FilmKind.TURNTABLE, FORMAT, FilmLook.DEFAULT);
        assertThat(film.frame(8).argb()).isEqualTo(film.frame(0).argb());
        assertThat(inkOfTheBox(film.frame(0))).isEqualTo(inkOfTheBox(film.frame(2)));
    }

    /** The lowest row of the surface's own colours, which would move if the box had another size from another side. */
    private static int inkOfTheBox(Picture picture) {
        int lowest = -1;
        for (int i = 0; i < picture.argb().length; i++) {
            int rgb = picture.argb()[i];
            boolean violet = (rgb & 0xff) > (rgb >> 8 & 0xff) + 30 && i % picture.width() < picture.width() * 3 / 4;
            lowest = violet ? i / picture.width() : lowest;
        }
        return lowest;
    }

    @Test
    void aPathIsWalkedToItsEnd() {
        assertThat(WalkedPath.until(new double[] {1, 2, 4}, 0)).containsExactly(1, 1);
        assertThat(WalkedPath.until(new double[] {1, 2, 4}, 1.5)).containsExactly(1, 2, 3);
        assertThat(WalkedPath.until(new double[] {1, 2, 4}, 2)).containsExactly(1, 2, 4, 4);
        WalkedPath walked = new WalkedPath(path(), io.orograph.plot.Overlay.NONE);
        assertThat(walked.position(0)).isZero();
        assertThat(walked.position(0.99)).isEqualTo(2);
        assertThat(walked.caption(1.7)).isEqualTo("SGD · second · loss 1.5");
        assertThatThrownBy(() -> new LandscapeFilm(bowl(null), FilmKind.TRAJECTORY, FORMAT, FilmLook.DEFAULT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no path lies on this landscape");
    }

    @Test
    void cellsComeCoarseToFineUntilAllAreThere() {
        GrowingLandscape growing = new GrowingLandscape(bowl(null));
        int before = 0;
        for (double share : new double[] {0, 0.2, 0.5, 0.8, 1}) {
            Landscape part = growing.at(share);
            assertThat(part.evaluatedCells()).isGreaterThanOrEqualTo(Math.max(5, before));
            assertThat(growing.filled(part).isComplete()).isTrue();
            before = part.evaluatedCells();
        }
        assertThat(before).isEqualTo(81);
        assertThat(growing.filled(growing.at(0.9)).losses())
                .isEqualTo(bowl(null).losses());
    }
}
