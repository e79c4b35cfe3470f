package io.orograph.model.checkpoint;

import io.orograph.model.onnx.Half;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/** The number types that checkpoints hold, little-endian. */
enum ElementFormat {
    FLOAT64("F64", "DoubleStorage", 8),
    FLOAT32("F32", "FloatStorage", 4),
    FLOAT16("F16", "HalfStorage", 2),
    BFLOAT16("BF16", "BFloat16Storage", 2),
    INT64("I64", "LongStorage", 8),
    INT32("I32", "IntStorage", 4),
    INT16("I16", "ShortStorage", 2),
    INT8("I8", "CharStorage", 1),
    UINT8("U8", "ByteStorage", 1),
    BOOL("BOOL", "BoolStorage", 1);

    private final String safetensorsName;
    private final String torchStorage;
    private final int bytes;

    ElementFormat(String safetensorsName, String torchStorage, int bytes) {
        this.safetensorsName = safetensorsName;
        this.torchStorage = torchStorage;
        this.bytes = bytes;
    }

    static Optional<ElementFormat> ofSafetensors(String name) {
        return Arrays.stream(values())
                .filter(f -> f.safetensorsName.equals(name))
                .findFirst();
    }

    /** The format of a class of PyTorch's storages, as {@code FloatStorage}. */
    static Optional<ElementFormat> ofTorchStorage(String name) {
        return Arrays.stream(values()).filter(f -> f.torchStorage.equals(name)).findFirst();
    }

    int bytes() {
        return bytes;
    }

    /** The first elements, one after the other. */
    double[] all(ByteBuffer littleEndian, int count) {
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = get(littleEndian, i);
        }
        return values;
    }

    /** One element; a whole number beyond 2⁵³ is rounded. */
    double get(ByteBuffer littleEndian, int index) {
        int at = index * bytes;
        return switch (this) {
            case FLOAT64 -> littleEndian.getDouble(at);
            case FLOAT32 -> littleEndian.getFloat(at);
            case FLOAT16 -> Half.fromBinary16(littleEndian.getShort(at) & 0xFFFF);
            case BFLOAT16 -> Half.fromBfloat16(littleEndian.getShort(at) & 0xFFFF);
            case INT64 -> littleEndian.getLong(at);
            case INT32 -> littleEndian.getInt(at);
            case INT16 -> littleEndian.getShort(at);
            case INT8 -> littleEndian.get(at);
            case UINT8 -> littleEndian.get(at) & 0xFF;
            case BOOL -> littleEndian.get(at) == 0 ? 0 : 1;
        };
    }
}
