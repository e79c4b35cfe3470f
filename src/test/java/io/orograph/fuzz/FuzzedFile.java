package io.orograph.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * What an input stands for: after a first byte of 0 the file itself, else the content of one entry of a sound archive. Bytes
 * that change inside an archive would nearly always fail its checksum, and no reader of what is in it would see them.
 */
final class FuzzedFile {

    private record Entry(String name, byte[] content) {}

    private final List<Entry> entries;

    /**
     * @param sound a file of the format, an archive or not
     */
    FuzzedFile(byte[] sound) throws IOException {
        entries = entries(sound);
    }

    private static List<Entry> entries(byte[] sound) throws IOException {
        List<Entry> entries = new ArrayList<>();
        if (sound.length < 2 || sound[0] != 'P' || sound[1] != 'K') {
            return entries;
        }
        Path file = Files.createTempFile("sound", ".zip");
        Files.write(file, sound);
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                entries.add(new Entry(entry.getName(), zip.getInputStream(entry).readAllBytes()));
            }
        } finally {
            Files.delete(file);
        }
        return entries;
    }

    /** Returns inputs that stand for the sound file and, in an archive, for each of its entries as it is. */
    static List<byte[]> inputs(byte[] sound) throws IOException {
        List<byte[]> inputs = new ArrayList<>(List.of(prefixed(0, sound)));
        for (Entry entry : entries(sound)) {
            inputs.add(prefixed(inputs.size(), entry.content()));
        }
        return inputs;
    }

    private static byte[] prefixed(int choice, byte[] content) {
        byte[] input = new byte[content.length + 1];
        input[0] = (byte) choice;
        System.arraycopy(content, 0, input, 1, content.length);
        return input;
    }

    /** Returns the file that an input stands for. */
    byte[] of(byte[] input) throws IOException {
        if (input.length == 0) {
            return input;
        }
        byte[] content = new byte[input.length - 1];
        System.arraycopy(input, 1, content, 0, content.length);
        int chosen = (input[0] & 0xff) - 1;
        if (chosen < 0 || chosen >= entries.size()) {
            return content;
        }
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(packed)) {
            zip.setLevel(0);
            for (int i = 0; i < entries.size(); i++) {
                zip.putNextEntry(new ZipEntry(entries.get(i).name()));
                zip.write(i == chosen ? content : entries.get(i).content());
                zip.closeEntry();
            }
        }
        return packed.toByteArray();
    }
}
