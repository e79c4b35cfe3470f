package io.orograph.ui.main;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Properties;

/**
 * Chooses how JavaFX draws, before it starts. With a graphics processor 3-D goes through OpenGL, also where JavaFX does not
 * know the processor by name. Without one OpenGL is computed by the cores that the evaluation needs: a frame takes ten times
 * as long as one of a surface that the window draws itself, so that is done instead.
 */
final class GraphicsProcessor {

    private static final String FORCED = "prism.forceGPU";
    private static final String ORDER = "prism.order";

    /**
     * The devices by which Linux shows a graphics processor: to programs that render, by NVIDIA's own driver, and in
     * Windows' subsystem for Linux.
     */
    private static final List<String> DEVICES = List.of("dri/renderD*", "nvidia0", "dxg");

    private GraphicsProcessor() {}

    /** Chooses; who chose already, by a system property, keeps that. */
    static void choose() {
        boolean linux = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux");
        choose(System.getProperties(), !linux || isIn(Path.of("/dev")));
    }

    static void choose(Properties properties, boolean present) {
        if (properties.containsKey(FORCED) || properties.containsKey(ORDER)) {
            return;
        }
        properties.setProperty(present ? FORCED : ORDER, present ? "true" : "sw");
    }

    /**
     * Tells whether there is one on Linux.
     *
     * @param devices the folder of the devices
     */
    static boolean isIn(Path devices) {
        for (String pattern : DEVICES) {
            Path device = devices.resolve(pattern);
            try (DirectoryStream<Path> found = Files.newDirectoryStream(
                    device.getParent(), device.getFileName().toString())) {
                if (found.iterator().hasNext()) {
                    return true;
                }
            } catch (IOException e) {
                // No such folder, or none that may be read: no device in it for us either.
            }
        }
        return false;
    }
}
