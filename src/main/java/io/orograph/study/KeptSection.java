package io.orograph.study;

import io.orograph.arrays.NpzArrays;
import io.orograph.arrays.NpzWriter;
import io.orograph.choice.Named;
import io.orograph.export.NamedValues;
import io.orograph.export.PathValues;
import io.orograph.file.DamagedFileException;
import io.orograph.file.FileName;
import io.orograph.file.UnsupportedFileException;
import io.orograph.network.ParameterLayout;
import io.orograph.network.StatisticsPolicy;
import io.orograph.network.Tensor;
import io.orograph.plane.Extent;
import io.orograph.plane.Plane;
import io.orograph.plane.Section;
import io.orograph.provenance.Provenance;
import io.orograph.provenance.ProvenanceJson;
import io.orograph.task.Kept;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A plane that was laid through given weights, as a file, so that a landscape over it can be gone on with by whoever does not
 * lay it again: {@code origin}, {@code first} and {@code second} in 64 bits, {@code extent} [4], the path as a landscape's
 * file has it, {@code section}, a text of JSON, and {@code more/…} and
 * {@code texts/…}, what an export holds besides.
 */
public final class KeptSection {

    private static final String ORIGIN = "origin";
    private static final String FIRST = "first";
    private static final String SECOND = "second";
    private static final String EXTENT = "extent";
    private static final String SECTION = "section";
    /** Before the name of each array that an export of a landscape over the plane holds besides. */
    public static final String MORE = "more/";

    private static final String TEXTS = "texts/";

    private static final String TITLE = "title";
    private static final String STATISTICS = "statistics";
    private static final String DESCRIPTION = "description";
    private static final String COMMAND = "command";

    private static final int SIDES = 4;

    private KeptSection() {}

    /** Returns how many bytes of numbers a file of it takes. */
    public static long bytes(Section section) {
        return 3L * Double.BYTES * section.vectors().origin().length;
    }

    /** Returns what tells the planes of two sections apart, bit by bit. */
    public static String digest(Section section) {
        Plane plane = section.vectors();
        return String.format(
                "%016x %s",
                Kept.digest(plane.origin(), plane.first(), plane.second()),
                plane.statistics().label());
    }

    /** Writes or replaces a file, whole or not at all. */
    public static void write(Path file, FoundSection found) throws IOException {
        NamedValues values = values(found);
        NpzWriter.write(file, npz -> {
            for (Map.Entry<String, Tensor> array : values.arrays().entrySet()) {
                npz.add(array.getKey(), array.getValue());
            }
            for (Map.Entry<String, String> text : values.texts().entrySet()) {
                npz.addText(text.getKey(), text.getValue());
            }
        });
    }

    /** Returns what a file holds of it. */
    public static NamedValues values(FoundSection found) {
        Section section = found.section();
        Plane plane = section.vectors();
        NamedValues values = new NamedValues()
                .put(ORIGIN, plane.origin())
                .put(FIRST, plane.first())
                .put(SECOND, plane.second());
        section.extent()
                .ifPresent(extent -> values.put(
                        EXTENT,
                        new double[] {extent.alphaFrom(), extent.alphaTo(), extent.betaFrom(), extent.betaTo()}));
        values.putAll(PathValues.of(section.paths()));
        found.values().arrays().forEach((name, array) -> values.put(MORE + name, array));
        found.values().texts().forEach((name, text) -> values.put(TEXTS + name, text));
        Map<String, Object> words = new LinkedHashMap<>();
        words.put(TITLE, section.title());
        words.put(STATISTICS, plane.statistics().label());
        words.put(DESCRIPTION, section.description().entries());
        words.put(COMMAND, found.command().words());
        return values.put(SECTION, ProvenanceJson.json(words));
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @param experiment that it is to be evaluated with
     * @throws io.orograph.file.UnreadableFileException if it is no such file, or of another network
     * @throws IOException if it cannot be read
     */
    public static FoundSection read(Path file, Experiment experiment) throws IOException {
        try (NpzArrays npz = NpzArrays.open(file)) {
            if (!npz.contains(SECTION) || !npz.contains(ORIGIN) || !npz.contains(FIRST) || !npz.contains(SECOND)) {
                throw new UnsupportedFileException(
                        file, "holds no plane that was kept, but " + npz.describe() + "; lay the plane again");
            }
            Map<String, Object> words = words(npz);
            Section section = section(npz, words, Optional.of(plane(npz, words, experiment)));
            return new FoundSection(section, Command.ofWords(map(words.get(COMMAND))), more(npz));
        } catch (IllegalArgumentException e) {
            throw damaged(file, e);
        }
    }

    /** Tells whether values are of a plane, and perhaps of more. */
    public static boolean isIn(NamedValues values) {
        return values.texts().containsKey(SECTION) && values.arrays().containsKey(ORIGIN);
    }

    /**
     * Reads what such a file says of its plane without the vectors, for which no network is needed.
     *
     * @throws io.orograph.file.UnreadableFileException if it is damaged
     * @throws IOException if it cannot be read
     */
    public static Section described(Path file) throws IOException {
        try (NpzArrays npz = NpzArrays.open(file)) {
            return section(npz, words(npz), Optional.empty());
        } catch (IllegalArgumentException e) {
            throw damaged(file, e);
        }
    }

    private static Section section(NpzArrays npz, Map<String, Object> words, Optional<Plane> plane) throws IOException {
        return new Section(
                String.valueOf(words.get(TITLE)),
                new Provenance(map(words.get(DESCRIPTION))),
                plane,
                extent(npz),
                PathValues.read(npz));
    }

    private static Map<String, Object> words(NpzArrays npz) throws IOException {
        String text = npz.readText(SECTION);
        try {
            return ProvenanceJson.read(text).entries();
        } catch (IOException e) {
            throw damaged(npz.file(), e);
        }
    }

    private static Map<String, Object> map(Object value) {
        Map<String, Object> entries = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, entry) -> entries.put(String.valueOf(key), entry));
        }
        return entries;
    }

    private static Plane plane(NpzArrays npz, Map<String, Object> words, Experiment experiment) throws IOException {
        double[] origin = npz.read(ORIGIN);
        ParameterLayout own = experiment.layout();
        ParameterLayout layout = origin.length == own.size() ? own : experiment.layout(StatisticsPolicy.OWN);
        if (origin.length != layout.size()) {
            throw new UnsupportedFileException(
                    npz.file(),
                    "holds a plane of " + origin.length + " numbers, and the model has " + own.size()
                            + " parameters; lay the plane again");
        }
        StatisticsPolicy statistics = Named.find(StatisticsPolicy.class, String.valueOf(words.get(STATISTICS)))
                .orElseThrow(() -> damaged(npz.file(), null));
        return new Plane(layout, origin, npz.read(FIRST), npz.read(SECOND), statistics);
    }

    private static Optional<Extent> extent(NpzArrays npz) throws IOException {
        if (!npz.contains(EXTENT)) {
            return Optional.empty();
        }
        double[] sides = npz.read(EXTENT);
        if (sides.length != SIDES) {
            throw damaged(npz.file(), null);
        }
        return Optional.of(new Extent(sides[0], sides[1], sides[2], sides[3]));
    }

    private static NamedValues more(NpzArrays npz) throws IOException {
        NamedValues more = new NamedValues();
        for (String name : npz.names()) {
            if (name.startsWith(MORE)) {
                more.put(name.substring(MORE.length()), npz.tensor(name));
            } else if (name.startsWith(TEXTS)) {
                more.put(name.substring(TEXTS.length()), npz.readText(name));
            }
        }
        return more;
    }

    private static DamagedFileException damaged(Path file, Exception cause) {
        return new DamagedFileException(
                file, "is damaged: what " + FileName.of(file) + " says of its plane makes none; lay it again", cause);
    }
}
