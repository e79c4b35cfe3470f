package io.orograph.figure.film;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orograph.landscape.Grid;
import io.orograph.landscape.Landscape;
import io.orograph.objective.Evaluation;
import io.orograph.plane.PlaneCoordinates;
import io.orograph.plane.PlanePath;
import io.orograph.plane.Section;
import io.orograph.plot.BoxView;
import io.orograph.plot.ColorMap;
import io.orograph.plot.LandscapeData;
import io.orograph.plot.LossScale;
import io.orograph.plot.Picture;
import io.orograph.plot.Quantity;
import io.orograph.provenance.Key;
import io.orograph.provenance.Provenance;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class LandscapeFilmTest {

    private static final FilmFormat FORMAT = FilmFormat.of(480, 1, 8);

    /** Rows that the title has. */
    private static final int TITLE = 36;

    /** Rows above the floor. */
    private static final int HALF = 180;

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
        Film film = new LandscapeFilm(LandscapeData.automatic(bowl(path())), kind, FORMAT, FilmLook.DEFAULT);
        Picture third = film.frame(3);
        assertThat(third.width()).isEqualTo(480);
        assertThat(third.height()).isEqualTo(360);
        assertThat(film.frame(0).argb()).isNotEqualTo(third.argb());
        assertThat(film.frame(3).argb()).isEqualTo(third.argb());
    }

    /** From one side alone the surface may be larger than where it needs room to turn. */
    @Test
    void theSurfaceOfAFilmThatDoesNotTurnFillsItsFrame() {
        LandscapeData data = LandscapeData.automatic(bowl(path()));
        FilmLook alongAnAxis = FilmLook.DEFAULT.with(new BoxView(-90, 28, 1));
        Picture turning = new LandscapeFilm(data, FilmKind.TURNTABLE, FORMAT, alongAnAxis).frame(0);
        Picture still = new LandscapeFilm(data, FilmKind.EVALUATION, FORMAT, alongAnAxis).frame(7);
        assertThat(colored(still)).isGreaterThan(colored(turning) * 11 / 10);
    }

    /** Counts the pixels left of the bar that are of a colour, not grey. */
    private static int colored(Picture picture) {
        int colored = 0;
        for (int y = 0; y < picture.height(); y++) {
            for (int x = 0; x < picture.width() * 3 / 4; x++) {
                int argb = picture.argb()[y * picture.width() + x];
                int red = argb >> 16 & 0xff;
                int green = argb >> 8 & 0xff;
                int blue = argb & 0xff;
                colored += Math.max(red, Math.max(green, blue)) - Math.min(red, Math.min(green, blue)) > 60 ? 1 : 0;
            }
        }
        return colored;
    }

    /** Heights of one quantity and colours of another: the shape of the one, the colours of the other, its name at the bar. */
    @ParameterizedTest
    @EnumSource(FilmKind.class)
    void heightsAndColoursCanBeOfTwoQuantities(FilmKind kind) {
        Landscape loss = bowl(path());
        double[] right = new double[loss.grid().cells()];
        Arrays.setAll(right, cell -> loss.grid().alpha().value(cell % 9) < 0 ? 0.25 : 0.75);
        BitSet all = new BitSet();
        all.set(0, right.length);
        Landscape both = new Landscape(
                loss.section(),
                loss.grid(),
                new Landscape.Cells(loss.losses(), loss.losses(), null, right, all),
                // A caption, so that all pages have room for one.
                Provenance.NONE.with(Key.DIRECTIONS, "two"));
        LandscapeData accuracy = LandscapeData.automatic(Quantity.ACCURACY.in(both));
        LossScale scale = LossScale.automatic(both);
        Film one = new LandscapeFilm(new LandscapeData(both, scale), kind, FORMAT, FilmLook.DEFAULT);
        Film two = new LandscapeFilm(new LandscapeData(both, scale, accuracy), kind, FORMAT, FilmLook.DEFAULT);
        assertThat(two.title()).isEqualTo("Loss landscape, coloured by accuracy");
        Picture plain = one.frame(6);
        Picture colored = two.frame(6);
        // A step has the two ends of the map and hardly anything between; a bowl has all of it.
        int middle = ColorMap.standard().argb(0.5);
        assertThat(shareNear(colored, middle)).isLessThan(0.5 * shareNear(plain, middle));
        // Which row of a rim counts as coloured depends on its colour, which is mixed with what lies behind it.
        Film other = new LandscapeFilm(accuracy, kind, FORMAT, FilmLook.DEFAULT);
        assertThat(alike(top(colored), top(plain))).isGreaterThan(0.95);
        assertThat(alike(top(other.frame(6)), top(plain))).isLessThan(0.5);
    }

    private static double alike(int[] one, int[] other) {
        long near = IntStream.range(0, one.length)
                .filter(x -> one[x] < HALF && other[x] < HALF && Math.abs(one[x] - other[x]) <= 2)
                .count();
        return (double) near / Arrays.stream(other).filter(y -> y < HALF).count();
    }

    /** The share of the picture left of the bar whose hue is about that of a colour, however it is lit. */
    private static double shareNear(Picture picture, int argb) {
        int count = 0;
        for (int i = 0; i < picture.argb().length; i++) {
            boolean left = i % picture.width() < picture.width() * 3 / 4;
            count +=
                    left && Math.abs(hue(picture.argb()[i]) - hue(argb)) < 0.04 && isColored(picture.argb()[i]) ? 1 : 0;
        }
        return (double) count / picture.argb().length;
    }

    /** The highest row in each column of what is coloured left of the bar and above the floor: the outline of the surface. */
    private static int[] top(Picture picture) {
        return IntStream.range(0, picture.width() * 3 / 4)
                .map(x -> IntStream.range(TITLE, HALF)
                        .filter(y -> isColored(picture.argb()[y * picture.width() + x]))
                        .findFirst()
                        .orElse(HALF))
                .toArray();
    }

    private static float hue(int argb) {
        return java.awt.Color.RGBtoHSB(argb >> 16 & 0xff, argb >> 8 & 0xff, argb & 0xff, null)[0];
    }

    private static boolean isColored(int argb) {
        return java.awt.Color.RGBtoHSB(argb >> 16 & 0xff, argb >> 8 & 0xff, argb & 0xff, null)[1] > 0.3;
    }

    /** A bowl is the same from four sides, and its box stands still: only labels and the light's side would tell. */
    @Test
    void aTurntableEndsWhereItBegan() {
        Film film =
                new LandscapeFilm(LandscapeData.automatic(bowl(null)), FilmKind.TURNTABLE, FORMAT, FilmLook.DEFAULT);
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
        assertThatThrownBy(() -> new LandscapeFilm(
                        LandscapeData.automatic(bowl(null)), FilmKind.TRAJECTORY, FORMAT, FilmLook.DEFAULT))
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
