package io.orograph.arrays;

import io.orograph.file.DamagedFileException;
import io.orograph.file.RegularFile;
import io.orograph.file.UnsupportedFileException;
import io.orograph.network.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.format.Mat5Reader;
import us.hebi.matlab.mat.types.Cell;
import us.hebi.matlab.mat.types.Char;
import us.hebi.matlab.mat.types.MatFile;
import us.hebi.matlab.mat.types.MatlabType;
import us.hebi.matlab.mat.types.Matrix;
import us.hebi.matlab.mat.types.Sources;
import us.hebi.matlab.mat.types.Struct;

/**
 * Reads MATLAB's files of version 5 (also 6 and 7), through MFL. Numbers are read when they are asked for; fields of
 * structures have the names {@code structure.field}; texts are rows of characters, or cells of them.
 */
public final class Mat5Arrays implements TypedArrays {

    private static final int DEEPEST = 16;

    /** What is known of a variable: numbers have no value until they are read. */
    private record Variable(Array array, us.hebi.matlab.mat.types.Array value) {}

    private final Path file;
    private final ByteBuffer bytes;
    private final Map<String, Variable> variables = new LinkedHashMap<>();

    private Mat5Arrays(Path file, ByteBuffer bytes) throws IOException {
        this.file = file;
        this.bytes = bytes;
        guarded(() -> {
            Mat5Structure.check(bytes);
            entries(this::isListed).forEach(entry -> add(entry.getName(), entry.getValue(), 0));
            return null;
        });
    }

    /**
     * Opens a file and finds its arrays.
     *
     * @throws io.orograph.file.UnreadableFileException if it is damaged, or holds what is not read
     * @throws IOException if it cannot be read
     */
    public static Mat5Arrays open(Path file) throws IOException {
        if (RegularFile.requireReadable(file) > Integer.MAX_VALUE) {
            throw new UnsupportedFileException(file, "holds more than 2 GB; save it with -v7.3");
        }
        try (FileChannel channel = FileChannel.open(file)) {
            return new Mat5Arrays(file, channel.map(MapMode.READ_ONLY, 0, channel.size()));
        }
    }

    private Iterable<MatFile.Entry> entries(Mat5Reader.EntryFilter wanted) throws IOException {
        return Mat5.newReader(Sources.wrap(bytes.duplicate()))
                .disableSubsystemProcessing()
                .setEntryFilter(wanted)
                .readMat()
                .getEntries();
    }

    private interface Use<T> {
        T get() throws IOException;
    }

    /** Runs a use of the library, which throws what its buffers do, in exceptions of its own. */
    private <T> T guarded(Use<T> use) throws IOException {
        try {
            return use.get();
        } catch (IOException | RuntimeException | InternalError | StackOverflowError e) {
            throw new DamagedFileException(
                    file, "is damaged: its parts are not as MATLAB writes them; save or copy it again", e);
        }
    }

    /** Lists numbers by their headers; what may hold other arrays is read to see. */
    private boolean isListed(Mat5Reader.EntryHeader header) {
        if (header.getType().ordinal() < MatlabType.Double.ordinal()
                || header.getType().ordinal() > MatlabType.UInt64.ordinal()) {
            return true;
        }
        String type = header.isComplex() ? "complex" : label(header.getType(), header.isLogical());
        variables.put(header.getName(), new Variable(array(header.getName(), type, header.getDimensions()), null));
        return false;
    }

    private void add(String name, us.hebi.matlab.mat.types.Array value, int depth) {
        if (value instanceof Struct struct && value.getNumElements() == 1 && depth < DEEPEST) {
            for (String field : struct.getFieldNames()) {
                add(name + "." + field, struct.get(field), depth + 1);
            }
            return;
        }
        Array array;
        if (value instanceof Matrix matrix) {
            String type = matrix.isComplex() ? "complex" : label(matrix.getType(), matrix.isLogical());
            array = array(name, type, matrix.getDimensions());
        } else if (value instanceof Char text && text.getNumDimensions() == 2) {
            array = new Array(name, "U" + text.getNumCols(), new long[] {text.getNumRows()});
        } else if (value instanceof Cell cell && isOfTexts(cell)) {
            array = new Array(name, ArraysFormat.ANY_TEXT, new long[] {cell.getNumElements()});
        } else {
            array = array(name, value.getType().toString(), value.getDimensions());
        }
        variables.put(name, new Variable(array, value));
    }

    private static Array array(String name, String type, int... dimensions) {
        return new Array(
                name,
                type,
                MatlabArrays.shape(Arrays.stream(dimensions).asLongStream().toArray()));
    }

    private static String label(MatlabType type, boolean logical) {
        return logical
                ? StoredType.BOOL.label()
                : switch (type) {
                    case Double -> StoredType.FLOAT64.label();
                    case Single -> StoredType.FLOAT32.label();
                    default -> type.toString();
                };
    }

    /** Tells whether cells are a vector of texts, a row each. */
    private static boolean isOfTexts(Cell cell) {
        boolean vector = cell.getNumDimensions() == 2 && (cell.getNumRows() == 1 || cell.getNumCols() == 1);
        for (int i = 0; vector && i < cell.getNumElements(); i++) {
            us.hebi.matlab.mat.types.Array element = cell.get(i);
            vector = element instanceof Char text && text.getNumRows() <= 1;
        }
        return vector && cell.getNumElements() > 0;
    }

    @Override
    public Path file() {
        return file;
    }

    @Override
    public List<Array> arrays() {
        return variables.values().stream().map(Variable::array).toList();
    }

    @Override
    public boolean mayCountOnLastAxis() {
        return true;
    }

    @Override
    public Tensor tensor(String name) throws IOException {
        Array array = required(name);
        Origin origin = new Origin(file, name);
        us.hebi.matlab.mat.types.Array known = variables.get(name).value();
        if (known != null && !(known instanceof Matrix)) {
            throw origin.unsupported("is of the type " + array.type()
                    + (array.type().equals("sparse") ? "; save full(" + name + ")" : ", which holds no numbers"));
        }
        Matrix matrix = known != null ? (Matrix) known : guarded(() -> numbers(name));
        if (matrix.isComplex()) {
            throw origin.unsupported("holds complex numbers; save their real and imaginary parts");
        }
        return guarded(() -> MatlabArrays.tensor(matrix)).reshape(array.shape());
    }

    private Matrix numbers(String name) throws IOException {
        Matrix found = null;
        for (MatFile.Entry entry : entries(header -> header.getName().equals(name))) {
            if (entry.getName().equals(name) && entry.getValue() instanceof Matrix matrix) {
                found = matrix;
            }
        }
        if (found == null) {
            throw new IOException("the array is not there");
        }
        return found;
    }

    @Override
    public List<String> texts(String name) throws IOException {
        Array array = required(name);
        us.hebi.matlab.mat.types.Array value = variables.get(name).value();
        return guarded(() -> {
            List<String> texts = new ArrayList<>();
            for (int i = 0; i < array.shape()[0]; i++) {
                if (value instanceof Cell cell) {
                    Char text = cell.getChar(i);
                    texts.add(text.getNumElements() == 0 ? "" : text.getRow(0).stripTrailing());
                } else {
                    texts.add(((Char) value).getRow(i).stripTrailing());
                }
            }
            return texts;
        });
    }

    /** The file is mapped: there is nothing to close. */
    @Override
    public void close() {}
}
