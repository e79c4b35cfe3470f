package io.orograph.model;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * Files that people take for a model file: what each really is, and what to do with it. A sentence here follows the
 * file's name.
 */
final class ForeignFormat {

    /**
     * A kind of file that its first bytes give away.
     *
     * @param offset where the signature begins
     * @param signature its bytes, one a character
     */
    private record Signature(int offset, String signature, String sentence) {

        boolean matches(byte[] head) {
            byte[] bytes = signature.getBytes(StandardCharsets.ISO_8859_1);
            int end = offset + bytes.length;
            return head.length >= end && Arrays.equals(head, offset, end, bytes, 0, bytes.length);
        }
    }

    private static final List<Signature> SIGNATURES = List.of(
            new Signature(
                    0,
                    "\u0089HDF\r\n\u001a\n",
                    "is an HDF5 file, as Keras writes, not an ONNX model; convert the model with tf2onnx"),
            new Signature(4, "TFL3", "is a TensorFlow Lite model, not an ONNX model; convert it with tf2onnx --tflite"),
            new Signature(4, "ORTM", "is in ONNX Runtime's own format; open the .onnx file that it was made from"),
            new Signature(0, "\u0093NUMPY", "is a NumPy array, not a model; open it as data"),
            new Signature(0, "\u001f\u008b", "is compressed with gzip; unpack it with gunzip and open what is in it"),
            new Signature(0, "\u0089PNG", "is a PNG picture, not a model; choose an ONNX file"),
            new Signature(0, "\u00ff\u00d8\u00ff", "is a JPEG picture, not a model; choose an ONNX file"),
            new Signature(0, "%PDF", "is a PDF document, not a model; choose an ONNX file"),
            new Signature(0, "GGUF", "is a GGUF language model, not an ONNX model; this format is not supported"),
            new Signature(
                    257,
                    "ustar",
                    "is a tar archive; unpack it and open the model in it (a PyTorch checkpoint is exported with"
                            + " torch.onnx.export)"));

    private static final String PYTORCH =
            "is a PyTorch checkpoint, not an ONNX model; load it in PyTorch and export it with torch.onnx.export";

    /** The magic number that PyTorch before 1.6 pickled first. */
    private static final String LEGACY_PYTORCH = "\u0080\u0002\u008a\nl\u00fc\u009cF";

    private ForeignFormat() {}

    /**
     * What the file is if it is of a kind that cannot be a model for this program.
     *
     * @param head its first bytes
     */
    static Optional<String> recognise(Path file, byte[] head) throws IOException {
        if (startsWith(head, "PK\u0003\u0004") || startsWith(head, "PK\u0005\u0006")) {
            return Optional.of(zip(file));
        }
        if (startsWith(head, LEGACY_PYTORCH)) {
            return Optional.of(PYTORCH);
        }
        if (isPickle(head)) {
            return Optional.of("is a Python pickle, not an ONNX model; if it holds a PyTorch model, export that with"
                    + " torch.onnx.export; if it holds one of scikit-learn, with skl2onnx");
        }
        if (isSafetensors(head)) {
            return Optional.of("is a safetensors file, which holds weights without a network; export the model with"
                    + " torch.onnx.export");
        }
        if (isSavedModel(head)) {
            return Optional.of("is a TensorFlow SavedModel, not an ONNX model; convert its folder with tf2onnx");
        }
        for (Signature known : SIGNATURES) {
            if (known.matches(head)) {
                return Optional.of(known.sentence());
            }
        }
        return isText(head) ? Optional.of(text(head)) : Optional.empty();
    }

    /** Begins like an ONNX model of IR version 1, but has a message where that has the producer's name. */
    private static boolean isSavedModel(byte[] head) {
        int length = 3;
        while (length < head.length && head[length] < 0) {
            length++;
        }
        return startsWith(head, "\u0008\u0001\u0012") && length + 1 < head.length && head[length + 1] == '\n';
    }

    private static String zip(Path file) throws IOException {
        try (ZipFile archive = new ZipFile(file.toFile())) {
            if (holds(archive, "data.pkl", String::endsWith)) {
                return PYTORCH;
            }
            if (holds(archive, ".npy", String::endsWith)) {
                return "is an NPZ archive of NumPy arrays, not a model; open it as data";
            }
            if (holds(archive, "model.weights.h5", String::equals)) {
                return "is a Keras model, not an ONNX model; export it with model.export(…, format=\"onnx\") or"
                        + " convert it with tf2onnx";
            }
            if (holds(archive, "coefficients.bin", String::equals)) {
                return "is a Deeplearning4j model, not an ONNX model; this format is not supported";
            }
            if (holds(archive, ".onnx", String::endsWith)) {
                return "is a zip archive; unpack it and open the .onnx file in it";
            }
            return "is a zip archive without a known model in it; choose an ONNX file";
        } catch (ZipException e) {
            return "is a damaged zip archive, as of an interrupted download; fetch it again (a PyTorch checkpoint or"
                    + " NPZ file is such an archive, an ONNX model is not)";
        }
    }

    private static boolean holds(ZipFile archive, String name, BiPredicate<String, String> match) {
        return archive.stream().anyMatch(entry -> match.test(entry.getName(), name));
    }

    /** Protocol 2 to 5: the opcode 0x80, the version, then an opcode that begins a frame, a number or a container. */
    private static boolean isPickle(byte[] head) {
        return head.length > 2
                && head[0] == (byte) 0x80
                && head[1] >= 2
                && head[1] <= 5
                && "\u0095\u008a}](cKX\u008c".indexOf(head[2] & 0xFF) >= 0;
    }

    /** The length of a JSON header in 8 bytes, then that header. */
    private static boolean isSafetensors(byte[] head) {
        return head.length > 9 && head[6] == 0 && head[7] == 0 && head[8] == '{' && head[9] == '"';
    }

    private static boolean isText(byte[] head) {
        for (byte value : head) {
            boolean white = value == '\n' || value == '\r' || value == '\t' || value == '\f';
            if (value >= 0 && value < ' ' && !white) {
                return false;
            }
        }
        return true;
    }

    private static String text(byte[] head) {
        String text = new String(head, StandardCharsets.UTF_8).stripLeading().toLowerCase(Locale.ROOT);
        if (text.startsWith("version https://git-lfs")) {
            return "is a Git LFS pointer, not the model itself; fetch the model with git lfs pull";
        }
        if (text.startsWith("<!doctype html") || text.startsWith("<html")) {
            return "is a web page, not a model; download the file itself";
        }
        return "is a text file, not a model; choose an ONNX file";
    }

    private static boolean startsWith(byte[] head, String signature) {
        return new Signature(0, signature, "").matches(head);
    }
}
