package io.orograph.plot;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A perceptually uniform map from a share 0 to 1 to a colour: 256 sRGB colours of rising lightness, read from {@code
 * colormaps/} (origins and licences in its README). Equal steps of the share look equally large.
 */
public final class ColorMap {

    /** The number of colours of a map. */
    public static final int SIZE = 256;

    private static final List<ColorMap> ALL =
            List.of(load("viridis"), load("cividis"), load("fjord"), load("magma"), load("inferno"), load("plasma"));

    private final String name;
    private final int[] table;

    private ColorMap(String name, int[] table) {
        this.name = name;
        this.table = table;
    }

    /** Returns every map that ships, the default (viridis) first. */
    public static List<ColorMap> all() {
        return ALL;
    }

    /** Returns viridis, the standard map. */
    public static ColorMap standard() {
        return ALL.get(0);
    }

    /**
     * Returns the map of a name, upper or lower case.
     *
     * @throws IllegalArgumentException if there is none of that name; the message says which there are
     */
    public static ColorMap named(String name) {
        for (ColorMap map : ALL) {
            if (map.name.equalsIgnoreCase(name)) {
                return map;
            }
        }
        String known = ALL.stream().map(ColorMap::name).collect(Collectors.joining(", "));
        throw new IllegalArgumentException("no colour map is named " + name + "; there are " + known);
    }

    public String name() {
        return name;
    }

    /**
     * Returns the colour of a share, opaque, as 0xAARRGGBB: entry round(255·t) of the table. Shares below 0 and above 1
     * get the first and the last colour; NaN gets 0, which is transparent.
     */
    public int argb(double t) {
        if (Double.isNaN(t)) {
            return 0;
        }
        return table[(int) Math.round(Math.max(0, Math.min(1, t)) * (SIZE - 1))];
    }

    /** Returns a copy of the 256 colours as 0xAARRGGBB, lowest first. */
    public int[] table() {
        return table.clone();
    }

    @Override
    public String toString() {
        return name;
    }

    private static ColorMap load(String name) {
        String resource = "/colormaps/" + name + ".csv";
        try (InputStream stream = ColorMap.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException(resource + " is missing from the program");
            }
            BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
            int[] table = reader.lines()
                    .skip(1)
                    .mapToInt(line -> 0xff000000 | Integer.parseInt(line.substring(1), 16))
                    .toArray();
            if (table.length != SIZE) {
                throw new IllegalStateException(resource + " has " + table.length + " colours, not " + SIZE);
            }
            return new ColorMap(name, table);
        } catch (IOException e) {
            throw new UncheckedIOException(resource + " cannot be read from the program", e);
        }
    }
}
