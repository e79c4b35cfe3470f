package io.orograph.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orograph.file.DamagedFileException;
import io.orograph.file.UnsupportedFileException;
import io.orograph.model.onnx.OnnxModelBuilder;
import io.orograph.network.Shape;
import io.orograph.network.Tensor;
import io.orograph.task.CancelToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A file is what its content says; each case begins with the bytes that the real program writes. */
class ModelReadersTest {

    @TempDir
    Path folder;

    private Path write(byte[] content) throws IOException {
        return Files.write(folder.resolve("model.onnx"), content);
    }

    /** One byte a character. */
    private static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private void named(String sentence, byte[] content) throws IOException {
        Path file = write(content);
        assertThatThrownBy(() -> ModelReaders.open(file, new CancelToken()))
                .isInstanceOf(UnsupportedFileException.class)
                .hasMessageStartingWith("model.onnx is " + sentence)
                .hasMessageContaining(";");
    }

    private static byte[] zip(String entry) throws IOException {
        var bytes = new java.io.ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("other.txt"));
            zip.putNextEntry(new ZipEntry(entry));
        }
        return bytes.toByteArray();
    }

    @ParameterizedTest
    @CsvSource({
        "archive/data.pkl, a PyTorch checkpoint",
        "x.npy, an NPZ archive of NumPy arrays",
        "model.weights.h5, a Keras model",
        "coefficients.bin, a Deeplearning4j model",
        "deep/net.onnx, a zip archive; unpack it and open the .onnx file in it",
        "readme.md, a zip archive without a known model"
    })
    void looksIntoZipArchives(String entry, String sentence) throws IOException {
        named(sentence, zip(entry));
    }

    @Test
    void namesArchivesThatAreCutOff() throws IOException {
        byte[] whole = zip("archive/data.pkl");
        named("a damaged zip archive", java.util.Arrays.copyOf(whole, whole.length - 30));
    }

    @Test
    void namesOtherFormats() throws IOException {
        named("an HDF5 file, as Keras writes", latin("\u0089HDF\r\n\u001a\n\0\0\0\0\0\u0008\u0008\0"));
        named("a TensorFlow Lite model", latin("\u001c\0\0\0TFL3\u0014\0 \0"));
        named("in ONNX Runtime's own format", latin("\u0018\0\0\0ORTM\0\0\0\0"));
        named("a NumPy array", latin("\u0093NUMPY\u0001\0v\0{'descr': '<f4'"));
        named("compressed with gzip", latin("\u001f\u008b\u0008\0\0\0\0\0\0\u0003"));
        named("a PNG picture", latin("\u0089PNG\r\n\u001a\n\0\0\0\rIHDR"));
        named("a JPEG picture", latin("\u00ff\u00d8\u00ff\u00e0\0\u0010JFIF"));
        named("a PDF document", latin("%PDF-1.7\n%\u00e2\u00e3\n1 0 obj"));
        named("a GGUF language model", latin("GGUF\u0003\0\0\0\0\0\0\0"));
        named("a safetensors file", latin("P\0\0\0\0\0\0\0{\"weight\":{\"dtype\":\"F32\""));
        named("a TensorFlow SavedModel", latin("\u0008\u0001\u0012\u00b4\u0002\n\u0005\u0012\u0003"));
        byte[] tar = new byte[1024];
        System.arraycopy(latin("ustar"), 0, tar, 257, 5);
        named("a tar archive", tar);
    }

    @Test
    void tellsOldPyTorchCheckpointsFromOtherPickles() throws IOException {
        named("a PyTorch checkpoint", latin("\u0080\u0002\u008a\nl\u00fc\u009cF\u00f9 j\u00a8P\u0019."));
        named("a Python pickle", latin("\u0080\u0004\u0095\u0013\u0002\0\0\0\0\0\0\u008c\u0015sklearn.linear"));
        named("a Python pickle", latin("\u0080\u0003csklearn.linear_model\n"));
    }

    @Test
    void tellsKindsOfText() throws IOException {
        named("a text file", latin("x,y\n1,2\n"));
        named("a text file", "größe = 1\r\n\ttab".getBytes(StandardCharsets.UTF_8));
        named("a Git LFS pointer", latin("version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n"));
        named("a web page", latin("\n<!DOCTYPE html>\n<html lang=\"en\">"));
    }

    @Test
    void refusesWhatItDoesNotKnow() throws IOException {
        Path file = write(new byte[] {(byte) 0xFE, 1, 2, 3, 4, 5, 6, 7, 8, 9});
        assertThatThrownBy(() -> ModelReaders.open(file, new CancelToken()))
                .isInstanceOf(DamagedFileException.class)
                .hasMessageStartingWith("model.onnx is not a model of a known format; choose an ONNX file");
        Path empty = write(new byte[0]);
        assertThatThrownBy(() -> ModelReaders.open(empty, new CancelToken()))
                .isInstanceOf(DamagedFileException.class)
                .hasMessageStartingWith("model.onnx is empty");
        assertThatThrownBy(() -> ModelReaders.open(folder.resolve("none.onnx"), new CancelToken()))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("none.onnx");
        assertThatThrownBy(() -> ModelReaders.open(folder, new CancelToken()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is a folder");
    }

    @Test
    void opensAModelWhateverItIsCalled() throws IOException {
        Path file = mlp(2).write(folder.resolve("weights.txt"));

        assertThat(ModelReaders.open(file, new CancelToken()).network().layout().size())
                .isEqualTo(12);
    }

    private static OnnxModelBuilder mlp(long inputs) {
        return OnnxModelBuilder.opset(13)
                .input("x", Shape.FREE, inputs)
                .initializer("w1", Tensor.of(new float[] {3, 0, 0, 4, 0, 0}, 3, 2))
                .initializer("b1", Tensor.of(new float[] {0, 0, 0}, 3))
                .initializer("w2", Tensor.of(new float[] {1, 2, 2}, 3, 1))
                .node("Gemm", List.of("x", "w1", "b1"), List.of("h"), "transB", 1)
                .namedNode("", "Relu", List.of("h"), List.of("r"))
                .node("Gemm", List.of("r", "w2"), List.of("y"))
                .output("y", Shape.FREE, 1);
    }

    @Test
    void summarisesLayersAndWeights() throws IOException {
        OpenedModel model = ModelReaders.open(mlp(2).write(folder.resolve("m.onnx")), new CancelToken());
        ModelSummary summary = ModelSummary.of(model);

        assertThat(summary.format()).isEqualTo(model.format());
        assertThat(summary.parameters()).isEqualTo(12);
        assertThat(summary.layers())
                .extracting(
                        ModelSummary.Layer::name,
                        ModelSummary.Layer::type,
                        layer -> layer.outputShape().get())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("Gemm_0", "Gemm", List.of(Shape.FREE, 3L)),
                        org.assertj.core.groups.Tuple.tuple("r", "Relu", List.of(Shape.FREE, 3L)),
                        org.assertj.core.groups.Tuple.tuple("Gemm_2", "Gemm", List.of(Shape.FREE, 1L)));
        assertThat(summary.layers().get(0).weights()).containsExactly("w1", "b1");
        assertThat(summary.layers().get(1).weights()).isEmpty();
        // 3-4-5 and 1-2-2-3: norms that come out even.
        assertThat(summary.weights()).extracting(ModelSummary.Weight::norm).containsExactly(5.0, 0.0, 3.0);
        assertThat(summary.weights()).extracting(ModelSummary.Weight::count).containsExactly(6, 3, 3);
        assertThat(summary.weights().get(0).shape()).containsExactly(3L, 2L);
    }

    @Test
    void saysWhereLayersDoNotFitAndLeavesTheShapesBehindOut() throws IOException {
        OpenedModel model = ModelReaders.open(mlp(5).write(folder.resolve("m.onnx")), new CancelToken());

        assertThat(model.notices())
                .singleElement()
                .asString()
                .startsWith("The layers do not fit together: Gemm node \"Gemm_0\": ");
        assertThat(ModelSummary.of(model).layers())
                .extracting(ModelSummary.Layer::outputShape)
                .containsOnly(java.util.Optional.empty());
    }
}
