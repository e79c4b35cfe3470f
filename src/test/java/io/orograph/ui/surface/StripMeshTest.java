package io.orograph.ui.surface;

import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.landscape.Grid;
import java.util.BitSet;
import javafx.scene.shape.Mesh;
import org.junit.jupiter.api.Test;

/** When a mesh is changed in place, and when it is made anew. */
class StripMeshTest {

    private static final Grid GRID = Grid.square(1, 5);

    private static HeightMesh heights(double share, double hole, BitSet pending, HeightMesh previous) {
        double[] shares = new double[GRID.cells()];
        java.util.Arrays.fill(shares, share);
        shares[GRID.index(0, 0)] = hole;
        return HeightMesh.of(new HeightMesh.Shares(shares, shares), pending, SurfaceBox.of(GRID, 1), 101, previous);
    }

    private static Mesh shown(StripMesh strip, HeightMesh mesh) {
        strip.set(mesh.points(), mesh.normals(), mesh.texCoords(), mesh.faces());
        return strip.view().getMesh();
    }

    @Test
    void heightsAreChangedInPlace() {
        StripMesh strip = new StripMesh();
        HeightMesh low = heights(0.2, 0.2, new BitSet(), null);
        Mesh first = shown(strip, low);
        assertThat(shown(strip, heights(0.8, 0.8, new BitSet(), low))).isSameAs(first);
    }

    /** JavaFX takes no change of a vertex that no face has: AssertionError in the renderer, and a picture that stays. */
    @Test
    void aMeshWithVerticesOfNoFaceIsMadeAnew() {
        BitSet pending = new BitSet();
        pending.set(GRID.index(4, 4));
        for (boolean hole : new boolean[] {true, false}) {
            StripMesh strip = new StripMesh();
            double corner = hole ? Double.NaN : 0.2;
            BitSet estimated = hole ? new BitSet() : pending;
            HeightMesh low = heights(0.2, corner, estimated, null);
            Mesh first = shown(strip, low);
            HeightMesh high = heights(0.8, corner, estimated, low);
            assertThat(high.faces()).isSameAs(low.faces());
            assertThat(shown(strip, high)).isNotSameAs(first);
        }
    }
}
