package io.orograph.model.onnx;

import io.orograph.arrays.Half;
import io.orograph.file.DamagedFileException;
import io.orograph.file.UnsupportedFileException;
import io.orograph.network.Shape;
import io.orograph.network.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import onnx.OnnxMl.TensorProto;
import onnx.OnnxMl.TensorProto.DataLocation;
import onnx.OnnxMl.TensorProto.DataType;

/**
 * Turns the tensors of an ONNX file into {@link Tensor}s. 16-bit floats become FLOAT; of the integers, what fits into it
 * becomes INT32, and the unsigned ones of 32 and 64 bits INT64. Nothing is allocated before the number of bytes that are
 * really there equals what shape and type call for.
 */
final class TensorReader {

    private final Path file;
    private final ExternalData external;
    private boolean widened;

    /**
     * Makes a reader of tensors.
     *
     * @param file the model file
     */
    TensorReader(Path file) {
        this.file = file;
        this.external = new ExternalData(file);
    }

    /** Tells whether any tensor so far was kept in 16-bit floats. */
    boolean hasWidened() {
        return widened;
    }

    /** Returns a sentence for each further file that was read. */
    List<String> notices() throws IOException {
        return external.notices();
    }

    /**
     * Returns one tensor.
     *
     * @throws DamagedFileException if its elements are not as many as its shape says
     * @throws UnsupportedFileException if its elements are of another type, or it has more than an array can hold
     */
    Tensor read(TensorProto tensor) throws IOException {
        DataType type = DataType.forNumber(tensor.getDataType());
        int elementBytes = elementBytes(tensor, type);
        long[] shape = tensor.getDimsList().stream().mapToLong(Long::longValue).toArray();
        int count = count(tensor, shape);
        if (tensor.hasSegment()) {
            throw new UnsupportedFileException(
                    file, "stores " + label(tensor) + " in segments, which are not supported; export it in one piece");
        }
        widened |= type == DataType.FLOAT16 || type == DataType.BFLOAT16;
        long bytes = (long) count * elementBytes;
        if (tensor.getDataLocation() == DataLocation.EXTERNAL) {
            return checked(tensor, fromBytes(type, external.read(tensor, bytes), count, shape));
        }
        if (!tensor.getRawData().isEmpty()) {
            requireCount(tensor, shape, "bytes", tensor.getRawData().size(), bytes);
            return checked(tensor, fromBytes(type, tensor.getRawData().asReadOnlyByteBuffer(), count, shape));
        }
        requireCount(tensor, shape, "elements", typedCount(tensor, type), count);
        return checked(tensor, fromFields(tensor, type, count, shape));
    }

    /** Refuses unsigned numbers that no signed one can hold. */
    private Tensor checked(TensorProto tensor, Tensor read) throws UnsupportedFileException {
        if (tensor.getDataType() == DataType.UINT64_VALUE
                && Arrays.stream(read.longs()).anyMatch(element -> element < 0)) {
            throw new UnsupportedFileException(
                    file, "stores " + label(tensor) + " with numbers above 2^63 - 1, which are not supported");
        }
        return read;
    }

    /** Returns the bytes that a tensor's shape and type call for. */
    long bytes(TensorProto tensor) throws IOException {
        long[] shape = tensor.getDimsList().stream().mapToLong(Long::longValue).toArray();
        return (long) count(tensor, shape) * elementBytes(tensor, DataType.forNumber(tensor.getDataType()));
    }

    private int elementBytes(TensorProto tensor, DataType type) throws UnsupportedFileException {
        if (type != null) {
            switch (type) {
                case UINT8, INT8, BOOL:
                    return 1;
                case FLOAT16, BFLOAT16, INT16, UINT16:
                    return 2;
                case FLOAT, INT32, UINT32:
                    return 4;
                case DOUBLE, INT64, UINT64:
                    return 8;
                default:
            }
        }
        throw new UnsupportedFileException(
                file,
                "stores " + label(tensor) + " as elements of " + Wording.elementType(tensor.getDataType())
                        + ", which is not supported; supported are float, double, float16, bfloat16, bool and"
                        + " integers of 8 to 64 bits");
    }

    private int count(TensorProto tensor, long[] shape) throws DamagedFileException {
        try {
            return Shape.size(shape);
        } catch (IllegalArgumentException e) {
            throw new DamagedFileException(
                    file,
                    "is damaged: " + label(tensor) + " claims the shape " + Arrays.toString(shape)
                            + ", which no array can have; export it again",
                    e);
        }
    }

    private void requireCount(TensorProto tensor, long[] shape, String what, long found, long expected)
            throws DamagedFileException {
        if (found != expected) {
            throw new DamagedFileException(
                    file,
                    "is damaged: " + label(tensor) + " of shape " + Shape.text(shape) + " needs " + expected + " "
                            + what + " and has " + found + "; export or copy it again");
        }
    }

    private static String label(TensorProto tensor) {
        return "the tensor " + Wording.quote(tensor.getName());
    }

    private static int typedCount(TensorProto tensor, DataType type) {
        return switch (type) {
            case FLOAT -> tensor.getFloatDataCount();
            case DOUBLE -> tensor.getDoubleDataCount();
            case INT64 -> tensor.getInt64DataCount();
            case UINT32, UINT64 -> tensor.getUint64DataCount();
            default -> tensor.getInt32DataCount();
        };
    }

    private static Tensor fromBytes(DataType type, ByteBuffer source, int count, long[] shape) {
        ByteBuffer bytes = source.order(ByteOrder.LITTLE_ENDIAN);
        switch (type) {
            case FLOAT -> {
                float[] elements = new float[count];
                bytes.asFloatBuffer().get(elements);
                return Tensor.of(elements, shape);
            }
            case DOUBLE -> {
                double[] elements = new double[count];
                bytes.asDoubleBuffer().get(elements);
                return Tensor.of(elements, shape);
            }
            case INT64, UINT64 -> {
                long[] elements = new long[count];
                bytes.asLongBuffer().get(elements);
                return Tensor.of(elements, shape);
            }
            case UINT32 -> {
                long[] elements = new long[count];
                Arrays.setAll(elements, i -> Integer.toUnsignedLong(bytes.getInt()));
                return Tensor.of(elements, shape);
            }
            case FLOAT16, BFLOAT16 -> {
                float[] elements = new float[count];
                for (int i = 0; i < count; i++) {
                    elements[i] = widen(type, bytes.getShort());
                }
                return Tensor.of(elements, shape);
            }
            default -> {
                int[] elements = new int[count];
                for (int i = 0; i < count; i++) {
                    elements[i] = switch (type) {
                        case INT32 -> bytes.getInt();
                        case INT16 -> bytes.getShort();
                        case UINT16 -> Short.toUnsignedInt(bytes.getShort());
                        default -> bytes.get();
                    };
                }
                return fromIntegers(type, elements, shape);
            }
        }
    }

    private static Tensor fromFields(TensorProto tensor, DataType type, int count, long[] shape) {
        switch (type) {
            case FLOAT -> {
                float[] elements = new float[count];
                for (int i = 0; i < count; i++) {
                    elements[i] = tensor.getFloatData(i);
                }
                return Tensor.of(elements, shape);
            }
            case DOUBLE -> {
                return Tensor.of(
                        tensor.getDoubleDataList().stream()
                                .mapToDouble(Double::doubleValue)
                                .toArray(),
                        shape);
            }
            case INT64 -> {
                return Tensor.of(
                        tensor.getInt64DataList().stream()
                                .mapToLong(Long::longValue)
                                .toArray(),
                        shape);
            }
            case UINT32, UINT64 -> {
                return Tensor.of(
                        tensor.getUint64DataList().stream()
                                .mapToLong(Long::longValue)
                                .toArray(),
                        shape);
            }
            case FLOAT16, BFLOAT16 -> {
                float[] elements = new float[count];
                for (int i = 0; i < count; i++) {
                    elements[i] = widen(type, tensor.getInt32Data(i));
                }
                return Tensor.of(elements, shape);
            }
            default -> {
                int[] elements = tensor.getInt32DataList().stream()
                        .mapToInt(Integer::intValue)
                        .toArray();
                return fromIntegers(type, elements, shape);
            }
        }
    }

    private static float widen(DataType type, int bits) {
        return type == DataType.FLOAT16 ? Half.fromBinary16(bits & 0xFFFF) : Half.fromBfloat16(bits);
    }

    private static Tensor fromIntegers(DataType type, int[] elements, long[] shape) {
        if (type != DataType.BOOL && type != DataType.UINT8) {
            return Tensor.of(elements, shape);
        }
        byte[] bytes = new byte[elements.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) elements[i];
        }
        return type == DataType.BOOL ? Tensor.ofBooleans(bytes, shape) : Tensor.ofBytes(bytes, shape);
    }
}
