package io.orograph.model.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orograph.file.DamagedFileException;
import io.orograph.file.UnreadableFileException;
import io.orograph.model.ModelReaders;
import io.orograph.network.Network;
import io.orograph.network.Shape;
import io.orograph.network.Tensor;
import io.orograph.task.CancelToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.shade.protobuf.ByteString;

/** Files that are broken, or made to break the reader: each ends in a network or in a sentence about the file. */
class HostileOnnxTest {

    @TempDir
    Path folder;

    private static byte[] sound() {
        return OnnxModelBuilder.opset(13)
                .input("x", Shape.FREE, 2)
                .initializer("w1", Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, 3, 2))
                .initializer("b1", Tensor.of(new double[] {7, 8, 9}, 3))
                .node("Constant", List.of(), List.of("w2"), "value", Tensor.of(new float[] {1, 2, 3}, 3, 1))
                .node("Gemm", List.of("x", "w1", "b1"), List.of("h"), "transB", 1, "alpha", 0.5f)
                .node("Identity", List.of("h"), List.of("i"))
                .node("Relu", List.of("i"), List.of("r"))
                .node("Gemm", List.of("r", "w2"), List.of("y"))
                .output("y", Shape.FREE, 1)
                .bytes();
    }

    /** Anything but an UnreadableFileException passes through and fails the test. */
    private boolean opens(byte[] bytes) throws IOException {
        try {
            OnnxReader.read(folder.resolve("model.onnx"), bytes, new CancelToken());
            return true;
        } catch (UnreadableFileException e) {
            assertThat(e.getMessage()).startsWith("model.onnx ").endsWith(".").doesNotContain("\n");
            return false;
        }
    }

    @Test
    void aTruncatedFileIsRefusedWhereverItEnds() throws IOException {
        byte[] sound = sound();
        assertThat(opens(sound)).isTrue();
        for (int length = 0; length < sound.length; length += 7) {
            assertThat(opens(Arrays.copyOf(sound, length)))
                    .as("%d of %d bytes", length, sound.length)
                    .isFalse();
        }
    }

    @Test
    void flippedBytesEndInANetworkOrASentence() throws IOException {
        byte[] sound = sound();
        Random random = new Random(20261124);
        int refused = 0;
        for (int i = 0; i < 2000; i++) {
            byte[] broken = sound.clone();
            int flips = 1 + random.nextInt(3);
            for (int j = 0; j < flips; j++) {
                broken[random.nextInt(broken.length)] = (byte) random.nextInt(256);
            }
            refused += opens(broken) ? 0 : 1;
        }
        // A flip in a weight or a node's name is harmless; most others are not.
        assertThat(refused).isBetween(500, 1900);
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

        assertRefused(model, "it holds more than 1000000 strings and messages");
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
