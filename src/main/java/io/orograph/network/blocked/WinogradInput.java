package io.orograph.network.blocked;

import io.orograph.network.blocked.WinogradTiles.Strip;
import io.orograph.network.operators.kernel.FlatArray;
import java.util.Arrays;

/** The map Bᵀd of tiles of images, on each of their axes, to the left factors of the products, [36, tiles·samples, C]. */
record WinogradInput(WinogradTiles tiles, FlatArray.Floats x, FlatArray.Floats factors) {

    /** Maps a group of rows of tiles. */
    void map(int group) {
        int channels = tiles.in().channels();
        Planes planes = Planes.of(WinogradTiles.longest(channels));
        tiles.inStrips(group, channels, strip -> map(strip, planes));
    }

    private void map(Strip strip, Planes planes) {
        int piece = strip.samples() * tiles.in().channels();
        int length = strip.columns() * piece;
        for (int column = 0; column < WinogradMaps.TILE; column++) {
            for (int row = 0; row < WinogradMaps.TILE; row++) {
                read(strip, row, column, planes.edge()[row], piece);
            }
            WinogradMaps.input(planes.edge(), planes.column(column), length);
        }
        int at = tiles.rowOfProduct(strip) * tiles.in().channels();
        int step = (int) tiles.rowsOfProduct() * tiles.in().channels();
        for (int row = 0; row < WinogradMaps.TILE; row++) {
            WinogradMaps.input(planes.row(row), planes.edge(), length);
            for (int column = 0; column < WinogradMaps.TILE; column++) {
                factors.write(planes.edge()[column], at + (row * WinogradMaps.TILE + column) * step, length);
            }
        }
    }

    /** Reads what all tiles of a strip have at one of their places; beside the image there are zeros. */
    private void read(Strip strip, int row, int column, float[] plane, int piece) {
        int y = strip.row() * WinogradMaps.STEP + row - tiles.before().rows();
        for (int tile = 0; tile < strip.columns(); tile++) {
            int x = (strip.column() + tile) * WinogradMaps.STEP
                    + column
                    - tiles.before().columns();
            if (tiles.in().contains(y, x)) {
                int place = (y * tiles.in().width() + x) * tiles.samples() + strip.sample();
                this.x.read(place * tiles.in().channels(), plane, tile * piece, piece);
            } else {
                Arrays.fill(plane, tile * piece, (tile + 1) * piece, 0);
            }
        }
    }
}
