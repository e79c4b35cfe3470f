package io.orograph.network.blocked;

import io.orograph.network.Binding;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * How images are cut into tiles of 4×4 places of the output, rows of them in groups that go through the products together.
 *
 * @param samples of a tile of the plan
 * @param in the input's channels, height and width
 * @param out the output's
 * @param before places of padding above and left of the input
 * @param rows rows of tiles
 * @param columns tiles in a row
 * @param rowsTogether rows of tiles in a group
 */
record WinogradTiles(int samples, Image in, Image out, Padding before, int rows, int columns, int rowsTogether) {

    /** Numbers mapped at once: the some fifty planes of a map, of 2 KiB each, stay in the second cache. */
    static final int CHUNK = 512;

    /** Floats of what the products read at a time, where a row of tiles is not more. */
    private static final long ROOM = 1 << 20;

    /** The size of an image. */
    record Image(int channels, int height, int width) {

        static Image of(long... shape) {
            return new Image((int) shape[1], (int) shape[2], (int) shape[3]);
        }

        boolean contains(int row, int column) {
            return row >= 0 && row < height && column >= 0 && column < width;
        }
    }

    /** Places beside an image. */
    record Padding(int rows, int columns) {}

    /**
     * Neighbouring tiles of a row that are mapped at once: all of their samples, or some of one tile's.
     *
     * @param row of tiles, counted in the image
     * @param sample the first
     */
    record Strip(int row, int column, int columns, int sample, int samples) {}

    /** What is done to a strip. */
    @FunctionalInterface
    interface Step {
        void run(Strip strip);
    }

    /**
     * Cuts the images of a convolution.
     *
     * @param before places of padding above and left of the input
     */
    static WinogradTiles of(long samples, Image in, Image out, Padding before) {
        int rows = tiles(out.height());
        int columns = tiles(out.width());
        long ofRow = (long) WinogradMaps.PLACES * columns * samples * Math.max(in.channels(), out.channels());
        long most = Math.max(1, ROOM / ofRow);
        long groups = (rows + most - 1) / most;
        return new WinogradTiles((int) samples, in, out, before, rows, columns, (int) ((rows + groups - 1) / groups));
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

    private static int tiles(int places) {
        return (places + WinogradMaps.STEP - 1) / WinogradMaps.STEP;
    }

    int groups() {
        return (rows + rowsTogether - 1) / rowsTogether;
    }

    /** Returns an array for what images of a group are mapped to. */
    INDArray factors(Binding binding, Image image) {
        return binding.scratch(WinogradMaps.PLACES, rowsOfProduct(), image.channels());
    }

    /** Returns the rows of the products' factors: samples of tiles of a group. */
    long rowsOfProduct() {
        return (long) rowsTogether * columns * samples;
    }

    /** Returns the row of the products where a strip begins. */
    int rowOfProduct(Strip strip) {
        return (strip.row() % rowsTogether * columns + strip.column()) * samples + strip.sample();
    }

    /** Returns how many numbers a plane has at most. */
    static int longest(int channels) {
        return Math.max(CHUNK, channels);
    }

    /**
     * Goes through a group of rows of tiles, in the last one also through rows behind the last of the image.
     *
     * @param channels of a place
     */
    void inStrips(int group, int channels, Step step) {
        int samplesTogether = Math.min(samples, Math.max(1, CHUNK / channels));
        int columnsTogether = samplesTogether < samples ? 1 : Math.max(1, CHUNK / (channels * samples));
        for (int row = group * rowsTogether; row < (group + 1) * rowsTogether; row++) {
            for (int column = 0; column < columns; column += columnsTogether) {
                int width = Math.min(columnsTogether, columns - column);
                for (int sample = 0; sample < samples; sample += samplesTogether) {
                    step.run(new Strip(row, column, width, sample, Math.min(samplesTogether, samples - sample)));
                }
            }
        }
    }
}
