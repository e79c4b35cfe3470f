package io.orograph.format;

import io.orograph.file.UnsupportedFileException;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A format that this program knows and does not read: files that people take for a model, data or weights, each with
 * what to do with it.
 */
final class ForeignFormat implements Format {

    /** What is said of an archive that is cut off where a model is wanted, after its name. */
    static final String DAMAGED_ZIP =
            "is a damaged zip archive, as of an interrupted download; fetch it again (a PyTorch"
                    + " checkpoint or NPZ file is such an archive, an ONNX model is not)";

    private static final String GIT_LFS = "version https://git-lfs";

    /** How a file is told from its head. */
    private interface Test {
        boolean matches(FileHead head) throws IOException;
    }

    /** All of them, in the order in which they are tried. */
    static final List<Format> ALL = List.of(
            zip(
                    "torchscript",
                    "a TorchScript archive",
                    name -> name.endsWith("/constants.pkl"),
                    "is a TorchScript model, not an ONNX model; load it with torch.jit.load and export it with"
                            + " torch.onnx.export"),
            zip(
                    "keras",
                    "a Keras model",
                    "model.weights.h5"::equals,
                    "is a Keras model, not an ONNX model; export it with model.export(…, format=\"onnx\") or convert it"
                            + " with tf2onnx"),
            zip(
                    "deeplearning4j",
                    "a Deeplearning4j model",
                    "coefficients.bin"::equals,
                    "is a Deeplearning4j model, not an ONNX model; this format is not supported"),
            zip(
                    "zipped-onnx",
                    "a zip archive with an ONNX model in it",
                    name -> name.endsWith(".onnx"),
                    "is a zip archive; unpack it and open the .onnx file in it"),
            new ForeignFormat("zip", "a zip archive", FileHead::isZip)
                    .model("is a zip archive without a known model in it"),
            new ForeignFormat("savedmodel", "a TensorFlow SavedModel", ForeignFormat::isSavedModel)
                    .model("is a TensorFlow SavedModel, not an ONNX model; convert its folder with tf2onnx"),
            new ForeignFormat("tflite", "a TensorFlow Lite model", head -> head.has(4, "TFL3"))
                    .model("is a TensorFlow Lite model, not an ONNX model; convert it with tf2onnx --tflite"),
            new ForeignFormat("ort", "a model in ONNX Runtime's own format", head -> head.has(4, "ORTM"))
                    .model("is in ONNX Runtime's own format; open the .onnx file that it was made from"),
            new ForeignFormat("gzip", "a file compressed with gzip", head -> head.startsWith("\u001f\u008b"))
                    .model("is compressed with gzip; unpack it with gunzip and open what is in it")
                    .data("is compressed with gzip and is no IDX file inside; unpack it and open what comes out"),
            new ForeignFormat("png", "an image", head -> head.startsWith("\u0089PNG"))
                    .model("is a PNG picture, not a model"),
            new ForeignFormat("jpeg", "an image", head -> head.startsWith("\u00ff\u00d8\u00ff"))
                    .model("is a JPEG picture, not a model"),
            new ForeignFormat("gif", "an image", head -> head.startsWith("GIF8"))
                    .model("is a GIF picture, not a model"),
            new ForeignFormat("pdf", "a PDF document", head -> head.startsWith("%PDF")),
            new ForeignFormat("gguf", "a GGUF language model", head -> head.startsWith("GGUF"))
                    .model("is a GGUF language model, not an ONNX model; this format is not supported"),
            new ForeignFormat("tar", "a tar archive", head -> head.has(257, "ustar"))
                    .model("is a tar archive; unpack it and open the model in it (a PyTorch checkpoint is exported with"
                            + " torch.onnx.export)")
                    .data("is a tar archive; unpack it and open the data in it"),
            new ForeignFormat("git-lfs", "a Git LFS pointer", head -> isText(head, GIT_LFS))
                    .model("is a Git LFS pointer, not the model itself; fetch the model with git lfs pull")
                    .data("is a Git LFS pointer, not the data themselves; fetch them with git lfs pull"),
            new ForeignFormat("html", "a web page", head -> isText(head, "<!doctype html") || isText(head, "<html"))
                    .model("is a web page, not a model; download the file itself")
                    .data("is a web page, not data; download the file itself"),
            new ForeignFormat("text", "a text file", FileHead::isText).weak());

    private final String id;
    private final String label;
    private final Test test;
    private final Advice advice;
    private final boolean weak;

    /** What is said of a file where a model or data are wanted; empty for that another is to be chosen. */
    private record Advice(String model, String data) {}

    private ForeignFormat(String id, String label, Test test) {
        this(id, label, test, new Advice("", ""), false);
    }

    private ForeignFormat(String id, String label, Test test, Advice advice, boolean weak) {
        this.id = id;
        this.label = label;
        this.test = test;
        this.advice = advice;
        this.weak = weak;
    }

    private static ForeignFormat zip(String id, String label, Predicate<String> entry, String model) {
        return new ForeignFormat(id, label, head -> head.hasEntry(entry)).model(model);
    }

    /** Returns the same with what is said of it where a model is wanted; without advice, that is to choose another. */
    private ForeignFormat model(String predicate) {
        return new ForeignFormat(id, label, test, new Advice(predicate, advice.data()), weak);
    }

    /** Returns the same with what is said of it where data are wanted. */
    private ForeignFormat data(String predicate) {
        return new ForeignFormat(id, label, test, new Advice(advice.model(), predicate), weak);
    }

    private ForeignFormat weak() {
        return new ForeignFormat(id, label, test, advice, true);
    }

    /** Begins like an ONNX model of IR version 1, but has a message where that has the producer's name. */
    private static boolean isSavedModel(FileHead head) {
        byte[] bytes = head.bytes();
        int length = 3;
        while (length < bytes.length && bytes[length] < 0) {
            length++;
        }
        return head.startsWith("\u0008\u0001\u0012") && length + 1 < bytes.length && bytes[length + 1] == '\n';
    }

    private static boolean isText(FileHead head, String beginning) {
        return head.isText()
                && head.text().stripLeading().toLowerCase(Locale.ROOT).startsWith(beginning);
    }

    @Override
    public Identity identity() {
        return new Identity(id, label, label, List.of(), Set.of());
    }

    @Override
    public boolean matches(FileHead head) throws IOException {
        return test.matches(head);
    }

    @Override
    public boolean isWeak() {
        return weak;
    }

    @Override
    public String refusal(FileHead head, Role wanted, String choice) throws IOException {
        if (wanted == Role.DATA && id.equals("zip")) {
            return ZipArchive.withoutArrays(head.entries().orElse(List.of()));
        }
        String own = wanted == Role.MODEL ? advice.model() : wanted == Role.DATA ? advice.data() : "";
        if (!own.isEmpty()) {
            return own.contains(";") ? own : own + "; " + choice;
        }
        return wanted == Role.DATA
                ? "is " + label + ", which cannot be opened as data; " + choice
                : "is " + label + ", not " + wanted.noun() + "; " + choice;
    }

    @Override
    public Contents contents(FileHead head) throws IOException {
        throw new UnsupportedFileException(
                head.path(), refusal(head, Role.MODEL, Formats.all().choice(Role.MODEL)));
    }
}
