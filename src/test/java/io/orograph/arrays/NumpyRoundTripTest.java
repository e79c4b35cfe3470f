package io.orograph.arrays;

import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.network.Tensor;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Writing and reading back is the identity. */
class NumpyRoundTripTest {

    private static final Origin ORIGIN = new Origin(Path.of("memory.npy"), null);

    @Property(tries = 500)
    void arrays(@ForAll("tensors") Tensor array) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        NpyWriter.write(out, array);
        byte[] bytes = out.toByteArray();
        assertThat(NpyReader.read(new ByteArrayInputStream(bytes), bytes.length, ORIGIN))
                .isEqualTo(array);
        int elementBytes = array.size() * array.type().bytes();
        assertThat((bytes.length - elementBytes) % 64)
                .as("the elements are aligned as NumPy aligns them")
                .isZero();
    }

    /** NumPy drops zero characters at the end of a text, and so do we; half a surrogate pair is no character. */
    @Property(tries = 500)
    void texts(@ForAll("wholeTexts") String text) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        NpyWriter.writeText(out, text);
        byte[] bytes = out.toByteArray();
        String back = NpyReader.readText(new ByteArrayInputStream(bytes), bytes.length, ORIGIN);
        assertThat(back).isEqualTo(text.replaceAll("\0+\\z", ""));
    }

    @Property(tries = 50)
    void archives(@ForAll("tensors") Tensor first, @ForAll("tensors") Tensor second, @ForAll("wholeTexts") String text)
            throws IOException {
        Path file = Files.createTempFile("orograph", ".npz");
        try {
            NpzWriter.write(file, npz -> {
                npz.add("d1/layer.weight", first);
                npz.add("größe", second);
                npz.addText("provenance", text);
            });
            try (NpzArrays npz = NpzArrays.open(file)) {
                assertThat(npz.names()).containsExactly("d1/layer.weight", "größe", "provenance");
                assertThat(npz.shape("größe")).isEqualTo(second.shape());
                assertThat(npz.tensor("d1/layer.weight")).isEqualTo(first);
                assertThat(npz.tensor("größe")).isEqualTo(second);
                assertThat(npz.readText("provenance")).isEqualTo(text.replaceAll("\0+\\z", ""));
            }
        } finally {
            Files.delete(file);
        }
    }

    @Provide
    Arbitrary<String> wholeTexts() {
        return Arbitraries.integers()
                .between(0, Character.MAX_CODE_POINT)
                .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
                .array(int[].class)
                .ofMaxSize(40)
                .map(c -> new String(c, 0, c.length));
    }

    @Provide
    Arbitrary<Tensor> tensors() {
        Arbitrary<long[]> shapes =
                Arbitraries.longs().between(0, 5).array(long[].class).ofMaxSize(4);
        return Combinators.combine(shapes, Arbitraries.integers().between(0, 5), Arbitraries.longs())
                .as(NumpyRoundTripTest::tensor);
    }

    /** Numbers from all bit patterns, so that NaN, infinities, subnormals and extremes come up. */
    private static Tensor tensor(long[] shape, int type, long seed) {
        java.util.Random random = new java.util.Random(seed);
        int size = io.orograph.network.Shape.size(shape);
        byte[] bytes = new byte[size];
        random.nextBytes(bytes);
        byte[] bits = bytes.clone();
        for (int i = 0; i < size; i++) {
            bits[i] &= 1;
        }
        float[] floats = new float[size];
        double[] doubles = new double[size];
        for (int i = 0; i < size; i++) {
            floats[i] = Float.intBitsToFloat(random.nextInt());
            doubles[i] = Double.longBitsToDouble(random.nextLong());
        }
        return switch (type) {
            case 0 -> Tensor.of(floats, shape);
            case 1 -> Tensor.of(doubles, shape);
            case 2 -> Tensor.of(random.longs(size).toArray(), shape);
            case 3 -> Tensor.of(random.ints(size).toArray(), shape);
            case 4 -> Tensor.ofBytes(bytes, shape);
            default -> Tensor.ofBooleans(bits, shape);
        };
    }
}
