package io.orograph.model.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orograph.arrays.NamedArrays;
import io.orograph.arrays.StoredZip;
import io.orograph.file.UnsupportedFileException;
import io.orograph.network.Parameter;
import io.orograph.network.ParameterLayout;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checkpoints that hold more than one dictionary of tensors, and objects of other programs. */
class DictionariesTest {

    private static final ParameterLayout LAYOUT = new ParameterLayout(List.of(
            new Parameter("w", new long[] {3}, 0, Parameter.Role.WEIGHT, 0),
            new Parameter("b", new long[] {2}, 3, Parameter.Role.BIAS, 0)));

    @TempDir
    Path folder;

    private static String text(String value) {
        return "X" + (char) value.length() + "\0\0\0" + value;
    }

    /** A vector whose storage is called by its length. */
    private static String vector(int length) {
        return "ctorch._utils\n_rebuild_tensor_v2\n((" + text("storage") + "ctorch\nFloatStorage\n" + text("" + length)
                + text("cpu") + "K" + (char) length + "tQK\0(K" + (char) length + "t(K\u0001t\u0089NtR";
    }

    private static String dictionary(String... items) {
        return "}(" + String.join("", items) + "u";
    }

    private static String namespace() {
        return "cargparse\nNamespace\n)\u0081" + dictionary(text("lr"), "K\u0001") + "b";
    }

    private Path file(String name, String root) throws IOException {
        Path file = folder.resolve(name);
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            StoredZip.add(zip, "archive/data.pkl", ("\u0080\u0002" + root + ".").getBytes(StandardCharsets.ISO_8859_1));
            for (int length = 1; length < 5; length++) {
                ByteBuffer numbers = ByteBuffer.allocate(4 * length).order(ByteOrder.LITTLE_ENDIAN);
                for (int i = 0; i < length; i++) {
                    numbers.putFloat(10 * length + i);
                }
                StoredZip.add(zip, "archive/data/" + length, numbers.array());
            }
        }
        return file;
    }

    private static double[] read(Path file) throws IOException {
        try (NamedArrays arrays = CheckpointReaders.open(file)) {
            return WeightMatcher.match(LAYOUT, new double[5], arrays).read(arrays, LAYOUT);
        }
    }

    @Test
    void theOneThatMatchesTheNetworkIsTaken() throws IOException {
        String generator = dictionary(text("w"), vector(4), text("b"), vector(1));
        String discriminator = dictionary(text("w"), vector(3), text("b"), vector(2));
        Path file = file(
                "gan.pt",
                dictionary(text("G"), generator, text("D"), discriminator, text("args"), namespace(), text("n"), "N"));
        assertThat(read(file)).containsExactly(30, 31, 32, 20, 21);
    }

    @Test
    void severalTogetherMayBeTheNetwork() throws IOException {
        Path file = file(
                "parts.pt",
                dictionary(
                        text("body"),
                        dictionary(text("w"), vector(3)),
                        text("head"),
                        dictionary(text("b"), vector(2))));
        assertThat(read(file)).containsExactly(30, 31, 32, 20, 21);
    }

    @Test
    void anotherFileOfTheTrainingMayKeepThemElsewhere() throws IOException {
        Path first = file("first.pt", dictionary(text("w"), vector(3), text("b"), vector(2)));
        Path second = file(
                "second.pt",
                dictionary(
                        text("loss"),
                        vector(1),
                        text("model"),
                        dictionary(text("module.w"), vector(3), text("module.b"), vector(2))));
        try (NamedArrays one = CheckpointReaders.open(first);
                NamedArrays other = CheckpointReaders.open(second)) {
            WeightMatch match = WeightMatcher.match(LAYOUT, new double[5], one);
            assertThat(match.read(other, LAYOUT)).containsExactly(30, 31, 32, 20, 21);
            assertThat(match.isMissing(other)).isFalse();
        }
    }

    @Test
    void objectsWithoutTensorsAreNamedAndNeverMade() throws IOException {
        Path file = file("args.pt", dictionary(text("args"), namespace()));
        assertThatThrownBy(() -> CheckpointReaders.open(file))
                .isInstanceOf(UnsupportedFileException.class)
                .hasMessageContaining("holds no tensors (its entries are: args)")
                .hasMessageContaining("it asks for argparse.Namespace, which is not run here");
    }
}
