package io.orograph.data;

import io.orograph.file.DamagedFileException;
import io.orograph.format.FileHead;
import io.orograph.format.Role;
import io.orograph.network.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * The binary files of CIFAR: each sample a byte of the class (for 100 classes one of the coarse class before it), then 32×32
 * bytes of red, of green, and of blue. Inputs are [n, 3, 32, 32].
 */
public final class CifarFormat implements DataFormat {

    private static final int CHANNELS = 3;
    private static final int SIDE = 32;
    private static final int PIXELS = CHANNELS * SIDE * SIDE;
    private static final int CLASSES_OF_10 = 10;
    private static final int COARSE = 20;
    private static final int CLASSES_OF_100 = 100;

    @Override
    public Identity identity() {
        return new Identity("cifar", "CIFAR", "a binary file of CIFAR", List.of(".bin"), Set.of(Role.DATA));
    }

    /** The files have no signature: their length has to be that of whole samples, and their first class one of those. */
    @Override
    public boolean matches(FileHead head) throws IOException {
        return head.isNamed(endings()) && labels(head.path(), head.bytes()) > 0;
    }

    @Override
    public boolean isWeak() {
        return true;
    }

    /** Returns how many bytes of each sample say its class; 0 for a file of another kind. */
    private static int labels(Path file, byte[] head) throws IOException {
        long bytes = Files.size(file);
        if (head.length < 2) {
            return 0;
        }
        int first = head[0] & 0xFF;
        int second = head[1] & 0xFF;
        if (bytes % (PIXELS + 1) == 0 && first < CLASSES_OF_10) {
            return 1;
        }
        return bytes % (PIXELS + 2) == 0 && first < COARSE && second < CLASSES_OF_100 ? 2 : 0;
    }

    @Override
    public Samples read(DataSource source) throws IOException {
        Path file = source.path();
        byte[] bytes = Files.readAllBytes(file);
        int labels = labels(file, bytes);
        int each = PIXELS + labels;
        int count = bytes.length / each;
        byte[] pixels = new byte[count * PIXELS];
        long[] targets = new long[count];
        for (int i = 0; i < count; i++) {
            targets[i] = bytes[i * each + labels - 1] & 0xFF;
            if (targets[i] >= (labels == 1 ? CLASSES_OF_10 : CLASSES_OF_100)) {
                throw new DamagedFileException(
                        file,
                        "is no sound file of CIFAR: sample " + i + " is of the class " + targets[i]
                                + "; download it again");
            }
            System.arraycopy(bytes, i * each + labels, pixels, i * PIXELS, PIXELS);
        }
        return new Samples(
                file, Tensor.ofBytes(pixels, count, CHANNELS, SIDE, SIDE), file, Tensor.of(targets, count), List.of());
    }

    @Override
    public Inputs readInputs(DataSource source) throws IOException {
        return read(source).inputs();
    }
}
