package io.orograph.data;

import java.nio.charset.StandardCharsets;

/** What a file is by its first bytes: the formats that can be read, and some that are opened by mistake. */
enum FileKind {
    NPZ("a zip archive (NPZ)"),
    NPY("a NumPy array (NPY)"),
    CSV("a table (CSV)"),
    IDX("an IDX file"),
    HDF5("an HDF5 file"),
    PARQUET("a Parquet file"),
    MATLAB("a MATLAB file"),
    PICKLE("a Python pickle"),
    IMAGE("an image"),
    UNKNOWN("");

    /** How many of the first bytes are looked at. */
    static final int PROBED_BYTES = 1024;

    private final String label;

    FileKind(String label) {
        this.label = label;
    }

    /** What it is, with its article. */
    String label() {
        return label;
    }

    static FileKind of(byte[] start) {
        String text = new String(start, StandardCharsets.ISO_8859_1);
        if (text.startsWith(new String(NpyHeader.MAGIC, StandardCharsets.ISO_8859_1))) {
            return NPY;
        }
        if (text.startsWith("PK\003\004") || text.startsWith("PK\005\006")) {
            return NPZ;
        }
        if (IdxReader.accepts(start)) {
            return IDX;
        }
        if (text.startsWith("\u0089HDF")) {
            return HDF5;
        }
        if (text.startsWith("PAR1")) {
            return PARQUET;
        }
        if (text.startsWith("MATLAB 5.0")) {
            return MATLAB;
        }
        if (text.length() > 1 && text.charAt(0) == 0x80 && text.charAt(1) >= 2 && text.charAt(1) <= 5) {
            return PICKLE;
        }
        if (text.startsWith("\u0089PNG") || text.startsWith("\u00ff\u00d8\u00ff") || text.startsWith("GIF8")) {
            return IMAGE;
        }
        return isText(text) ? CSV : UNKNOWN;
    }

    /** Text has no control characters but tabs and ends of lines. */
    private static boolean isText(String text) {
        return text.chars().noneMatch(c -> c < ' ' && c != '\t' && c != '\n' && c != '\r' && c != '\f' || c == 0x7F);
    }
}
