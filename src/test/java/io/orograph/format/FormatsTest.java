package io.orograph.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orograph.arrays.NpzWriter;
import io.orograph.data.DataReaders;
import io.orograph.data.DataSource;
import io.orograph.network.Tensor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The list of formats, and what follows from it. */
class FormatsTest {

    private static final Formats ALL = Formats.all();

    @TempDir
    private Path folder;

    private Path file(String name, String latin) throws IOException {
        return Files.write(folder.resolve(name), latin.getBytes(StandardCharsets.ISO_8859_1));
    }

    private FileKind npz(String... names) throws IOException {
        Path file = folder.resolve("arrays.npz");
        NpzWriter.write(file, npz -> {
            for (String name : names) {
                npz.add(name, Tensor.of(new double[] {0, 1}, 2));
            }
        });
        return ALL.tell(file).orElseThrow();
    }

    @Test
    void everyFormatHasANameOfItsOwnAndALabelWithItsArticle() {
        assertThat(ALL.list()).extracting(Format::id).doesNotHaveDuplicates().allMatch(id -> id.matches("[a-z0-9-]+"));
        assertThat(ALL.list()).extracting(Format::label).allMatch(label -> label.matches("(an? |the |directions ).*"));
        assertThat(ALL.list().stream().filter(format -> !format.roles().isEmpty()))
                .allMatch(format -> !format.endings().isEmpty());
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void everyRoleIsPlayedByAFormatAndSaysWhatToDo(Role role) {
        assertThat(ALL.of(role)).isNotEmpty();
        assertThat(role.use()).endsWith(".").matches(".*(orograph|numpy|--data).*");
    }

    @Test
    void theFormatsInTheOrderInWhichTheyAreNamed() {
        assertThat(ALL.names(Role.DATA))
                .isEqualTo(
                        "NPZ, NPY, CSV, IDX (MNIST), safetensors, PyTorch tensors, HDF5, MATLAB, Parquet, CIFAR or Python pickle");
        assertThat(ALL.choice(Role.MODEL)).isEqualTo("choose an ONNX file");
        assertThat(ALL.endings(Role.WEIGHTS))
                .containsExactly(
                        ".npz", ".safetensors", ".pt", ".pth", ".ckpt", ".tar", ".t7", ".bin", ".index.json", ".onnx");
        assertThat(ALL.endings(Role.DATA)).contains("ubyte", ".gz");
        assertThat(ALL.listed(Role.WEIGHTS))
                .isEqualTo(
                        "NPZ (.npz), safetensors (.safetensors), PyTorch state dict (.pt, .pth, .ckpt, .tar, .t7, .bin), index of a checkpoint in shards (.index.json) or ONNX"
                                + " (.onnx)");
    }

    @Test
    void anArchiveIsWhatItsArraysSay() throws IOException {
        assertThat(npz("x", "y").roles()).containsExactly(Role.DATA);
        assertThat(npz("fc1.weight", "fc1.bias").roles()).containsExactly(Role.WEIGHTS);
        assertThat(npz("d1/w", "d2/w", "d1/b", "d2/b").roles()).containsExactly(Role.DIRECTIONS);
        assertThat(npz("alpha", "beta", "loss", "loss_se").roles()).containsExactly(Role.LANDSCAPE);
        assertThat(npz("settings", "steps", "recorded", "state").roles()).containsExactly(Role.TRAINING_STATE);
        assertThat(npz("d1/w", "other").roles()).containsExactly(Role.WEIGHTS);
    }

    /** Inputs and targets have as many samples. */
    @Test
    void arraysCalledAsDataThatAreNone() throws IOException {
        Path file = folder.resolve("x.npz");
        NpzWriter.write(file, npz -> {
            npz.add("x", Tensor.of(new double[6], 3, 2));
            npz.add("y", Tensor.of(new double[2], 2));
        });
        assertThat(ALL.tell(file).orElseThrow().roles()).containsExactly(Role.WEIGHTS);
    }

    @ParameterizedTest
    @CsvSource({
        "net/data.pkl, pytorch",
        "net/constants.pkl, torchscript",
        "model.weights.h5, keras",
        "coefficients.bin, deeplearning4j",
        "a/b.onnx, zipped-onnx",
        "notes.txt, zip"
    })
    void archivesOfOtherPrograms(String entry, String id) throws IOException {
        Path file = folder.resolve("archive");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry(entry));
        }
        assertThat(ALL.tell(file).orElseThrow().format().id()).isEqualTo(id);
    }

    @Test
    void textsThatAreTablesAndOthers() throws IOException {
        assertThat(ALL.tell(file("a", "a;b\n1;2\n")).orElseThrow().can(Role.DATA))
                .isTrue();
        assertThat(ALL.tell(file("a.csv", "a\n1\n")).orElseThrow().can(Role.DATA))
                .isTrue();
        assertThat(ALL.tell(file("a.md", "once upon a time"))
                        .orElseThrow()
                        .format()
                        .id())
                .isEqualTo("text");
        assertThat(ALL.tell(file("a.csv", "version https://git-lfs.github.com/spec/v1\n"))
                        .orElseThrow()
                        .format()
                        .id())
                .isEqualTo("git-lfs");
        assertThat(ALL.tell(file("a", "\u00fe\u0001\u0002\u0003"))).isEmpty();
    }

    /** A compressed file is looked into. */
    @Test
    void compressedFiles() throws IOException {
        for (String inside : new String[] {"\0\0\u0008\u0001\0\0\0\u0001\u0005", "plain"}) {
            Path file = folder.resolve("packed.gz");
            try (var gzip = new java.util.zip.GZIPOutputStream(Files.newOutputStream(file))) {
                gzip.write(inside.getBytes(StandardCharsets.ISO_8859_1));
            }
            assertThat(ALL.tell(file).orElseThrow().format().id()).isEqualTo(inside.startsWith("\0") ? "idx" : "gzip");
        }
    }

    @Test
    void aNewFormatIsNamedInRefusalsAndOpened() throws IOException {
        Formats formats = ALL.with(new DummyFormat());
        Path dummy = file("some", DummyFormat.SIGNATURE);
        assertThat(formats.tell(dummy).orElseThrow().uses()).containsExactly(Role.DATA.use());
        assertThat(DataReaders.open(DataSource.of(dummy), formats).classes()).containsExactly("no", "yes");
        Path other = file("other", "\u0089PNG");
        assertThatThrownBy(() -> DataReaders.open(DataSource.of(other), formats))
                .hasMessage(
                        "other is an image, which cannot be opened as data;"
                                + " Dummy, NPZ, NPY, CSV, IDX (MNIST), safetensors, PyTorch tensors, HDF5, MATLAB, Parquet, CIFAR and Python pickle files can be opened.");
        assertThatThrownBy(() -> DataReaders.open(DataSource.of(dummy)))
                .hasMessageContaining(
                        "NPZ, NPY, CSV, IDX (MNIST), safetensors, PyTorch tensors, HDF5, MATLAB, Parquet, CIFAR and Python pickle files can be opened");
        assertThat(formats.refusal(FileHead.of(dummy), Role.MODEL))
                .hasMessage("some is a dummy of a file, not a model; open it as data.");
    }

    @Test
    void aListIsUnchangedByOneThatIsMadeFromIt() {
        int before = ALL.list().size();
        assertThat(ALL.with(new DummyFormat()).list()).hasSize(before + 1);
        assertThat(Formats.all().list()).hasSize(before);
        assertThat(new Formats(List.of(new DummyFormat())).endings(Role.values()))
                .containsExactly(".dummy");
    }
}
