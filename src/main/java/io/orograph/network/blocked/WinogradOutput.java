package io.orograph.network.blocked;

import io.orograph.network.blocked.WinogradTiles.Strip;
import io.orograph.network.operators.kernel.FlatArray;
import java.util.Arrays;
import java.util.Optional;

/**
 * The map Aᵀm of products, [36, tiles·samples, O], on each axis of their tiles, to the images of the output, and what follows
 * the convolution.
 *
 * @param bias of each channel; null if there is none
 * @param skip what skipped the convolution; null if nothing did
 * @param cap the largest number of the rectifier; empty for no rectifier
 */
record WinogradOutput(
        WinogradTiles tiles,
        FlatArray.Floats products,
        FlatArray.Floats bias,
        FlatArray.Floats skip,
        Optional<Double> cap,
        FlatArray.Floats y) {

    /** Maps a group of rows of tiles. */
    void map(int group) {
        int channels = tiles.out().channels();
        Planes planes = Planes.of(WinogradTiles.longest(channels));
        repeatBias(planes.bias());
        planes.clearSkip();
        tiles.inStrips(group, channels, strip -> map(strip, planes));
    }

    private void repeatBias(float[] plane) {
        int channels = tiles.out().channels();
        if (bias == null) {
            Arrays.fill(plane, 0);
            return;
        }
        bias.read(0, plane, channels);
        for (int begin = channels; begin + channels <= plane.length; begin += channels) {
            System.arraycopy(plane, 0, plane, begin, channels);
        }
    }

    private void map(Strip strip, Planes planes) {
        int length = strip.columns() * piece(strip);
        readRows(strip, planes, length);
        float least = cap.isPresent() ? 0 : Float.NEGATIVE_INFINITY;
        float most = cap.map(Double::floatValue).orElse(Float.POSITIVE_INFINITY);
        for (int row = 0; row < WinogradMaps.STEP; row++) {
            WinogradMaps.output(planes.row(row), planes.edge(), length);
            for (int column = 0; column < WinogradMaps.STEP; column++) {
                float[] plane = planes.edge()[column];
                readSkip(strip, row, column, planes.skip());
                WinogradMaps.finish(plane, planes.bias(), planes.skip(), least, most, length);
                write(strip, row, column, plane);
            }
        }
    }

    /** Returns how many numbers a place of a tile of a strip has. */
    private int piece(Strip strip) {
        return strip.samples() * tiles.out().channels();
    }

    /** Maps the columns of the tiles of a strip, which makes rows of four of six. */
    private void readRows(Strip strip, Planes planes, int length) {
        int from = tiles.rowOfProduct(strip) * tiles.out().channels();
        int step = (int) tiles.rowsOfProduct() * tiles.out().channels();
        for (int column = 0; column < WinogradMaps.TILE; column++) {
            for (int row = 0; row < WinogradMaps.TILE; row++) {
                products.read(from + (row * WinogradMaps.TILE + column) * step, planes.edge()[row], length);
            }
            WinogradMaps.output(planes.edge(), planes.column(column), length);
        }
    }

    private void readSkip(Strip strip, int row, int column, float[] plane) {
        if (skip == null) {
            return;
        }
        int piece = piece(strip);
        for (int tile = 0; tile < strip.columns(); tile++) {
            int place = place(strip, row, column, tile);
            if (place >= 0) {
                skip.read(place, plane, tile * piece, piece);
            }
        }
    }

    private void write(Strip strip, int row, int column, float[] plane) {
        int piece = piece(strip);
        for (int tile = 0; tile < strip.columns(); tile++) {
            int place = place(strip, row, column, tile);
            if (place >= 0) {
                y.write(plane, tile * piece, place, piece);
            }
        }
    }

    /** Returns where the numbers of a place of a tile begin in the output; negative where the tile is over its edge. */
    private int place(Strip strip, int row, int column, int tile) {
        int y = strip.row() * WinogradMaps.STEP + row;
        int x = (strip.column() + tile) * WinogradMaps.STEP + column;
        return tiles.out().contains(y, x)
                ? ((y * tiles.out().width() + x) * tiles.samples() + strip.sample())
                        * tiles.out().channels()
                : -1;
    }
}
