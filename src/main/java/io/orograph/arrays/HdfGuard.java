package io.orograph.arrays;

import io.jhdf.api.Dataset;
import io.jhdf.api.dataset.ChunkedDataset;
import io.jhdf.exceptions.HdfException;
import io.jhdf.exceptions.HdfFilterException;
import io.jhdf.exceptions.UnsupportedHdfException;
import io.jhdf.filter.PipelineFilterWithData;
import io.orograph.file.DamagedFileException;
import io.orograph.file.Excerpt;
import io.orograph.file.UnreadableFileException;
import io.orograph.file.UnsupportedFileException;
import io.orograph.network.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.CancellationException;

/** Turns what jHDF throws into sentences, and compares what a file claims with what it has before jHDF believes it. */
final class HdfGuard {

    /** Deflate packs no better. */
    private static final long BEST_PACKING = 1032;

    private static final String UNKNOWN_FILTER = "A required filter is not available: ";

    private static final Set<String> READ_FILTERS = Set.of("deflate", "shuffle", "fletcher32", "lzf");

    private final Path file;
    private final long bytes;

    HdfGuard(Path file, long bytes) {
        this.file = file;
        this.bytes = bytes;
    }

    /** A use of jHDF. */
    interface Use<T> {
        T get() throws IOException;
    }

    /**
     * Runs a use of jHDF, which throws whatever its buffers do.
     *
     * @throws io.orograph.file.UnreadableFileException if the file is damaged, or holds what is not read
     */
    <T> T run(Use<T> use) throws IOException {
        try {
            return use.get();
        } catch (CancellationException e) {
            throw e;
        } catch (HdfFilterException e) {
            throw unpackable(e);
        } catch (UnsupportedHdfException e) {
            throw new UnsupportedFileException(file, "holds what is not read here: " + Excerpt.of(e.getMessage()), e);
        } catch (HdfException e) {
            throw e.getCause() instanceof HdfFilterException filter ? unpackable(filter) : damaged(e);
        } catch (RuntimeException | StackOverflowError | InternalError e) {
            // A mapped file that is shortened meanwhile is an InternalError.
            throw damaged(e);
        }
    }

    private DamagedFileException damaged(Throwable cause) {
        return new DamagedFileException(
                file, "is damaged: its parts are not where HDF5 has them; save or copy it again", cause);
    }

    private UnreadableFileException unpackable(HdfFilterException cause) {
        String message = String.valueOf(cause.getMessage());
        if (message.startsWith(UNKNOWN_FILTER)) {
            return new UnsupportedFileException(
                    file,
                    "holds an array that is packed by a filter that is not read here ("
                            + Excerpt.of(message.substring(UNKNOWN_FILTER.length()))
                            + "); save it with gzip or without compression",
                    cause);
        }
        return new DamagedFileException(
                file, "is damaged: an array in it cannot be unpacked; save or copy it again", cause);
    }

    /**
     * Checks that an array can be in the file.
     *
     * @param claimed its bytes by its shape
     */
    void checkStorage(Dataset dataset, long claimed, Origin origin) throws IOException {
        if (claimed == 0) {
            return;
        }
        if (!(dataset instanceof ChunkedDataset chunked)) {
            if (claimed > bytes) {
                throw origin.damaged(more(claimed));
            }
            return;
        }
        checkFilters(chunked, origin);
        long chunk = dataset.getDataType().getSize();
        long needed = 1;
        int[] sides = chunked.getChunkDimensions();
        long[] shape = dataset.getDimensionsAsLong();
        for (int axis = 0; axis < shape.length; axis++) {
            chunk = Math.multiplyExact(chunk, (long) sides[axis]);
            needed = Math.multiplyExact(needed, 1 + (shape[axis] - 1) / sides[axis]);
        }
        long stored = dataset.getStorageInBytes();
        boolean packed = !chunked.getFilters().isEmpty();
        if (stored < 0 || stored > bytes || chunk > (packed ? BEST_PACKING : 1) * bytes || needed > bytes) {
            throw origin.damaged(more(claimed));
        }
        requireAllChunks(chunked, sides, needed, origin);
    }

    /** HDF5 gives zeros for what was never written; they are no samples. */
    private static void requireAllChunks(ChunkedDataset dataset, int[] sides, long needed, Origin origin)
            throws IOException {
        int[] shape = dataset.getDimensions();
        int[] offset = new int[shape.length];
        for (long i = 0; i < needed; i++) {
            try {
                dataset.getRawChunkBuffer(offset);
            } catch (HdfException e) {
                throw origin.unsupported("is written in part: its shape has room for more than was ever stored, from "
                        + Shape.text(Arrays.stream(offset).asLongStream().toArray())
                        + " on; save the samples that there are");
            }
            for (int axis = shape.length - 1; axis >= 0; axis--) {
                offset[axis] += sides[axis];
                if (offset[axis] < shape[axis]) {
                    break;
                }
                offset[axis] = 0;
            }
        }
    }

    /** Checks that an array of texts can be in the file, and is not too long. */
    void checkTexts(Dataset dataset, Origin origin) throws IOException {
        long claimed = Math.multiplyExact(
                dataset.getSize(), (long) dataset.getDataType().getSize());
        if (claimed > NpyReader.LONGEST_TEXTS) {
            throw origin.unsupported("holds " + (claimed >> 20) + " MB of text, more than the "
                    + (NpyReader.LONGEST_TEXTS >> 20) + " MB that this program reads; choose another file");
        }
        checkStorage(dataset, claimed, origin);
    }

    private String more(long claimed) {
        return "its shape claims " + claimed + " bytes, more than the file of " + bytes
                + " bytes holds; save or copy it again";
    }

    private static void checkFilters(ChunkedDataset dataset, Origin origin) throws IOException {
        for (PipelineFilterWithData filter : dataset.getFilters()) {
            String name = filter.getName();
            if (!READ_FILTERS.contains(name)) {
                throw origin.unsupported("is packed by " + Excerpt.of(name)
                        + ", which is not read here; save it with gzip or without compression");
            }
        }
    }
}
