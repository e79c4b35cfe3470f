package io.orograph.network.blocked;

import io.orograph.network.Binding;
import io.orograph.network.NativeCopy;
import io.orograph.network.blocked.WinogradTiles.Group;
import io.orograph.network.jit.CallList;
import io.orograph.network.jit.StreamTables;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The map AᵀmA of products, [36, tiles·samples, O], to the images of the output, and what follows the convolution.
 *
 * @param products as {@link WinogradTiles#factors} of the output
 * @param ending what follows
 * @param biases the bias once for each sample; null if there is none
 * @param beside takes what is beside the image; as many numbers as a place has
 */
record WinogradOutput(
        WinogradTiles tiles, INDArray products, Ending ending, INDArray biases, INDArray beside, INDArray y) {

    static WinogradOutput of(Binding binding, WinogradTiles tiles, Ending ending, INDArray y) {
        long stream = tiles.stream(tiles.out());
        return new WinogradOutput(
                tiles,
                tiles.factors(binding, tiles.out()),
                ending,
                ending.bias() == null ? null : binding.scratch(stream),
                binding.scratch(stream),
                y);
    }

    /** Appends what has to be done before all groups: the bias is repeated for each sample. */
    void begin(CallList.Builder calls) {
        if (ending.bias() != null) {
            long from = NativeCopy.address(ending.bias());
            int channels = tiles.out().channels();
            calls.call(StreamTables.of(
                    WinogradMaps.copy(),
                    IntStream.range(0, tiles.samples())
                            .mapToObj(sample -> new long[] {from, PlanMemory.at(biases, (long) sample * channels)})
                            .toList(),
                    channels));
        }
    }

    /** Returns where the streams of a group lie. */
    StreamTables of(Group group) {
        return StreamTables.of(
                WinogradMaps.ofOutput(
                        new WinogradMaps.Ending(ending.bias() != null, ending.skip() != null, ending.cap())),
                IntStream.range(0, group.count())
                        .mapToObj(tile -> table(group, tile))
                        .toList(),
                tiles.stream(tiles.out()));
    }

    private long[] table(Group group, int tile) {
        long stream = tiles.stream(tiles.out());
        LongStream read = IntStream.range(0, WinogradMaps.PLACES)
                .mapToLong(place -> PlanMemory.at(products, place * tiles.step(tiles.out()) + tile * stream));
        LongStream bias = ending.bias() == null ? LongStream.empty() : LongStream.of(NativeCopy.address(biases));
        LongStream skip = ending.skip() == null ? LongStream.empty() : results(group.first() + tile, ending.skip());
        return LongStream.concat(
                        LongStream.concat(read, bias), LongStream.concat(skip, results(group.first() + tile, y)))
                .toArray();
    }

    /** Returns where the places of a tile are in an image of the output. */
    private LongStream results(int tile, INDArray image) {
        return IntStream.range(0, WinogradMaps.RESULTS).mapToLong(place -> {
            int at = tiles.out()
                    .place(tiles.row(tile) + place / WinogradMaps.STEP, tiles.column(tile) + place % WinogradMaps.STEP);
            return at < 0 ? NativeCopy.address(beside) : PlanMemory.at(image, at * tiles.stream(tiles.out()));
        });
    }
}
