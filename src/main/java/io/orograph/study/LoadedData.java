package io.orograph.study;

import io.orograph.data.DataReaders;
import io.orograph.data.DataSource;
import io.orograph.data.Dataset;
import io.orograph.file.Sha256;
import java.io.IOException;

/**
 * Data as their file holds them, before they are fitted to a model.
 *
 * @param sha256 digest of the file (of the inputs' file, where there are two)
 */
public record LoadedData(DataSource source, String sha256, Dataset dataset) {

    /**
     * Reads a data file.
     *
     * @throws IOException if it cannot be read or taken; the message is a sentence for the person
     */
    public static LoadedData open(DataSource source) throws IOException {
        // Read first: the reader says in a sentence what is wrong with a file, the digest only that it failed.
        Dataset dataset = DataReaders.open(source);
        return new LoadedData(source, Sha256.of(source.path()), dataset);
    }
}
