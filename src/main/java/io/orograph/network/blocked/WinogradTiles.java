package io.orograph.network.blocked;

import io.orograph.network.Binding;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * How images are cut into tiles of 4×4 places of the output, in groups that go through the products together. In memory the
 * places of an image are outermost, so that a place has a stream of numbers: those of all samples and channels.
 *
 * @param samples of a tile of the plan
 * @param in the input's channels, height and width
 * @param out the output's
 * @param before places of padding above and left of the input
 * @param together tiles in a group, but for the last
 */
record WinogradTiles(int samples, Image in, Image out, Padding before, int together) {

    /** Bytes of factors and products of a group: they stay in the second cache of a core. */
    private static final long ROOM = 1 << 18;

    /** Rows of the products from which on reading a filter's matrices is repaid. */
    private static final long MANY_ROWS = 32;

    /** Floats of a line of the cache. */
    private static final long LINE = 16;

    /** The size of an image. */
    record Image(int channels, int height, int width) {

        static Image of(long... shape) {
            return new Image((int) shape[1], (int) shape[2], (int) shape[3]);
        }

        /** Returns the number of a place; negative if it is beside the image. */
        int place(int row, int column) {
            boolean isIn = row >= 0 && row < height && column >= 0 && column < width;
            return isIn ? row * width + column : -1;
        }
    }

    /** Places beside an image. */
    record Padding(int rows, int columns) {}

    /** Tiles that go through the products together. */
    record Group(int first, int count) {}

    /**
     * Cuts the images of a convolution.
     *
     * @param before places of padding above and left of the input
     */
    static WinogradTiles of(long samples, Image in, Image out, Padding before) {
        int tiles = along(out.height()) * along(out.width());
        long ofTile = WinogradMaps.PLACES * samples * (in.channels() + out.channels()) * Float.BYTES;
        long least = (MANY_ROWS + samples - 1) / samples;
        long most = Math.max(least, ROOM / ofTile);
        long groups = (tiles + most - 1) / most;
        return new WinogradTiles((int) samples, in, out, before, (int) ((tiles + groups - 1) / groups));
    }

    /** Cuts the images of a convolution on its way forward. */
    static WinogradTiles forward(ConvolutionProblem problem) {
        long[] begin = problem.windows().begin();
        return of(problem.x()[0], Image.of(problem.x()), Image.of(problem.y()), new Padding((int) begin[0], (int)
                begin[1]));
    }

    /** Cuts the images of the convolution that is the way back to its input: of the output's by the turned filter. */
    static WinogradTiles toData(ConvolutionProblem problem) {
        long[] begin = problem.windows().begin();
        int reach = WinogradMaps.FILTER - 1;
        return of(
                problem.x()[0],
                Image.of(problem.y()),
                Image.of(problem.x()),
                new Padding(reach - (int) begin[0], reach - (int) begin[1]));
    }

    /** Returns how many tiles an axis of the output has. */
    private static int along(int places) {
        return (places + WinogradMaps.STEP - 1) / WinogradMaps.STEP;
    }

    private int columns() {
        return along(out.width());
    }

    /** Returns how many groups there are. */
    int groups() {
        return (along(out.height()) * columns() + together - 1) / together;
    }

    Group group(int number) {
        int first = number * together;
        return new Group(first, Math.min(together, along(out.height()) * columns() - first));
    }

    /** Returns the row of places of the output where a tile begins. */
    int row(int tile) {
        return tile / columns() * WinogradMaps.STEP;
    }

    /** Returns the column of places of the output where a tile begins. */
    int column(int tile) {
        return tile % columns() * WinogradMaps.STEP;
    }

    /** Returns how many floats a place of an image has. */
    long stream(Image image) {
        return (long) samples * image.channels();
    }

    /** Returns an array for what images of a group are mapped to, the numbers of each place at a {@link #step} of their own. */
    INDArray factors(Binding binding, Image image) {
        return binding.scratch(WinogradMaps.PLACES * step(image));
    }

    /**
     * Returns how many floats lie between the factors of one place and of the next: an odd number of lines, because a map writes
     * all places at once, and those that lie a power of two apart share few lines of the cache.
     */
    long step(Image image) {
        long lines = (together * stream(image) + LINE - 1) / LINE;
        return (lines | 1) * LINE;
    }
}
