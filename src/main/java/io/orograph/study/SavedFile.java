package io.orograph.study;

import io.orograph.export.Exportable;
import io.orograph.export.LandscapeNpz;
import io.orograph.export.OutputFormat;
import io.orograph.export.OutputFormats;
import io.orograph.export.ResultNpz;
import io.orograph.export.SavedResult;
import io.orograph.file.FileName;
import io.orograph.file.UnsupportedFileException;
import io.orograph.provenance.Key;
import io.orograph.provenance.Provenance;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A result that a file holds, to be written in another format without evaluating anything: a landscape, or the numbers of any
 * other study.
 */
public final class SavedFile {

    private final Path file;
    private final SavedResult values;
    private final Optional<LandscapeStudy.Result> landscape;

    private SavedFile(Path file, SavedResult values, Optional<LandscapeStudy.Result> landscape) {
        this.file = file;
        this.values = values;
        this.landscape = landscape;
    }

    /**
     * Opens a result.
     *
     * @throws IOException if the file holds none or cannot be read; the message is a sentence
     */
    public static SavedFile open(Path file) throws IOException {
        SavedResult values = ResultNpz.read(file);
        boolean isLandscape = values.values().arrays().keySet().containsAll(LandscapeNpz.NEEDED);
        return new SavedFile(
                file,
                values,
                isLandscape
                        ? Optional.of(LandscapeStudy.Result.opened(LandscapeNpz.read(file), values.values()))
                        : Optional.empty());
    }

    /** Returns where the result comes from. */
    public Provenance provenance() {
        return values.provenance();
    }

    /**
     * Returns the landscape that it is.
     *
     * @throws UnsupportedFileException if it is another result
     */
    public LandscapeStudy.Result landscape() throws UnsupportedFileException {
        return landscape.orElseThrow(() -> new UnsupportedFileException(
                file,
                "holds no landscape but the numbers of \"" + values.provenance().text(Key.COMMAND)
                        + "\"; choose the file of a landscape"));
    }

    /** Tells whether there are arrays besides those of a grid. */
    private boolean hasMoreThanGrid() {
        return !LandscapeNpz.GRID.containsAll(values.values().arrays().keySet());
    }

    /**
     * Writes it in the format that a name asks for.
     *
     * @param landscapes the formats of a landscape
     * @return what the file has no place for, as a sentence; empty if it has a place for all
     * @throws UnsupportedFileException if it is nothing that this format can hold
     */
    public Optional<String> write(Path out, OutputFormats<LandscapeStudy.Result> landscapes) throws IOException {
        if (landscape.isPresent()) {
            OutputFormat<LandscapeStudy.Result> format = landscapes.of(out);
            format.write(out, landscape.get());
            return format.holdsAll() || !hasMoreThanGrid()
                    ? Optional.empty()
                    : Optional.of(FileName.of(out) + " holds " + format.holds().words()
                            + "; NPZ, JSON and HDF5 hold the" + " rest too.");
        }
        OutputFormats<Exportable> formats = Outputs.NUMBERS;
        if (formats.find(out).isEmpty()) {
            throw new UnsupportedFileException(
                    file,
                    "holds no landscape, so that it is written as " + formats.names()
                            + " only; give a name that ends in " + formats.endings() + ", not \"" + FileName.of(out)
                            + "\"");
        }
        formats.write(out, values);
        return Optional.empty();
    }
}
