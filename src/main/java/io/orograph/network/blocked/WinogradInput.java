package io.orograph.network.blocked;

import io.orograph.network.Binding;
import io.orograph.network.blocked.WinogradTiles.Group;
import io.orograph.network.blocked.WinogradTiles.Image;
import io.orograph.network.blocked.WinogradTiles.Padding;
import io.orograph.network.jit.CompiledLoop;
import io.orograph.network.jit.StreamTables;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A map of tiles of images to factors of the products, [36, tiles·samples, channels].
 *
 * @param map of tiles of {@code side} places along an axis, of those that the tiles begin four apart
 * @param before places of padding above and left of the image
 * @param zeros where as many are as a place has numbers, for places beside the image
 */
record WinogradInput(
        WinogradTiles tiles,
        CompiledLoop map,
        int side,
        Image image,
        Padding before,
        INDArray x,
        long zeros,
        INDArray factors) {

    /** Returns the map BᵀdB of the input. */
    static WinogradInput of(Binding binding, WinogradTiles tiles, INDArray x) {
        return of(binding, tiles, WinogradMaps.ofInput(), WinogradMaps.TILE, tiles.in(), tiles.before(), x);
    }

    /** Returns the map AyAᵀ of the gradient of the output. */
    static WinogradInput ofGradient(Binding binding, WinogradTiles tiles, INDArray y) {
        Padding none = new Padding(0, 0);
        return of(binding, tiles, WinogradMaps.ofGradient(), WinogradMaps.STEP, tiles.out(), none, y);
    }

    private static WinogradInput of(
            Binding binding, WinogradTiles tiles, CompiledLoop map, int side, Image image, Padding before, INDArray x) {
        long zeros = PlanMemory.zeros(binding, tiles.stream(image));
        return new WinogradInput(tiles, map, side, image, before, x, zeros, tiles.factors(binding, image));
    }

    /** Returns where the streams of a group lie. */
    StreamTables of(Group group) {
        return StreamTables.of(
                map,
                IntStream.range(0, group.count())
                        .mapToObj(tile -> table(group, tile))
                        .toList(),
                tiles.stream(image));
    }

    private long[] table(Group group, int tile) {
        int places = side * side;
        long[] table = new long[places + WinogradMaps.PLACES];
        int top = tiles.row(group.first() + tile) - before.rows();
        int left = tiles.column(group.first() + tile) - before.columns();
        for (int place = 0; place < places; place++) {
            int at = image.place(top + place / side, left + place % side);
            table[place] = at < 0 ? zeros : PlanMemory.at(x, at * tiles.stream(image));
        }
        for (int place = 0; place < WinogradMaps.PLACES; place++) {
            table[places + place] = PlanMemory.at(factors, place * tiles.step(image) + tile * tiles.stream(image));
        }
        return table;
    }
}
