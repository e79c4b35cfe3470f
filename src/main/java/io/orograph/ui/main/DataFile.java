package io.orograph.ui.main;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;

/** Tells data from models among files that a person dropped: by what they hold, then by their names. */
final class DataFile {

    private static final int HEAD = 4;
    private static final Pattern NAMES = Pattern.compile(".*(\\.(npz|npy|csv|tsv|txt)|ubyte(\\.gz)?)");
    private static final Pattern CHECKPOINTS = Pattern.compile(".*\\.(pt|pth)");

    private DataFile() {}

    /** Whether a file is rather data than a model; the readers then say what it is if it is neither. */
    static boolean isLikely(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        return NAMES.matcher(name).matches() || !CHECKPOINTS.matcher(name).matches() && beginsLikeData(file);
    }

    /** Zip archives, NumPy arrays, gzip and IDX (which begins with two zeros). */
    private static boolean beginsLikeData(Path file) {
        byte[] head = new byte[HEAD];
        try (InputStream in = Files.newInputStream(file)) {
            if (in.readNBytes(head, 0, HEAD) < HEAD) {
                return false;
            }
        } catch (IOException e) {
            return false;
        }
        boolean zip = head[0] == 'P' && head[1] == 'K';
        boolean npy = head[0] == (byte) 0x93 && head[1] == 'N';
        boolean gzip = head[0] == 0x1F && head[1] == (byte) 0x8B;
        boolean idx = head[0] == 0 && head[1] == 0;
        return zip || npy || gzip || idx;
    }
}
