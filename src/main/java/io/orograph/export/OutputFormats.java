package io.orograph.export;

import io.orograph.file.FileName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The formats that something can be written in; a file's name says which.
 *
 * @param all the usual one first, which a name that says nothing stands for too
 * @param <T> what is written
 */
public record OutputFormats<T>(List<OutputFormat<T>> all) {

    /**
     * Checks that there are formats.
     *
     * @throws IllegalArgumentException if there are none
     */
    public OutputFormats {
        all = List.copyOf(all);
        if (all.isEmpty()) {
            throw new IllegalArgumentException("nothing can be written in no format");
        }
    }

    /** Returns the list of one format. */
    public static <T> OutputFormats<T> of(OutputFormat<T> format) {
        return new OutputFormats<>(List.of(format));
    }

    /** Returns the same with one more behind the others. */
    public OutputFormats<T> with(OutputFormat<T> format) {
        List<OutputFormat<T>> more = new ArrayList<>(all);
        more.add(format);
        return new OutputFormats<>(more);
    }

    /** Returns the format that a file's name asks for by its ending, if it is one of these. */
    public Optional<OutputFormat<T>> find(Path file) {
        return all.stream()
                .filter(format -> FileName.endsIn(file, format.endings()))
                .findFirst();
    }

    /** Returns the format that a file is written in: the one that its name asks for, or the usual one. */
    public OutputFormat<T> of(Path file) {
        return find(file).orElse(all.get(0));
    }

    /** Tells whether a file is written in the usual format. */
    public boolean isUsual(Path file) {
        return of(file) == all.get(0);
    }

    /** Writes or replaces a file, whole or not at all, in the format that its name asks for, or the usual one. */
    public void write(Path file, T what) throws IOException {
        of(file).write(file, what);
    }

    /** Returns the usual endings of all, for a sentence: {@code .npz or .csv}. */
    public String endings() {
        return joined(all.stream().map(OutputFormat::ending).toList());
    }

    /** Returns the names of all, for a sentence: {@code NPZ or CSV}. */
    public String names() {
        return joined(all.stream().map(OutputFormat::name).toList());
    }

    private static String joined(List<String> words) {
        int last = words.size() - 1;
        String first = words.stream().limit(last).collect(Collectors.joining(", "));
        return first.isEmpty() ? words.get(last) : first + " or " + words.get(last);
    }
}
