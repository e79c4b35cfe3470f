package io.orograph.arrays;

import com.fasterxml.jackson.databind.util.ByteBufferBackedInputStream;
import io.jhdf.HdfFile;
import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import io.jhdf.dataset.DatasetBase;
import io.orograph.file.DamagedFileException;
import io.orograph.file.Excerpt;
import io.orograph.file.RegularFile;
import io.orograph.file.UnsupportedFileException;
import io.orograph.network.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Reads the arrays of HDF5 files, by their paths, through jHDF. Links to other files are not followed. Arrays of MATLAB's
 * files of version 7.3, which are HDF5, have their axes in the order in which MATLAB shows them.
 */
public final class HdfArrays implements TypedArrays {

    /** Groups in groups; more is a group that contains itself. */
    private static final int DEEPEST = 32;

    private static final int MOST_ARRAYS = 100_000;
    private static final int MOST_NOTES = 100;
    private static final String MATLAB_CLASS = "MATLAB_class";

    private final Path file;
    private final HdfFile hdf;
    private final HdfGuard guard;

    /** MATLAB writes the first axis as the one that changes fastest. */
    private final boolean columnMajor;

    private final Map<String, Dataset> datasets = new LinkedHashMap<>();
    private final Map<String, Object> notes = new LinkedHashMap<>();
    private final Set<Long> seen = new HashSet<>();

    private HdfArrays(Path file, boolean columnMajor, long bytes) throws IOException {
        this.file = file;
        this.columnMajor = columnMajor;
        this.guard = new HdfGuard(file, bytes);
        this.hdf = guard.run(() -> opened(file));
        seen.add(hdf.getAddress());
        try {
            guard.run(() -> {
                requireWhole(bytes);
                collect(hdf, "", 0);
                readNotes();
                return hdf;
            });
        } catch (IOException | RuntimeException e) {
            hdf.close();
            throw e;
        }
    }

    /**
     * Opens a file and finds its arrays.
     *
     * @param columnMajor whether it is of MATLAB
     * @throws io.orograph.file.UnreadableFileException if it is damaged, or holds what is not read
     * @throws IOException if it cannot be read
     */
    public static HdfArrays open(Path file, boolean columnMajor) throws IOException {
        long bytes = RegularFile.requireReadable(file);
        return new HdfArrays(file, columnMajor, bytes);
    }

    /** A mapped file cannot be read beyond its end, whatever it claims of its parts. */
    private static HdfFile opened(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            return channel.size() <= Integer.MAX_VALUE
                    ? HdfFile.fromByteBuffer(channel.map(MapMode.READ_ONLY, 0, channel.size()))
                    : new HdfFile(file);
        }
    }

    private void requireWhole(long bytes) throws DamagedFileException {
        long end = hdf.getHdfBackingStorage().getSuperblock().getEndOfFileAddress();
        if (end > bytes) {
            throw new DamagedFileException(
                    file, "is cut off: it should have " + end + " bytes and has " + bytes + "; save or copy it again");
        }
    }

    private void collect(Group group, String prefix, int depth) throws IOException {
        for (Map.Entry<String, Node> child : group.getChildren().entrySet()) {
            Node node = child.getValue();
            String path = prefix + child.getKey();
            // MATLAB keeps what its cells hold in groups whose names begin so.
            if (node.isLink() || child.getKey().startsWith("#")) {
                continue;
            }
            if (node instanceof Dataset dataset) {
                datasets.put(path, dataset);
            } else if (node instanceof Group inner && depth < DEEPEST && seen.add(node.getAddress())) {
                collect(inner, path + "/", depth + 1);
            }
            if (datasets.size() > MOST_ARRAYS) {
                throw new UnsupportedFileException(file, "holds more than " + MOST_ARRAYS + " arrays");
            }
        }
    }

    @Override
    public Path file() {
        return file;
    }

    @Override
    public List<Array> arrays() throws IOException {
        List<Array> arrays = new ArrayList<>();
        for (Map.Entry<String, Dataset> entry : datasets.entrySet()) {
            arrays.add(guard.run(() -> array(entry.getKey(), entry.getValue())));
        }
        return arrays;
    }

    @Override
    public Optional<Array> find(String name) throws IOException {
        Dataset dataset = datasets.get(name);
        return dataset == null ? Optional.empty() : Optional.of(guard.run(() -> array(name, dataset)));
    }

    private Array array(String name, Dataset dataset) {
        long[] shape = dataset.getDimensionsAsLong();
        if (isCharacters(dataset)) {
            return new Array(name, "U" + shape[0], new long[] {shape[1]});
        }
        String type = isMatlab(dataset, "logical")
                ? StoredType.BOOL.label()
                : HdfElement.of(dataset.getDataType()).label();
        return new Array(name, type, columnMajor ? MatlabArrays.shape(reversed(shape)) : shape);
    }

    /** Tells whether an array is a matrix of MATLAB's characters, each row a text. */
    private boolean isCharacters(Dataset dataset) {
        return isMatlab(dataset, "char") && dataset.getDimensionsAsLong().length == 2;
    }

    private boolean isMatlab(Dataset dataset, String type) {
        return columnMajor
                && dataset.getAttribute(MATLAB_CLASS) != null
                && type.equals(dataset.getAttribute(MATLAB_CLASS).getData());
    }

    private static long[] reversed(long... shape) {
        return IntStream.range(0, shape.length)
                .mapToLong(axis -> shape[shape.length - 1 - axis])
                .toArray();
    }

    @Override
    public boolean mayCountOnLastAxis() {
        return columnMajor;
    }

    @Override
    public Tensor tensor(String name) throws IOException {
        Array array = required(name);
        Dataset dataset = datasets.get(name);
        Origin origin = new Origin(file, name);
        if (isCharacters(dataset)) {
            throw origin.unsupported("holds text, no numbers");
        }
        return guard.run(() -> numbers(dataset, array.type(), origin)).reshape(array.shape());
    }

    private Tensor numbers(Dataset dataset, String label, Origin origin) throws IOException {
        Tensor stored = stored(dataset, label, origin);
        int rank = stored.rank();
        return columnMajor
                ? stored.transpose(
                        IntStream.range(0, rank).map(axis -> rank - 1 - axis).toArray())
                : stored;
    }

    private Tensor stored(Dataset dataset, String label, Origin origin) throws IOException {
        HdfElement element = HdfElement.of(dataset.getDataType());
        if (element.stored().isEmpty()) {
            throw origin.unsupported("is of the type " + Excerpt.of(label) + "; save one of numbers");
        }
        StoredType type = isMatlab(dataset, "logical")
                ? StoredType.BOOL
                : element.stored().get();
        long[] shape = dataset.getDimensionsAsLong();
        long claimed = ElementReader.claimedBytes(type, shape, origin);
        ElementReader.checkClaim(type, shape, claimed, origin);
        guard.checkStorage(dataset, claimed, origin);
        ByteBuffer bytes = claimed == 0 ? ByteBuffer.allocate(0) : ((DatasetBase) dataset).getDataBuffer();
        ElementReader.checkClaim(type, shape, bytes.remaining(), origin);
        return new ElementReader(new ByteBufferBackedInputStream(bytes), type, element.order(), origin).read(shape);
    }

    @Override
    public List<String> texts(String name) throws IOException {
        Array array = required(name);
        Dataset dataset = datasets.get(name);
        Origin origin = new Origin(file, name);
        if (isCharacters(dataset)) {
            return guard.run(() -> MatlabArrays.rows(numbers(dataset, array.type(), origin)));
        }
        if (!HdfElement.of(dataset.getDataType()).text()) {
            throw origin.unsupported("is of the type " + Excerpt.of(array.type()) + ", which is no text");
        }
        return guard.run(() -> {
            guard.checkTexts(dataset, origin);
            Object data = dataset.getSize() == 0 ? new Object[0] : dataset.getDataFlat();
            List<String> texts = new ArrayList<>();
            for (Object text : data instanceof Object[] several ? several : new Object[] {data}) {
                texts.add(String.valueOf(text));
            }
            return texts;
        });
    }

    /** Returns the attributes of the file that are single numbers or texts. */
    @Override
    public Map<String, Object> notes() {
        return notes;
    }

    private void readNotes() {
        for (Attribute attribute : hdf.getAttributes().values()) {
            Object value = attribute.isScalar() && notes.size() < MOST_NOTES ? attribute.getData() : null;
            if (value instanceof String || value instanceof Number) {
                notes.put(attribute.getName(), value instanceof String text ? Excerpt.of(text) : value);
            }
        }
    }

    @Override
    public void close() {
        hdf.close();
    }
}
