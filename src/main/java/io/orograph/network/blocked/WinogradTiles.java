package io.orograph.network.blocked;

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
     * @param room floats that the input of the products takes, where a row of tiles is not more
     */
    static WinogradTiles of(ConvolutionProblem problem, long room) {
        Image out = Image.of(problem.y());
        int rows = tiles(out.height());
        int columns = tiles(out.width());
        long samples = problem.x()[0];
        long ofRow = WinogradConvolution.PLACES * columns * samples * problem.x()[1];
        long most = Math.max(1, room / ofRow);
        long groups = (rows + most - 1) / most;
        long[] begin = problem.windows().begin();
        return new WinogradTiles(
                (int) samples,
                Image.of(problem.x()),
                out,
                new Padding((int) begin[0], (int) begin[1]),
                rows,
                columns,
                (int) ((rows + groups - 1) / groups));
    }

    private static int tiles(int places) {
        return (places + WinogradMaps.STEP - 1) / WinogradMaps.STEP;
    }

    int groups() {
        return (rows + rowsTogether - 1) / rowsTogether;
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
     * Goes through a group of rows of tiles.
     *
     * @param channels of a place
     */
    void inStrips(int group, int channels, Step step) {
        int samplesTogether = Math.min(samples, Math.max(1, CHUNK / channels));
        int columnsTogether = samplesTogether < samples ? 1 : Math.max(1, CHUNK / (channels * samples));
        int end = Math.min(rows, (group + 1) * rowsTogether);
        for (int row = group * rowsTogether; row < end; row++) {
            for (int column = 0; column < columns; column += columnsTogether) {
                int width = Math.min(columnsTogether, columns - column);
                for (int sample = 0; sample < samples; sample += samplesTogether) {
                    step.run(new Strip(row, column, width, sample, Math.min(samplesTogether, samples - sample)));
                }
            }
        }
    }
}
