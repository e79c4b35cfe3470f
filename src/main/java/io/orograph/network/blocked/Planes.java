package io.orograph.network.blocked;

import java.util.Arrays;

/** Room for the maps of {@link WinogradMaps} between arrays of a plan: a square of 6×6 planes, and an edge of six. */
final class Planes {

    private static final ThreadLocal<Planes> OF_THREAD = ThreadLocal.withInitial(() -> new Planes(0));

    private final int length;
    private final float[][][] rows = new float[WinogradMaps.TILE][WinogradMaps.TILE][];
    private final float[][][] columns = new float[WinogradMaps.TILE][WinogradMaps.TILE][];
    private final float[][] edge;
    private final float[] bias;
    private final float[] skip;

    private Planes(int length) {
        this.length = length;
        this.edge = new float[WinogradMaps.TILE][length];
        this.bias = new float[length];
        this.skip = new float[length];
        for (int row = 0; row < WinogradMaps.TILE; row++) {
            for (int column = 0; column < WinogradMaps.TILE; column++) {
                rows[row][column] = new float[length];
                columns[column][row] = rows[row][column];
            }
        }
    }

    /**
     * Returns the room of this thread, whatever was left in it.
     *
     * @param length numbers that a plane holds at least
     */
    static Planes of(int length) {
        Planes planes = OF_THREAD.get();
        if (planes.length < length) {
            planes = new Planes(length);
            OF_THREAD.set(planes);
        }
        return planes;
    }

    /** Returns six planes beside the square. */
    float[][] edge() {
        return edge;
    }

    /** Returns a row of the square. */
    float[][] row(int row) {
        return rows[row];
    }

    /** Returns a column of the square. */
    float[][] column(int column) {
        return columns[column];
    }

    /** Returns a plane for what is added to each channel, repeated. */
    float[] bias() {
        return bias;
    }

    /** Returns a plane for what skipped the convolution. */
    float[] skip() {
        return skip;
    }

    /** Makes what skips the convolution zero. */
    void clearSkip() {
        Arrays.fill(skip, 0);
    }
}
