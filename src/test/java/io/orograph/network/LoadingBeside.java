package io.orograph.network;

import com.sun.jna.NativeLibrary;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Loads ND4J while another thread loads the libraries of the JDK and lets go of them, again and again. */
final class LoadingBeside {

    private LoadingBeside() {}

    public static void main(String[] args) throws IOException {
        NativeThreads.useSafeLookup();
        List<Path> libraries = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(Path.of(System.getProperty("java.home"), "lib"))) {
            found.forEach(libraries::add);
        }
        Thread thread = new Thread(() -> loadForEver(libraries), "loading");
        thread.setDaemon(true);
        thread.start();
        NativeThreads.confineCurrentThread();
        System.out.println("loaded");
        // Whatever is half loaded meanwhile is not ended in good order.
        Runtime.getRuntime().halt(0);
    }

    private static void loadForEver(List<Path> libraries) {
        while (true) {
            for (Path library : libraries) {
                try (NativeLibrary opened = NativeLibrary.getInstance(library.toString())) {
                    opened.getName();
                } catch (LinkageError e) {
                    // Not a library, or one that needs others; most are.
                }
            }
        }
    }
}
