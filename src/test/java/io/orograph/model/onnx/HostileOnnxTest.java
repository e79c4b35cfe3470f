package io.orograph.model.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orograph.file.DamagedFileException;
import io.orograph.file.UnreadableFileException;
import io.orograph.model.ModelReaders;
import io.orograph.network.Network;
import io.orograph.network.ShapeInference;
import io.orograph.network.Tensor;
import io.orograph.task.CancelToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import onnx.OnnxMl.GraphProto;
import onnx.OnnxMl.ModelProto;
import onnx.OnnxMl.NodeProto;
import onnx.OnnxMl.TensorProto;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.shade.protobuf.ByteString;

/** Files that are broken, or made to break the reader: each ends in a network or in a sentence about the file. */
class HostileOnnxTest {

    @TempDir
    Path folder;

    /** Anything but an UnreadableFileException passes through and fails the test. */
    private boolean opens(byte[] bytes) throws IOException {
        try {
            Network network = OnnxReader.read(folder.resolve("model.onnx"), bytes, new CancelToken())
                    .network();
            inferShapes(network);
            return true;
        } catch (UnreadableFileException e) {
            assertThat(e.getMessage()).startsWith("model.onnx ").endsWith(".").doesNotContain("\n");
            return false;
        }
    }

    /** Works out the shapes for a batch of two, as the program does next; that may fail, with a sentence. */
    private static void inferShapes(Network network) {
        try {
            ShapeInference.infer(network, ShapeInference.inputShapes(network, 2));
        } catch (IllegalArgumentException e) {
            assertThat(e.getMessage()).isNotNull();
        }
    }

    @Test
    void aTruncatedFileIsRefusedWhereverItEnds() throws IOException {
        byte[] sound = SoundModels.small();
        assertThat(opens(sound)).isTrue();
        for (int length = 0; length < sound.length; length += 7) {
            assertThat(opens(Arrays.copyOf(sound, length)))
                    .as("%d of %d bytes", length, sound.length)
                    .isFalse();
        }
    }

    @Test
    void flippedBytesEndInANetworkOrASentence() throws IOException {
        byte[] sound = SoundModels.small();
        // A flip in a weight or a node's name is harmless; most others are not.
        assertThat(refusedWithFlips(sound, 20261124)).isBetween(500, 1900);
    }

    @Test
    void flippedBytesOfAllFamiliesEndInANetworkOrASentence() throws IOException {
        byte[] sound = SoundModels.ofManyOperators();
        assertThat(opens(sound)).isTrue();
        assertThat(refusedWithFlips(sound, 20261125)).isBetween(300, 1950);
    }

    /** How many of 2,000 files with one to three changed bytes are refused. */
    private int refusedWithFlips(byte[] sound, long seed) throws IOException {
        Random random = new Random(seed);
        int refused = 0;
        for (int i = 0; i < 2000; i++) {
            byte[] broken = sound.clone();
            int flips = 1 + random.nextInt(3);
            for (int j = 0; j < flips; j++) {
                broken[random.nextInt(broken.length)] = (byte) random.nextInt(256);
            }
            refused += opens(broken) ? 0 : 1;
        }
        return refused;
    }

    /** Settings that are numbers but not sensible ones, in every node: sizes of a thousand million, zero, minus one. */
    @Test
    void senselessSettingsEndInANetworkOrASentence() throws IOException {
        ModelProto sound = ModelProto.parseFrom(SoundModels.ofManyOperators());
        Random random = new Random(20261126);
        long[] numbers = {-1, 0, 1, 3, 7, 1 << 30, Integer.MAX_VALUE, Long.MAX_VALUE, Long.MIN_VALUE};
        for (int i = 0; i < 2000; i++) {
            ModelProto.Builder model = sound.toBuilder();
            GraphProto.Builder graph = model.getGraphBuilder();
            long number = numbers[random.nextInt(numbers.length)];
            NodeProto.Builder node = graph.getNodeBuilder(random.nextInt(graph.getNodeCount()));
            if (node.getAttributeCount() > 0 && random.nextBoolean()) {
                var attribute = node.getAttributeBuilder(random.nextInt(node.getAttributeCount()));
                attribute.setI(number);
                if (attribute.getIntsCount() > 0) {
                    attribute.setInts(random.nextInt(attribute.getIntsCount()), number);
                }
            } else if (random.nextBoolean()) {
                node.setInput(random.nextInt(node.getInputCount()), random.nextBoolean() ? "" : "pads");
            } else {
                TensorProto.Builder tensor = graph.getInitializerBuilder(5 + random.nextInt(5));
                byte[] raw = tensor.getRawData().toByteArray();
                ByteBuffer.wrap(raw).order(ByteOrder.LITTLE_ENDIAN).putLong(8 * random.nextInt(raw.length / 8), number);
                tensor.setRawData(ByteString.copyFrom(raw));
            }
            opens(model.build().toByteArray());
        }
    }

    @Test
    void deepNestingIsRefusedBeforeTheStackIsFull() throws IOException {
        ByteString message = ByteString.EMPTY;
        for (int level = 20_000; level > 0; level--) {
            // From outside: a graph's node (1), its attribute (5), that one's graph (6), a node of it …
            message = field(new int[] {6, 1, 5}[level % 3], message);
        }
        assertRefused(field(7, message).toByteArray(), "nests more than 50 levels deep");
    }

    @Test
    void protobufGroupsAreRefused() throws IOException {
        byte[] groups = new byte[200_000];
        groups[0] = 8;
        groups[1] = 8;
        // Field 100, wire type 3: a group that opens a group that opens a group.
        for (int i = 2; i < groups.length; i += 2) {
            groups[i] = (byte) 0xA3;
            groups[i + 1] = 6;
        }
        assertRefused(groups, "it holds a protobuf group");
    }

    @Test
    void aFileOfEmptyMessagesIsRefusedBeforeTheyAreBuilt() throws IOException {
        byte[] nodes = new byte[2 * (WireCheck.MOST_OBJECTS + 1)];
        for (int i = 0; i < nodes.length; i += 2) {
            nodes[i] = 10;
        }
        ByteString graph = field(7, ByteString.copyFrom(nodes));
        byte[] model = ByteString.copyFrom(new byte[] {8, 8}).concat(graph).toByteArray();

        assertRefused(model, "it holds more than 262500 strings and messages");
    }

    private void assertRefused(byte[] bytes, String reason) throws IOException {
        Path file = Files.write(folder.resolve("model.onnx"), bytes);
        assertThatThrownBy(() -> ModelReaders.open(file, new CancelToken()))
                .isInstanceOf(DamagedFileException.class)
                .hasMessageContaining(reason);
    }

    private static ByteString field(int number, ByteString content) {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        head.write(number << 3 | 2);
        int length = content.size();
        while (length > 0x7F) {
            head.write(length & 0x7F | 0x80);
            length >>>= 7;
        }
        head.write(length);
        return ByteString.copyFrom(head.toByteArray()).concat(content);
    }

    @Test
    void aChainOfManyNodesIsNoProblem() throws IOException {
        OnnxModelBuilder model =
                OnnxModelBuilder.opset(13).input("x", 1, 1).initializer("w", Tensor.of(new float[1], 1, 1));
        int nodes = 20_000;
        for (int i = 0; i < nodes; i++) {
            model.namedNode("", "Identity", List.of(i == 0 ? "w" : "w" + i), List.of("w" + (i + 1)));
            model.namedNode("", "Relu", List.of(i == 0 ? "x" : "x" + i), List.of("x" + (i + 1)));
        }
        model.namedNode("", "Gemm", List.of("x" + nodes, "w" + nodes), List.of("y"))
                .output("y", 1, 1);
        Path file = model.write(folder.resolve("model.onnx"));

        Network network = ModelReaders.open(file, new CancelToken()).network();

        assertThat(network.nodes()).hasSize(nodes + 1);
        assertThat(network.layout().size()).isEqualTo(1);
    }

    @Test
    void newerFieldsAreSkipped() {
        // NodeProto.metadata_props (9) and ModelProto.configuration (26), which the protobuf classes do not know.
        byte[] model = OnnxModelBuilder.opset(13)
                .input("x", 1)
                .node("Relu", List.of("x"), List.of("y"))
                .output("y", 1)
                .graph(graph -> graph.getNodeBuilder(0).setUnknownFields(unknown(9)))
                .model(proto -> proto.setUnknownFields(unknown(26)))
                .bytes();

        assertThatCode(() -> assertThat(opens(model)).isTrue()).doesNotThrowAnyException();
    }

    private static org.nd4j.shade.protobuf.UnknownFieldSet unknown(int number) {
        var field = org.nd4j.shade.protobuf.UnknownFieldSet.Field.newBuilder()
                .addLengthDelimited(ByteString.copyFromUtf8("new"))
                .build();
        return org.nd4j.shade.protobuf.UnknownFieldSet.newBuilder()
                .addField(number, field)
                .build();
    }
}
