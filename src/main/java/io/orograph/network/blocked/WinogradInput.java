package io.orograph.network.blocked;

import io.orograph.network.blocked.WinogradTiles.Image;
import io.orograph.network.blocked.WinogradTiles.Padding;
import io.orograph.network.blocked.WinogradTiles.Strip;
import io.orograph.network.operators.kernel.FlatArray;
import java.util.Arrays;

/**
 * A map of tiles of images, on each of their axes, to factors of the products, [36, tiles·samples, channels].
 *
 * @param side places of a tile along an axis, of those that the tiles begin four apart
 * @param before places of padding above and left of the image
 */
record WinogradInput(
        WinogradTiles tiles,
        int side,
        WinogradMaps.Along along,
        Image image,
        Padding before,
        FlatArray.Floats x,
        FlatArray.Floats factors) {

    /** Returns the map Bᵀd of the input. */
    static WinogradInput of(WinogradTiles tiles, FlatArray.Floats x, FlatArray.Floats factors) {
        return new WinogradInput(tiles, WinogradMaps.TILE, WinogradMaps::input, tiles.in(), tiles.before(), x, factors);
    }

    /** Returns the map Ay of the gradient of the output. */
    static WinogradInput ofGradient(WinogradTiles tiles, FlatArray.Floats y, FlatArray.Floats factors) {
        return new WinogradInput(
                tiles, WinogradMaps.STEP, WinogradMaps::outputBack, tiles.out(), new Padding(0, 0), y, factors);
    }

    /** Maps a group of rows of tiles. */
    void map(int group) {
        Planes planes = Planes.of(WinogradTiles.longest(image.channels()));
        tiles.inStrips(group, image.channels(), strip -> map(strip, planes));
    }

    private void map(Strip strip, Planes planes) {
        int piece = strip.samples() * image.channels();
        int length = strip.columns() * piece;
        for (int column = 0; column < side; column++) {
            for (int row = 0; row < side; row++) {
                read(strip, row, column, planes.edge()[row], piece);
            }
            along.map(planes.edge(), planes.column(column), length);
        }
        int at = tiles.rowOfProduct(strip) * image.channels();
        int step = (int) tiles.rowsOfProduct() * image.channels();
        for (int row = 0; row < WinogradMaps.TILE; row++) {
            along.map(planes.row(row), planes.edge(), length);
            for (int column = 0; column < WinogradMaps.TILE; column++) {
                factors.write(planes.edge()[column], at + (row * WinogradMaps.TILE + column) * step, length);
            }
        }
    }

    /** Reads what all tiles of a strip have at one of their places; beside the image there are zeros. */
    private void read(Strip strip, int row, int column, float[] plane, int piece) {
        int high = strip.row() * WinogradMaps.STEP + row - before.rows();
        for (int tile = 0; tile < strip.columns(); tile++) {
            int wide = (strip.column() + tile) * WinogradMaps.STEP + column - before.columns();
            if (image.contains(high, wide)) {
                int place = (high * image.width() + wide) * tiles.samples() + strip.sample();
                x.read(place * image.channels(), plane, tile * piece, piece);
            } else {
                Arrays.fill(plane, tile * piece, (tile + 1) * piece, 0);
            }
        }
    }
}
