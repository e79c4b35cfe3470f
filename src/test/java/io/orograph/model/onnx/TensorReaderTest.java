package io.orograph.model.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orograph.file.DamagedFileException;
import io.orograph.file.UnsupportedFileException;
import io.orograph.network.ElementType;
import io.orograph.network.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import onnx.OnnxMl.TensorProto;
import onnx.OnnxMl.TensorProto.DataType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.shade.protobuf.ByteString;

/** The element types, both ways of storing them, and sizes that are not what they claim. */
class TensorReaderTest {

    private final TensorReader reader = new TensorReader(Path.of("model.onnx"));

    private static TensorProto.Builder proto(DataType type, long... dims) {
        return TensorProto.newBuilder()
                .setName("t")
                .setDataType(type.getNumber())
                .addAllDims(LongStream.of(dims).boxed().toList());
    }

    static List<Tensor> tensors() {
        return List.of(
                Tensor.of(new float[] {0.1f, -0f, Float.NaN, Float.POSITIVE_INFINITY}, 2, 2),
                Tensor.of(new double[] {0.1, Double.MIN_VALUE, -3}, 3),
                Tensor.of(new long[] {Long.MIN_VALUE, -1, Long.MAX_VALUE}, 1, 3),
                Tensor.of(new int[] {Integer.MIN_VALUE, 7}, 2, 1),
                Tensor.ofBytes(new byte[] {0, 127, (byte) 200, (byte) 255}, 4),
                Tensor.ofBooleans(new byte[] {0, 1, 1}, 3),
                Tensor.of(new float[] {5}),
                Tensor.of(new float[0], 0, 3));
    }

    @ParameterizedTest
    @MethodSource("tensors")
    void readsRawBytes(Tensor tensor) throws IOException {
        assertThat(reader.read(OnnxModelBuilder.tensor("t", tensor))).isEqualTo(tensor);
    }

    @Test
    void takesIntegersOfEveryWidth() throws IOException {
        byte[] ones = {-1, -1, -1, -1, 1, 0, 0, 0};
        TensorProto.Builder raw = proto(DataType.INT16, 4).setRawData(ByteString.copyFrom(ones));
        assertThat(reader.read(raw.build())).isEqualTo(Tensor.of(new int[] {-1, -1, 1, 0}, 4));
        raw.setDataType(DataType.UINT16_VALUE);
        assertThat(reader.read(raw.build())).isEqualTo(Tensor.of(new int[] {65535, 65535, 1, 0}, 4));
        raw.setDataType(DataType.UINT32_VALUE).clearDims().addDims(2);
        assertThat(reader.read(raw.build())).isEqualTo(Tensor.of(new long[] {(1L << 32) - 1, 1}, 2));
        raw.setDataType(DataType.UINT64_VALUE).clearDims().addDims(1);
        assertThat(reader.read(raw.build())).isEqualTo(Tensor.of(new long[] {(1L << 32) | 0xFFFFFFFFL}, 1));

        assertThat(reader.read(proto(DataType.INT16, 2)
                        .addInt32Data(-3)
                        .addInt32Data(9)
                        .build()))
                .isEqualTo(Tensor.of(new int[] {-3, 9}, 2));
        assertThat(reader.read(proto(DataType.UINT16, 1).addInt32Data(40_000).build()))
                .isEqualTo(Tensor.of(new int[] {40_000}, 1));
        for (DataType type : List.of(DataType.UINT32, DataType.UINT64)) {
            assertThat(reader.read(proto(type, 1).addUint64Data(4_000_000_000L).build()))
                    .isEqualTo(Tensor.of(new long[] {4_000_000_000L}, 1));
        }
        assertThatThrownBy(() ->
                        reader.read(proto(DataType.UINT64, 1).addUint64Data(-1).build()))
                .isInstanceOf(UnsupportedFileException.class)
                .hasMessageContaining("with numbers above 2^63 - 1");
    }

    @ParameterizedTest
    @MethodSource("tensors")
    void readsTypedFields(Tensor tensor) throws IOException {
        TensorProto.Builder proto = proto(DataType.valueOf(tensor.type().name()), tensor.shape());
        for (int i = 0; i < tensor.size(); i++) {
            switch (tensor.type()) {
                case FLOAT -> proto.addFloatData((float) tensor.get(i));
                case DOUBLE -> proto.addDoubleData(tensor.get(i));
                case INT64 -> proto.addInt64Data(tensor.getLong(i));
                case INT32, UINT8, BOOL -> proto.addInt32Data((int) tensor.getLong(i));
            }
        }
        assertThat(reader.read(proto.build())).isEqualTo(tensor);
    }

    @Test
    void widensSignedBytes() throws IOException {
        TensorProto raw = proto(DataType.INT8, 2)
                .setRawData(ByteString.copyFrom(new byte[] {-128, 127}))
                .build();
        TensorProto typed =
                proto(DataType.INT8, 2).addInt32Data(-128).addInt32Data(127).build();

        assertThat(reader.read(raw)).isEqualTo(Tensor.of(new int[] {-128, 127}, 2));
        assertThat(reader.read(typed)).isEqualTo(Tensor.of(new int[] {-128, 127}, 2));
    }

    /** Every bit pattern there is, against ONNX Runtime's conversion; NaN stays NaN, its payload does not matter. */
    @ParameterizedTest
    @EnumSource(names = {"FLOAT16", "BFLOAT16"})
    void widens16BitFloats(DataType type) throws IOException {
        byte[] bytes = new byte[2 << 16];
        for (int i = 0; i < 1 << 16; i++) {
            bytes[2 * i] = (byte) i;
            bytes[2 * i + 1] = (byte) (i >> 8);
        }
        TensorProto raw =
                proto(type, 1 << 16).setRawData(ByteString.copyFrom(bytes)).build();
        TensorProto typed = proto(type, 1 << 16)
                .addAllInt32Data(IntStream.range(0, 1 << 16).boxed().toList())
                .build();
        byte[] model = OnnxModelBuilder.opset(13)
                .initializer(raw)
                .node("Cast", List.of("t"), List.of("y"), "to", DataType.FLOAT_VALUE)
                .output("y", 1 << 16)
                .bytes();
        Tensor expected = OnnxRuntimeOracle.run(model, Map.of()).get("y");

        assertThat(reader.read(raw)).isEqualTo(expected);
        assertThat(reader.read(typed)).isEqualTo(expected);
        assertThat(reader.hasWidened()).isTrue();
        assertThat(expected.type()).isEqualTo(ElementType.FLOAT);
    }

    @Test
    void refusesElementsThatAreNotAsManyAsTheShapeSays() {
        refused("needs 24 bytes and has 20", proto(DataType.FLOAT, 2, 3).setRawData(ByteString.copyFrom(new byte[20])));
        refused("needs 2 elements and has 1", proto(DataType.FLOAT, 2).addFloatData(1));
        refused(
                "needs 2 elements and has 0",
                proto(DataType.DOUBLE, 2).addFloatData(1).addFloatData(2));
        refused("needs 1 elements and has 0", proto(DataType.INT64));
        refused("needs 1073741824 elements and has 0", proto(DataType.FLOAT, 1L << 20, 1L << 10));
    }

    @Test
    void refusesShapesThatNoArrayHas() {
        refused("claims the shape [-1, 3]", proto(DataType.FLOAT, -1, 3));
        refused("claims the shape [4294967296, 4294967296]", proto(DataType.FLOAT, 1L << 32, 1L << 32));
        refused(
                "claims the shape [9223372036854775807]",
                proto(DataType.FLOAT, Long.MAX_VALUE).setRawData(ByteString.copyFrom(new byte[4])));
    }

    private void refused(String reason, TensorProto.Builder proto) {
        assertThatThrownBy(() -> reader.read(proto.build()))
                .isInstanceOf(DamagedFileException.class)
                .hasMessageStartingWith("model.onnx is damaged: the tensor \"t\"")
                .hasMessageContaining(reason);
    }

    @Test
    void namesElementTypesThatItDoesNotTake() {
        assertThatThrownBy(() -> reader.read(proto(DataType.COMPLEX64, 1).build()))
                .isInstanceOf(UnsupportedFileException.class)
                .hasMessageContaining("as elements of complex64, which is not supported");
        // FLOAT8E4M3FN, newer than the protobuf classes.
        assertThatThrownBy(() ->
                        reader.read(TensorProto.newBuilder().setDataType(17).build()))
                .isInstanceOf(UnsupportedFileException.class)
                .hasMessageContaining("as elements of type 17");
        assertThatThrownBy(() -> reader.read(TensorProto.newBuilder().build()))
                .isInstanceOf(UnsupportedFileException.class)
                .hasMessageContaining("undefined");
        assertThatThrownBy(() -> reader.read(proto(DataType.FLOAT, 1)
                        .setSegment(TensorProto.Segment.newBuilder().setEnd(1))
                        .build()))
                .isInstanceOf(UnsupportedFileException.class)
                .hasMessageContaining("segments");
    }
}
