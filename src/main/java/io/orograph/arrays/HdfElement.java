package io.orograph.arrays;

import io.jhdf.object.datatype.BitField;
import io.jhdf.object.datatype.DataType;
import io.jhdf.object.datatype.EnumDataType;
import io.jhdf.object.datatype.FixedPoint;
import io.jhdf.object.datatype.FloatingPoint;
import io.jhdf.object.datatype.OrderedDataType;
import io.jhdf.object.datatype.StringData;
import io.jhdf.object.datatype.VariableLength;
import java.nio.ByteOrder;
import java.util.Locale;
import java.util.Optional;

/**
 * The element type of an array in an HDF5 file.
 *
 * @param stored the type of numbers; empty for texts, and for types that are not read
 * @param label NumPy's name of it, or what HDF5 calls it
 * @param text whether elements are texts
 */
record HdfElement(Optional<StoredType> stored, ByteOrder order, String label, boolean text) {

    static HdfElement of(DataType type) {
        Optional<StoredType> stored = stored(type);
        if (stored.isPresent()) {
            ByteOrder order = type instanceof OrderedDataType ordered
                    ? ordered.getByteOrder()
                    : ByteOrder.LITTLE_ENDIAN; // A byte has none.
            return new HdfElement(stored, order, stored.get().label(), false);
        }
        if (type instanceof StringData) {
            return new HdfElement(stored, ByteOrder.LITTLE_ENDIAN, "S" + type.getSize(), true);
        }
        if (type instanceof VariableLength variable && variable.isVariableLengthString()) {
            return new HdfElement(stored, ByteOrder.LITTLE_ENDIAN, ArraysFormat.ANY_TEXT, true);
        }
        String name = type.getClass().getSimpleName().replace("DataType", "").toLowerCase(Locale.ROOT);
        return new HdfElement(stored, ByteOrder.LITTLE_ENDIAN, name + 8 * type.getSize(), false);
    }

    private static Optional<StoredType> stored(DataType type) {
        int bytes = type.getSize();
        if (type instanceof FixedPoint number && isWhole(number.getBitOffset(), number.getBitPrecision(), bytes)) {
            return StoredType.ofNumpy((number.isSigned() ? "i" : "u") + bytes);
        }
        if (type instanceof FloatingPoint number && isWhole(number.getBitOffset(), number.getBitPrecision(), bytes)) {
            return isBinary(number.getExponentSize(), bytes) ? StoredType.ofNumpy("f" + bytes) : Optional.empty();
        }
        // As h5py writes booleans, and as others do.
        boolean isBoolean =
                type instanceof EnumDataType names && names.getEnumMapping().containsValue("TRUE")
                        || type instanceof BitField;
        return isBoolean && bytes == 1 ? Optional.of(StoredType.BOOL) : Optional.empty();
    }

    /** Tells whether a number takes all bits of its bytes. */
    private static boolean isWhole(int offset, int precision, int bytes) {
        return offset == 0 && precision == 8 * bytes;
    }

    /** Tells a number of IEEE 754 by its exponent: other types of two bytes have another. */
    private static boolean isBinary(int exponentBits, int bytes) {
        return exponentBits == (bytes == 8 ? 11 : bytes == 4 ? 8 : 5);
    }
}
