package io.orograph.fuzz;

import io.orograph.arrays.NpyWriter;
import io.orograph.arrays.NpzWriter;
import io.orograph.model.onnx.SoundModels;
import io.orograph.network.Tensor;
import io.orograph.session.SoundSession;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import javax.imageio.ImageIO;

/** Files as they should be, small ones: what fuzzing starts from. The first is the one whose entries are replaced. */
final class SoundFiles {

    private static final Tensor TWO = Tensor.of(new double[] {0, 1}, 2);
    private static final Tensor CELLS = Tensor.of(new double[] {1, 2, 3, 4}, 2, 2);
    private static final Tensor COUNT = Tensor.of(new long[] {7}, 1);
    private static final String PROVENANCE = "{\"model\": \"m.onnx\", \"seed\": 1}";
    private static final int CIFAR_SAMPLE = 3073;

    /** What the window notes of a landscape over a plane, with a study. */
    private static final String NOTE = """
            {"subject": {"pair": {"model": "/m.onnx", "data": "/d.npz", "scale": 1.0, "when": "2026-11-29"},
             "loss": {"kind": "cross-entropy", "smoothing": 0.0, "l2": 0.0, "l2Over": "all", "samples": 0},
             "parameters": {"asParameters": ["w"], "asConstants": [], "untied": false}, "theta": "0123"},
             "begun": "2026-11-29T06:30:00", "finished": false, "section": "4567 own",
             "landscape": {"directions": "random", "seed": 7, "held": ["a"], "range": 1.0, "resolution": 41},
             "study": {"kind": "curvature", "what": "curvature", "settings": {"largest": ["5"]}, "files": {"f": ["/a"]},
             "parts": ["trace"]}}
            """;

    private SoundFiles() {}

    static List<byte[]> of(FuzzedReader reader) throws IOException {
        return switch (reader) {
            case MODEL, OUTLINE ->
                List.of(
                        SoundModels.small(),
                        SoundModels.ofManyOperators(),
                        SoundModels.ofOperatorsWithSeveralInputs(),
                        SoundModels.withExternalData(),
                        SoundModels.withControlFlow(),
                        SoundModels.withEqualTensors());
            case NPY -> List.of(npy());
            case NPZ -> List.of(data());
            case CSV -> List.of(table("a,b,label\n1,2.5,0\n3,4,1\n5,\"6\",1\n"), table("1;2;x\n3;4e9;y\n"));
            case IDX -> List.of(idx(), gzip(idx()));
            case CIFAR -> List.of(new byte[CIFAR_SAMPLE]);
            case PICTURE -> List.of(picture("png"), picture("jpg"), picture("bmp"), picture("gif"));
            case SAFETENSORS -> List.of(resource("weights.safetensors"));
            case TORCH -> List.of(resource("zip.pt"), resource("half.pt"), resource("views.pt"), resource("module.pt"));
            case LEGACY_TORCH -> List.of(resource("legacy.pt"));
            case WEIGHTS_NPZ -> List.of(data());
            case LANDSCAPE -> List.of(landscape());
            case DIRECTIONS -> List.of(directions());
            case STATE -> List.of(state());
            case SESSION -> List.of(SoundSession.bytes());
            case PARQUET -> List.of(resource("data", "table-snappy.parquet"), resource("data", "pictures.parquet"));
            case NOTE -> List.of(NOTE.getBytes(StandardCharsets.UTF_8));
            case DESCRIBED ->
                List.of(
                        landscape(),
                        directions(),
                        state(),
                        data(),
                        npy(),
                        idx(),
                        resource("zip.pt"),
                        SoundModels.small());
        };
    }

    /** Writes what some readers look for beside the file. */
    static void writeBeside(Path folder) throws IOException {
        Files.write(folder.resolve(SoundModels.WEIGHTS_FILE), new byte[24]);
        Files.write(folder.resolve("data-labels-idx1-ubyte"), new byte[] {0, 0, 8, 1, 0, 0, 0, 2, 0, 1});
        NpyWriter.write(folder.resolve(FuzzedReader.TARGETS), Tensor.of(new long[] {0, 1, 2, 1}, 4));
    }

    private static byte[] data() throws IOException {
        return npz(npz -> {
            npz.add("x", Tensor.of(new float[12], 4, 3));
            npz.add("y", Tensor.of(new long[] {0, 1, 2, 1}, 4));
        });
    }

    private static byte[] landscape() throws IOException {
        return npz(npz -> {
            npz.add("alpha", TWO);
            npz.add("beta", TWO);
            npz.add("loss", CELLS);
            npz.add("loss_se", CELLS);
            npz.addText("provenance", PROVENANCE);
        });
    }

    private static byte[] directions() throws IOException {
        return npz(npz -> {
            npz.add("d1/w", TWO);
            npz.add("d2/w", TWO);
            npz.addText("provenance", PROVENANCE);
        });
    }

    private static byte[] state() throws IOException {
        return npz(npz -> {
            npz.addText("settings", "sgd");
            npz.add("steps", COUNT);
            npz.add("recorded", COUNT);
            npz.add("state", TWO);
            npz.add("moment1", TWO);
        });
    }

    private static byte[] npz(NpzWriter.Arrays arrays) throws IOException {
        Path file = Files.createTempFile("sound", ".npz");
        try {
            NpzWriter.write(file, arrays);
            return Files.readAllBytes(file);
        } finally {
            Files.delete(file);
        }
    }

    private static byte[] npy() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        NpyWriter.write(out, Tensor.of(new float[12], 4, 3));
        return out.toByteArray();
    }

    private static byte[] table(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] idx() {
        return new byte[] {0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 2, 1, 2, 3, 4, 5, 6, 7, 8};
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(content);
        }
        return packed.toByteArray();
    }

    private static byte[] picture(String format) throws IOException {
        BufferedImage image = new BufferedImage(4, 3, BufferedImage.TYPE_INT_RGB);
        image.setRGB(1, 1, 0xff8040);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, format, out);
        return out.toByteArray();
    }

    private static byte[] resource(String name) throws IOException {
        return resource("model/checkpoint", name);
    }

    private static byte[] resource(String folder, String name) throws IOException {
        try (InputStream in = SoundFiles.class.getResourceAsStream("/io/orograph/" + folder + "/" + name)) {
            return in.readAllBytes();
        }
    }
}
