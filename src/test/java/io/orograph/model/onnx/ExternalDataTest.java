package io.orograph.model.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orograph.file.DamagedFileException;
import io.orograph.file.Sha256;
import io.orograph.model.ModelReaders;
import io.orograph.model.OpenedModel;
import io.orograph.network.Shape;
import io.orograph.network.Tensor;
import io.orograph.task.CancelToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import onnx.OnnxMl.StringStringEntryProto;
import onnx.OnnxMl.TensorProto;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Weights in a file beside the model, and models that try to read elsewhere. */
class ExternalDataTest {

    @TempDir
    Path root;

    private Path folder;

    @BeforeEach
    void writeWeights() throws IOException {
        folder = Files.createDirectories(root.resolve("model"));
        byte[] weights = OnnxModelBuilder.rawBytes(Tensor.of(new float[] {9, 1, 2, 3}, 4));
        Files.write(folder.resolve("w.bin"), weights);
        Files.write(root.resolve("secret.bin"), weights);
    }

    private static TensorProto tensor(String name, String... entries) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (int i = 0; i < entries.length; i += 2) {
            pairs.put(entries[i], entries[i + 1]);
        }
        TensorProto.Builder proto = TensorProto.newBuilder()
                .setName(name)
                .setDataType(TensorProto.DataType.FLOAT_VALUE)
                .addDims(3)
                .addDims(1)
                .setDataLocation(TensorProto.DataLocation.EXTERNAL);
        pairs.forEach((key, value) -> proto.addExternalData(
                StringStringEntryProto.newBuilder().setKey(key).setValue(value)));
        return proto.build();
    }

    private OpenedModel open(TensorProto... tensors) throws IOException {
        OnnxModelBuilder model = OnnxModelBuilder.opset(13).input("x", Shape.FREE, 3);
        for (TensorProto tensor : tensors) {
            model.initializer(tensor)
                    .node("Gemm", List.of("x", tensor.getName()), List.of("y" + tensor.getName()))
                    .output("y" + tensor.getName(), Shape.FREE, 1);
        }
        return ModelReaders.open(model.write(folder.resolve("model.onnx")), new CancelToken());
    }

    private void refused(String reason, TensorProto... tensors) {
        assertThatThrownBy(() -> open(tensors))
                .isInstanceOf(DamagedFileException.class)
                .hasMessageStartingWith("model.onnx ")
                .hasMessageContaining(reason);
    }

    @Test
    void readsAPartOfAFile() throws IOException {
        OpenedModel model = open(tensor("w", "location", "w.bin", "offset", "4", "length", "12"));

        assertThat(model.network().weights()).containsExactly(1, 2, 3);
        assertThat(model.notices())
                .containsExactly("Weights are read from w.bin (SHA-256 " + Sha256.of(folder.resolve("w.bin")) + ").");
    }

    @Test
    void readsToTheEndWhereNoLengthIsStated() throws IOException {
        assertThat(open(tensor("w", "location", "./sub/../w.bin", "offset", "4"))
                        .network()
                        .weights())
                .containsExactly(1, 2, 3);
    }

    @Test
    void readsFromAFolderBelowAndThroughALinkThatStaysInside() throws IOException {
        Files.createDirectories(folder.resolve("data"));
        Files.createSymbolicLink(folder.resolve("data/link.bin"), Path.of("../w.bin"));

        assertThat(open(tensor("w", "location", "data/link.bin", "offset", "4"))
                        .network()
                        .weights())
                .containsExactly(1, 2, 3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../secret.bin", "sub/../../secret.bin", "..", ".", "/etc/hostname", ""})
    void staysInTheFolder(String location) {
        assertThatThrownBy(() -> open(tensor("w", "location", location)))
                .isInstanceOf(DamagedFileException.class)
                .hasMessageContaining("keeps the tensor \"w\" in \"" + location + "\", which is ");
    }

    @Test
    void staysInTheFolderWhenAbsolutePathsNameTheSecret() {
        refused(
                "outside the model's folder",
                tensor("w", "location", root.resolve("secret.bin").toString()));
        refused("outside the model's folder", tensor("w", "offset", "4"));
    }

    @Test
    void doesNotFollowLinksOutOfTheFolder() throws IOException {
        Files.createSymbolicLink(folder.resolve("link.bin"), root.resolve("secret.bin"));
        Files.createSymbolicLink(folder.resolve("up"), root);

        refused("outside the model's folder", tensor("w", "location", "link.bin", "offset", "4"));
        refused("outside the model's folder", tensor("w", "location", "up/secret.bin", "offset", "4"));
    }

    @Test
    void checksOffsetAndLengthAgainstTheFile() {
        refused("takes 12 bytes from byte 8 of \"w.bin\", which has 16", external("8", "12"));
        refused("from byte 17 of", external("17", "0"));
        refused("from byte 9223372036854775807 of", external("9223372036854775807", "12"));
        refused("takes 9223372036854775807 bytes", external("4", "9223372036854775807"));
        refused("takes 8 bytes of \"w.bin\" where its shape calls for 12", external("4", "8"));
        refused("states its offset as \"-4\"", external("-4", "12"));
        refused("states its length as \"twelve\"", external("4", "twelve"));
        refused("where its shape calls for 12", tensor("w", "location", "w.bin"));
        refused("which is not in its folder; copy that file there", tensor("w", "location", "missing.bin"));
        refused("not a valid file name", tensor("w", "location", "a\0b"));
    }

    private static TensorProto external(String offset, String length) {
        return tensor("w", "location", "w.bin", "offset", offset, "length", length);
    }

    @Test
    void doesNotReadMoreThanTheFileHoldsInAll() {
        refused(
                "shares bytes of \"w.bin\"",
                tensor("v", "location", "w.bin", "offset", "4"),
                tensor("w", "location", "w.bin", "offset", "4"));
    }
}
