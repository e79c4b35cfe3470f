package io.orograph.export;

import io.orograph.file.AtomicFile;
import io.orograph.file.Excerpt;
import io.orograph.landscape.Grid;
import io.orograph.landscape.Landscape;
import io.orograph.provenance.ProvenanceJson;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * A landscape as a table in UTF-8: lines that begin with {@code #} give the provenance ({@code # name: value}, the
 * value in JSON), then a header, then a line a cell, α running fastest:
 * {@code alpha,beta,loss,loss_se,loss_difference_se,accuracy}. The last two columns are there only for a landscape that
 * has them.
 *
 * <p>Numbers are written so that reading them gives the same double; NaN and infinities as {@code nan}, {@code inf}
 * and {@code -inf}. A cell that is not evaluated has empty fields after its coordinates. Lines end with a line feed.
 * {@code pandas.read_csv(file, comment="#")} reads it.
 */
public final class LandscapeCsv {

    private LandscapeCsv() {}

    /** Writes or replaces a file, whole or not at all. */
    public static void write(Path file, Landscape landscape) throws IOException {
        AtomicFile.write(file, out -> {
            Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
            write(writer, landscape);
            writer.flush();
        });
    }

    private static void write(Writer writer, Landscape landscape) throws IOException {
        writer.write("# Loss landscape: L(theta0 + alpha d1 + beta d2), written by Orograph\n");
        for (var entry : landscape.provenance().entries().entrySet()) {
            String name = Excerpt.line(entry.getKey());
            writer.write("# " + name + ": " + ProvenanceJson.json(entry.getValue()) + "\n");
        }
        boolean accuracy = landscape.hasAccuracy();
        boolean paired = landscape.hasDifferenceErrors();
        writer.write(
                "alpha,beta,loss,loss_se" + (paired ? ",loss_difference_se" : "") + (accuracy ? ",accuracy\n" : "\n"));
        Grid grid = landscape.grid();
        for (int cell = 0; cell < grid.cells(); cell++) {
            boolean evaluated = landscape.isEvaluated(cell);
            writer.write(text(grid.alpha().value(cell % grid.nx())));
            writer.write("," + text(grid.beta().value(cell / grid.nx())));
            writer.write("," + (evaluated ? text(landscape.loss(cell)) : ""));
            writer.write("," + (evaluated ? text(landscape.standardError(cell)) : ""));
            if (paired) {
                writer.write("," + (evaluated ? text(landscape.differenceError(cell)) : ""));
            }
            if (accuracy) {
                writer.write("," + (evaluated ? text(landscape.accuracy(cell)) : ""));
            }
            writer.write('\n');
        }
    }

    /** Returns a number that reads as the same double. */
    static String text(double value) {
        if (Double.isNaN(value)) {
            return "nan";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "inf" : "-inf";
        }
        return Double.toString(value);
    }
}
