package io.orograph.data;

import io.orograph.arrays.TypedArrays;
import io.orograph.data.parquet.Column;
import io.orograph.data.parquet.ParquetFile;
import io.orograph.file.Excerpt;
import io.orograph.file.UnsupportedFileException;
import io.orograph.network.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The columns of a Parquet file as arrays: [n] where they hold single values, [n, k, …] where lists of as many. */
final class ParquetArrays implements TypedArrays {

    private final Path file;
    private final Map<String, Gathered> arrays = new LinkedHashMap<>();

    private ParquetArrays(Path file, ParquetFile parquet) throws IOException {
        this.file = file;
        List<Column> wanted = parquet.columns().stream()
                .filter(column -> column.isNumeric() || column.kind() == Column.Kind.TEXT && column.depth() == 0)
                .toList();
        List<Gathered> gathered = wanted.stream().map(Gathered::new).toList();
        parquet.read(wanted, new ParquetFile.Rows() {

            @Override
            public void value(int column, ParquetFile.Value value) {
                gathered.get(column).add(value);
            }

            @Override
            public void end() {
                // Each value says by itself whether it begins a row.
            }
        });
        for (Gathered array : gathered) {
            array.finish();
            arrays.put(array.column.name(), array);
        }
    }

    static ParquetArrays open(Path file) throws IOException {
        try (ParquetFile parquet = ParquetFile.open(file)) {
            return new ParquetArrays(file, parquet);
        }
    }

    /** The values of a column, and how long its lists are at each depth. */
    private static final class Gathered {

        private final Column column;
        private final DoubleList numbers = new DoubleList();
        private final List<String> texts = new ArrayList<>();
        private final long[] lengths;
        private final long[] current;
        private long rows;
        private boolean ragged;

        Gathered(Column column) {
            this.column = column;
            this.lengths = new long[column.depth()];
            this.current = new long[column.depth()];
        }

        void add(ParquetFile.Value value) {
            int repetition = value.repetition();
            rows += repetition == 0 ? 1 : 0;
            if (column.depth() > 0) {
                ragged |= !value.isPresent();
                for (int depth = column.depth(); depth > repetition; depth--) {
                    close(depth - 1);
                    current[depth - 1] = 1;
                }
                if (repetition > 0) {
                    current[repetition - 1]++;
                }
            }
            if (column.kind() == Column.Kind.TEXT) {
                texts.add(value.text());
            } else {
                numbers.add(value.number());
            }
        }

        private void close(int depth) {
            if (current[depth] > 0) {
                ragged |= lengths[depth] > 0 && lengths[depth] != current[depth];
                lengths[depth] = current[depth];
            }
        }

        void finish() {
            for (int depth = 0; depth < lengths.length; depth++) {
                close(depth);
            }
        }

        long[] shape() {
            long[] shape = new long[1 + lengths.length];
            shape[0] = rows;
            System.arraycopy(lengths, 0, shape, 1, lengths.length);
            return shape;
        }
    }

    @Override
    public Path file() {
        return file;
    }

    @Override
    public List<Array> arrays() {
        return arrays.values().stream()
                .map(array -> new Array(
                        array.column.name(),
                        array.column.kind().label() + (array.ragged ? " of different lengths" : ""),
                        array.shape()))
                .toList();
    }

    @Override
    public Tensor tensor(String name) throws IOException {
        required(name);
        Gathered array = arrays.get(name);
        if (array.ragged) {
            throw new UnsupportedFileException(
                    file,
                    "cannot be used: the lists in its column " + Excerpt.of(name)
                            + " differ in length; fill them up to one length");
        }
        if (!array.column.isNumeric()) {
            throw new UnsupportedFileException(
                    file, "cannot be used: its column " + Excerpt.of(name) + " holds text, no numbers");
        }
        double[] numbers = array.numbers.toArray();
        return switch (array.column.kind()) {
            case BYTE -> bytes(numbers, array.shape());
            case FLOAT -> Tensor.of(floats(numbers), array.shape());
            case DOUBLE -> Tensor.of(numbers, array.shape());
            default -> TargetColumn.tensor(numbers, array.shape());
        };
    }

    /** Bytes; numbers where a value is missing, which is told then. */
    private static Tensor bytes(double[] numbers, long... shape) {
        byte[] bytes = new byte[numbers.length];
        for (int i = 0; i < bytes.length; i++) {
            if (!(numbers[i] >= 0 && numbers[i] <= 255)) {
                return Tensor.of(numbers, shape);
            }
            bytes[i] = (byte) numbers[i];
        }
        return Tensor.ofBytes(bytes, shape);
    }

    private static float[] floats(double... numbers) {
        float[] floats = new float[numbers.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) numbers[i];
        }
        return floats;
    }

    @Override
    public List<String> texts(String name) throws IOException {
        required(name);
        return List.copyOf(arrays.get(name).texts);
    }

    /** All is read when the file is opened: there is nothing to close. */
    @Override
    public void close() {}
}
