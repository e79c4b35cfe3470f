package io.orograph.training;

import io.orograph.file.DamagedFileException;
import io.orograph.file.RegularFile;
import io.orograph.model.checkpoint.Checkpoint;
import io.orograph.model.checkpoint.NetworkCheckpoint;
import io.orograph.model.checkpoint.SafetensorsCheckpoint;
import io.orograph.model.checkpoint.TorchCheckpoint;
import io.orograph.model.onnx.OnnxReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** Opens checkpoints, whatever they are called: what a file is shows in its content. */
public final class CheckpointReaders {

    private static final int HEAD_BYTES = 4096;

    private CheckpointReaders() {}

    /**
     * Opens a checkpoint: NPZ, safetensors, PyTorch's state dicts, or an ONNX model.
     *
     * @throws io.orograph.file.UnreadableFileException if it is none of these, damaged, or holds what is not read
     * @throws IOException if it cannot be read
     */
    public static Checkpoint open(Path file) throws IOException {
        RegularFile.requireReadable(file);
        byte[] head;
        try (InputStream in = Files.newInputStream(file)) {
            head = in.readNBytes(HEAD_BYTES);
        }
        if (head.length > 1 && head[0] == 'P' && head[1] == 'K') {
            return isTorch(file) ? TorchCheckpoint.open(file, false) : NpzCheckpoint.open(file);
        }
        if (TorchCheckpoint.recognisesLegacy(head)) {
            return TorchCheckpoint.open(file, true);
        }
        if (SafetensorsCheckpoint.recognises(head)) {
            return SafetensorsCheckpoint.open(file);
        }
        if (OnnxReader.recognises(head)) {
            return NetworkCheckpoint.open(file);
        }
        throw new DamagedFileException(
                file,
                "is no checkpoint of a known format; choose .npz, .safetensors, a PyTorch state dict (.pt, .pth) or"
                        + " .onnx");
    }

    private static boolean isTorch(Path file) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            return zip.stream().anyMatch(entry -> entry.getName().endsWith(".pkl"));
        } catch (ZipException | EOFException | IllegalArgumentException e) {
            throw new DamagedFileException(
                    file, "is damaged: it cannot be opened as a zip archive; save or copy it again", e);
        }
    }
}
