package io.orograph.fuzz;

import com.sun.management.ThreadMXBean;
import io.orograph.file.UnreadableFileException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What Jazzer calls, again and again: opens an input as a file of a reader, in the folder of the property {@code fuzz.folder}.
 * The first byte says which reader, the rest is a {@link FuzzedFile}. A file that opens is as good as one that is refused
 * in a sentence; whatever else is thrown is a finding, and so is what took too long or too much memory.
 */
public final class ReaderFuzzing {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final long MOST_NANOSECONDS = 2_000_000_000L;
    private static final long MOST_EXTRA_BYTES = 64L << 20;

    /** How many times the limits are allowed: under Jazzer, whose additions to the code take time and memory too. */
    private static final int SLACK = Integer.getInteger("fuzz.slack", 1);

    private static final List<ReaderFuzzing> ALL = new ArrayList<>();

    private final FuzzedReader reader;
    private final FuzzedFile files;
    private final Path file;
    private boolean opened;

    ReaderFuzzing(FuzzedReader reader, Path folder) throws IOException {
        this.reader = reader;
        this.files = new FuzzedFile(SoundFiles.of(reader).get(0));
        this.file = folder.resolve(reader.fileName());
        SoundFiles.writeBeside(folder);
        // What the first opening costs is the loading of classes.
        for (byte[] sound : SoundFiles.of(reader)) {
            Files.write(file, sound);
            opens();
        }
    }

    public static void fuzzerInitialize() throws IOException {
        for (FuzzedReader reader : FuzzedReader.values()) {
            Path folder = Path.of(System.getProperty("fuzz.folder"), reader.name());
            ALL.add(new ReaderFuzzing(reader, Files.createDirectories(folder)));
        }
    }

    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length == 0) {
            return;
        }
        try {
            ALL.get(Math.floorMod(input[0], ALL.size())).open(Arrays.copyOfRange(input, 1, input.length));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Opens what an input stands for, without its first byte, and tells whether it opened. */
    boolean open(byte[] input) throws IOException {
        byte[] bytes = files.of(input);
        Files.write(file, bytes);
        // Again where it took too much: the first time, classes were loaded and instrumented.
        String excess = excess(bytes.length);
        if (!excess.isEmpty() && !excess(bytes.length).isEmpty()) {
            throw new AssertionError(excess);
        }
        return opened;
    }

    /** Opens the file, and tells what was too much of it. */
    private String excess(int length) throws IOException {
        long id = Thread.currentThread().getId();
        long allocated = THREADS.getThreadAllocatedBytes(id);
        long begun = THREADS.getThreadCpuTime(id);
        opened = opens();
        long bytes = THREADS.getThreadAllocatedBytes(id) - allocated;
        long nanoseconds = THREADS.getThreadCpuTime(id) - begun;
        if (bytes > SLACK * (4L * length + MOST_EXTRA_BYTES)) {
            return "took " + bytes + " bytes";
        }
        return nanoseconds > SLACK * MOST_NANOSECONDS ? "took " + nanoseconds + " ns" : "";
    }

    private boolean opens() throws IOException {
        try {
            reader.open(file);
            return true;
        } catch (UnreadableFileException e) {
            String said = e.getMessage();
            if (!said.endsWith(".") || said.contains("\n") || isOurs("null", said) || isOurs("Exception", said)) {
                throw new AssertionError("no sentence: " + said, e);
            }
            return false;
        }
    }

    /** Tells whether a message has a word that a file does not have. */
    private boolean isOurs(String word, String said) throws IOException {
        return said.contains(word)
                && !Files.readString(file, StandardCharsets.ISO_8859_1).contains(word);
    }
}
