package io.orograph.arrays;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The files of make_fixtures.py, and NPY arrays put together byte by byte. */
public final class Fixtures {

    private Fixtures() {}

    public static Path path(String name) {
        URL url = Fixtures.class.getResource(name);
        if (url == null) {
            throw new IllegalArgumentException("no fixture " + name);
        }
        try {
            return Path.of(url.toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** An NPY array of version 1 with any header text, honest or not. */
    public static byte[] npy(String header, byte[] elements) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] text = (header + "\n").getBytes(StandardCharsets.ISO_8859_1);
        try {
            out.write(NpyHeader.MAGIC);
            out.write(new byte[] {1, 0, (byte) text.length, (byte) (text.length >> 8)});
            out.write(text);
            out.write(elements);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return out.toByteArray();
    }

    public static String header(String descr, String shape) {
        return "{'descr': '" + descr + "', 'fortran_order': False, 'shape': " + shape + ", }";
    }
}
