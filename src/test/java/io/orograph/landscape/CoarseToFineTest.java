package io.orograph.landscape;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

final class CoarseToFineTest {

    @Property(tries = 300)
    void everyCellOnceAndTheCentreFirst(
            @ForAll @IntRange(min = 2, max = 80) int nx,
            @ForAll @IntRange(min = 2, max = 80) int ny,
            @ForAll @IntRange(min = -1, max = 80) int zero) {
        // The cell at θ₀ anywhere, or nowhere.
        Axis alpha = zero < 0 ? new Axis(1, 2, nx) : axisWithZeroAt(Math.min(zero, nx - 1), nx);
        Grid grid = new Grid(alpha, Axis.symmetric(1, ny));
        int[] order = CoarseToFine.order(grid);

        assertThat(Arrays.stream(order).sorted())
                .containsExactly(IntStream.range(0, grid.cells()).boxed().toArray(Integer[]::new));
        if (grid.center() >= 0) {
            assertThat(order[0]).isEqualTo(grid.center());
        }
    }

    private static Axis axisWithZeroAt(int zero, int count) {
        return new Axis(-zero, count - 1 - zero, count);
    }

    @Example
    void onePercentOfALargeGridShowsTheWholeSurface() {
        Grid grid = Grid.square(1, 201);
        Set<Integer> first = new HashSet<>();
        Arrays.stream(CoarseToFine.order(grid)).limit(grid.cells() / 100).forEach(first::add);

        // No cell of the grid is farther than 16 rows or columns from one that is there.
        for (int iy = 0; iy < grid.ny(); iy++) {
            for (int ix = 0; ix < grid.nx(); ix++) {
                assertThat(hasNear(grid, first, ix, iy)).as(ix + ", " + iy).isTrue();
            }
        }
        assertThat(first).contains(0, 200, 200 * 201, grid.cells() - 1);
    }

    @Example
    void nineCellsHaveTheWholeSurfaceBetweenThem() {
        Grid grid = Grid.square(1, 41);
        int[] order = CoarseToFine.order(grid);

        assertThat(Arrays.stream(order).limit(9).sorted())
                .containsExactly(0, 20, 40, 20 * 41, 20 * 41 + 20, 20 * 41 + 40, 40 * 41, 40 * 41 + 20, 40 * 41 + 40);
    }

    private static boolean hasNear(Grid grid, Set<Integer> cells, int ix, int iy) {
        return cells.stream().anyMatch(c -> Math.abs(c % grid.nx() - ix) <= 16 && Math.abs(c / grid.nx() - iy) <= 16);
    }

    /** For each stride the lattice through θ₀, borders included, is there before any finer one is begun. */
    @Property(tries = 100)
    void theStagesAreNestedLattices(
            @ForAll @IntRange(min = 17, max = 70) int nx,
            @ForAll @IntRange(min = 2, max = 70) int ny,
            @ForAll @IntRange(max = 69) int zero) {
        int zx = Math.min(zero, nx - 1);
        int zy = Math.min(zero, ny - 1);
        int[] order = CoarseToFine.order(new Grid(axisWithZeroAt(zx, nx), axisWithZeroAt(zy, ny)));
        for (int stride = 1; stride < Math.max(nx, ny); stride *= 2) {
            Set<Integer> lattice = new HashSet<>();
            for (int iy : places(zy, ny, stride)) {
                for (int ix : places(zx, nx, stride)) {
                    lattice.add(iy * nx + ix);
                }
            }
            Set<Integer> first = new HashSet<>();
            Arrays.stream(order).limit(lattice.size()).forEach(first::add);
            assertThat(first).as("stride " + stride).isEqualTo(lattice);
        }
    }

    private static Set<Integer> places(int zero, int count, int stride) {
        Set<Integer> places = new TreeSet<>(Set.of(0, count - 1));
        for (int i = zero; i >= 0; i -= stride) {
            places.add(i);
        }
        for (int i = zero; i < count; i += stride) {
            places.add(i);
        }
        return places;
    }
}
