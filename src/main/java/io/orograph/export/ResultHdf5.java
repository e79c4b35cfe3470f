package io.orograph.export;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.exceptions.HdfException;
import io.orograph.file.AtomicFile;
import io.orograph.file.FileName;
import io.orograph.network.Tensor;
import io.orograph.provenance.ProvenanceJson;
import java.io.IOException;
import java.lang.reflect.Array;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/**
 * A result as an HDF5 file: its arrays as data sets by the names that an NPZ file has them under, with the same shapes and
 * types (booleans and bytes as int32), its texts and {@code provenance}, a text of JSON, as data sets of one text each: an
 * attribute has no place for a long one. An array without elements, which the library cannot write, is left out.
 */
public final class ResultHdf5 {

    private ResultHdf5() {}

    /** Writes or replaces a file, whole or not at all. */
    public static void write(Path file, Exportable result) throws IOException {
        NamedValues values = result.values();
        AtomicFile.writeByName(file, temporary -> {
            try (WritableHdfFile hdf = HdfFile.write(temporary)) {
                for (Map.Entry<String, Tensor> array : values.arrays().entrySet()) {
                    if (array.getValue().size() > 0) {
                        hdf.putDataset(name(array.getKey()), nested(array.getValue()));
                    }
                }
                for (Map.Entry<String, String> text : values.texts().entrySet()) {
                    hdf.putDataset(name(text.getKey()), new String[] {text.getValue()});
                }
                hdf.putDataset(ResultNpz.PROVENANCE, new String[] {ProvenanceJson.write(result.provenance())});
            } catch (HdfException e) {
                throw new IOException(FileName.of(file) + " cannot be written: " + e.getMessage(), e);
            }
        });
    }

    /** Returns a name without what would be a group. */
    private static String name(String name) {
        return name.replace('/', '_');
    }

    /** Returns a tensor as nested arrays, which the library takes; a scalar as an array of one. */
    private static Object nested(Tensor array) {
        Object flat = flat(array);
        int[] shape = Arrays.stream(array.shape()).mapToInt(Math::toIntExact).toArray();
        if (shape.length < 2) {
            return flat;
        }
        Object nested = Array.newInstance(flat.getClass().getComponentType(), shape);
        copy(flat, 0, nested, shape, 0);
        return nested;
    }

    private static Object flat(Tensor array) {
        return switch (array.type()) {
            case FLOAT -> array.floats();
            case DOUBLE -> array.doubles();
            case INT64 -> array.longs();
            case INT32, UINT8, BOOL -> {
                int[] numbers = new int[array.size()];
                Arrays.setAll(numbers, i -> (int) array.getLong(i));
                yield numbers;
            }
        };
    }

    /** Copies a part of flat elements, and returns where the next part begins. */
    private static int copy(Object flat, int from, Object nested, int[] shape, int axis) {
        if (axis == shape.length - 1) {
            System.arraycopy(flat, from, nested, 0, shape[axis]);
            return from + shape[axis];
        }
        int at = from;
        for (int i = 0; i < shape[axis]; i++) {
            at = copy(flat, at, Array.get(nested, i), shape, axis + 1);
        }
        return at;
    }
}
