package io.orograph.network;

/**
 * A tensor of a model file that holds the numbers of a parameter once more, because a weight was used in two places and
 * the exporter wrote it for each: it follows that parameter, and is none itself.
 *
 * @param own the parameter that it is if it is untied; its offset is its place in θ then, with all others untied too
 * @param source name of the parameter that it follows
 * @param transposed whether its axes are swapped
 */
public record TiedTensor(Parameter own, String source, boolean transposed) {

    /** Returns its name in the model file. */
    public String name() {
        return own.name();
    }

    /** Returns its numbers where those of its source are given. */
    public double[] values(double[] source) {
        if (!transposed) {
            return source.clone();
        }
        int rows = (int) own.shape()[0];
        int columns = (int) own.shape()[1];
        double[] values = new double[source.length];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                values[row * columns + column] = source[column * rows + row];
            }
        }
        return values;
    }
}
