package io.orograph.export.page;

import io.orograph.file.AtomicFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * A page that stands alone: style and script are in it, and a policy forbids the browser to fetch anything else, whatever the
 * page holds.
 */
public final class Page {

    private static final String POLICY = "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline';"
            + " img-src data:; base-uri 'none'; form-action 'none'";

    private Page() {}

    /**
     * Writes or replaces a file, whole or not at all.
     *
     * @param title of the window
     * @param body what stands in it; surfaces among it can be turned
     */
    public static void write(Path file, String title, Html body) throws IOException {
        byte[] bytes = html(title, body).toString().getBytes(StandardCharsets.UTF_8);
        AtomicFile.write(file, out -> out.write(bytes));
    }

    private static Html html(String title, Html body) {
        return new Html()
                .raw("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .open("meta", "http-equiv", "Content-Security-Policy", "content", POLICY)
                .open("meta", "name", "viewport", "content", "width=device-width, initial-scale=1")
                .element("title", title)
                .raw("<style>\n" + resource("page.css") + "</style>\n</head>\n<body>\n")
                .add(body)
                .raw("<script>\n" + resource("surface.js") + "</script>\n</body>\n</html>\n");
    }

    private static String resource(String name) {
        try (InputStream in = Page.class.getResourceAsStream("/page/" + name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing from the program");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(name + " cannot be read from the program", e);
        }
    }
}
