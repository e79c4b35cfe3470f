package io.orograph.model.onnx;

import io.orograph.file.DamagedFileException;
import io.orograph.file.FileName;
import io.orograph.file.Sha256;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import onnx.OnnxMl.StringStringEntryProto;
import onnx.OnnxMl.TensorProto;

/**
 * The files beside a model that hold the elements of its tensors. Only regular files in the model's folder or below it
 * are read, after symbolic links are resolved: a model must not be able to read elsewhere.
 */
final class ExternalData {

    private final Path model;
    private final Map<Path, Long> claimed = new TreeMap<>();

    /**
     * Makes a reader of the data outside a model file.
     *
     * @param model the model file
     */
    ExternalData(Path model) {
        this.model = model;
    }

    /**
     * Returns the bytes of a tensor that is kept in another file.
     *
     * @param bytes how many bytes the tensor's shape and type call for
     * @throws DamagedFileException if the place is outside the model's folder, missing, or of another length
     */
    ByteBuffer read(TensorProto tensor, long bytes) throws IOException {
        Map<String, String> entries = entries(tensor);
        String location = entries.getOrDefault("location", "");
        Path file = locate(tensor, location);
        long size = Files.size(file);
        long offset = number(tensor, entries, "offset", 0);
        long length = number(tensor, entries, "length", size - offset);
        if (offset > size || length < 0 || length > size - offset) {
            throw damaged(
                    tensor,
                    "takes " + length + " bytes from byte " + offset + " of " + Wording.quote(location) + ", which has "
                            + size);
        }
        if (length != bytes) {
            throw damaged(
                    tensor,
                    "takes " + length + " bytes of " + Wording.quote(location) + " where its shape calls for " + bytes);
        }
        // Each tensor alone may fit the file; many that share its bytes could ask for any amount of memory.
        if (claimed.merge(file, length, Long::sum) > size) {
            throw damaged(tensor, "shares bytes of " + Wording.quote(location) + " with other tensors");
        }
        return read(file, offset, (int) length, tensor);
    }

    /** Returns a sentence for each file that was read, with its digest. */
    List<String> notices() throws IOException {
        List<String> notices = new ArrayList<>();
        for (Path file : claimed.keySet()) {
            notices.add("Weights are read from " + FileName.of(file) + " (SHA-256 " + Sha256.of(file) + ").");
        }
        return notices;
    }

    private Path locate(TensorProto tensor, String location) throws IOException {
        Path folder = model.toAbsolutePath().getParent().normalize();
        Path file;
        try {
            file = folder.resolve(location).normalize();
        } catch (InvalidPathException e) {
            throw damaged(tensor, "is kept in " + Wording.quote(location) + ", which is not a valid file name");
        }
        if (location.isEmpty() || Path.of(location).isAbsolute() || !file.startsWith(folder)) {
            throw outside(tensor, location);
        }
        if (!Files.isRegularFile(file)) {
            throw new DamagedFileException(
                    model,
                    "keeps the tensor " + Wording.quote(tensor.getName()) + " in " + Wording.quote(location)
                            + ", which is not in its folder; copy that file there");
        }
        Path real = file.toRealPath();
        if (!real.startsWith(folder.toRealPath())) {
            throw outside(tensor, location);
        }
        return real;
    }

    private DamagedFileException outside(TensorProto tensor, String location) {
        return new DamagedFileException(
                model,
                "keeps the tensor " + Wording.quote(tensor.getName()) + " in " + Wording.quote(location)
                        + ", which is outside the model's folder and is not read; put that file beside the model and"
                        + " save the model anew");
    }

    private DamagedFileException damaged(TensorProto tensor, String predicate) {
        return new DamagedFileException(
                model,
                "does not fit its weights file: the tensor " + Wording.quote(tensor.getName()) + " " + predicate
                        + "; save or copy both files again");
    }

    private static Map<String, String> entries(TensorProto tensor) {
        return tensor.getExternalDataList().stream()
                .collect(Collectors.toMap(
                        StringStringEntryProto::getKey,
                        StringStringEntryProto::getValue,
                        (first, second) -> second,
                        HashMap::new));
    }

    private long number(TensorProto tensor, Map<String, String> entries, String key, long defaultValue)
            throws DamagedFileException {
        String text = entries.get(key);
        try {
            long value = text == null ? defaultValue : Long.parseLong(text.strip());
            if (text == null || value >= 0) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Refused below, as a negative number is.
        }
        throw damaged(tensor, "states its " + key + " as " + Wording.quote(text));
    }

    private ByteBuffer read(Path file, long offset, int length, TensorProto tensor) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        try (FileChannel channel = FileChannel.open(file)) {
            while (bytes.hasRemaining()) {
                if (channel.read(bytes, offset + bytes.position()) < 0) {
                    throw damaged(tensor, "is cut off: the file became shorter while it was read");
                }
            }
        }
        return bytes.flip();
    }
}
