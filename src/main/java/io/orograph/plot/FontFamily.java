package io.orograph.plot;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.fontbox.ttf.NamingTable;
import org.apache.fontbox.ttf.OS2WindowsMetricsTable;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.fontbox.util.autodetect.FontFileFinder;

/**
 * The fonts of a figure: the sans serif and the serif that ship, or a TrueType family of the machine.
 *
 * @param label by which it is chosen: {@code sans}, {@code serif}, or the family's own name
 * @param regular for axes, ticks and captions
 * @param bold for titles
 */
public record FontFamily(String label, FontFace regular, FontFace bold) {

    /** What figures and the window have where nothing is chosen. */
    public static final FontFamily SANS = new FontFamily("sans", FontFace.REGULAR, FontFace.BOLD);

    private static final String SERIF_NAME = "DejaVu Serif";

    /** The serif that ships. */
    public static final FontFamily SERIF = new FontFamily(
            "serif",
            FontFace.shipped(SERIF_NAME, false, "DejaVuSerif"),
            FontFace.shipped(SERIF_NAME, true, "DejaVuSerif-Bold"));

    private static final Map<String, Optional<FontFamily>> FOUND = new ConcurrentHashMap<>();

    /** A font's right to be embedded: bit 1 forbids it. */
    private static final int FORBIDDEN = 2;

    /**
     * Returns the family of a name: one that ships, or one of the machine. Looks through all font files of the machine, which
     * may take seconds the first time.
     *
     * @return empty where the machine has no TrueType font of that name that may be embedded
     */
    public static Optional<FontFamily> named(String name) {
        String wanted = name.strip().toLowerCase(Locale.ROOT);
        if (wanted.isEmpty() || wanted.equals(SANS.label) || wanted.equals(FontFace.FAMILY.toLowerCase(Locale.ROOT))) {
            return Optional.of(SANS);
        }
        if (wanted.equals(SERIF.label) || wanted.equals(SERIF_NAME.toLowerCase(Locale.ROOT))) {
            return Optional.of(SERIF);
        }
        return FOUND.computeIfAbsent(wanted, FontFamily::ofMachine);
    }

    private static Optional<FontFamily> ofMachine(String wanted) {
        FontFace regular = null;
        FontFace bold = null;
        for (URI place : new FontFileFinder().find()) {
            FontFace face =
                    place.getPath().toLowerCase(Locale.ROOT).endsWith(".ttf") ? face(Path.of(place), wanted) : null;
            if (face != null && face.isBold()) {
                bold = bold == null ? face : bold;
            } else if (face != null) {
                regular = regular == null ? face : regular;
            }
        }
        return regular == null
                ? Optional.empty()
                : Optional.of(new FontFamily(regular.family(), regular, bold == null ? regular : bold));
    }

    /** Returns the regular or bold font of a family that a file is; null where it is another, or must not be embedded. */
    private static FontFace face(Path file, String wanted) {
        try (TrueTypeFont font = new TTFParser(false, true).parse(file.toFile())) {
            NamingTable names = font.getNaming();
            OS2WindowsMetricsTable rights = font.getOS2Windows();
            boolean isFree = rights == null || (rights.getFsType() & FORBIDDEN) == 0;
            if (names == null || !isFree || !wanted.equals(lower(names.getFontFamily()))) {
                return null;
            }
            return switch (lower(names.getFontSubFamily())) {
                case "regular", "book", "roman", "normal" -> FontFace.of(names.getFontFamily(), false, file);
                case "bold" -> FontFace.of(names.getFontFamily(), true, file);
                default -> null;
            };
        } catch (IOException | RuntimeException e) {
            // Whatever is wrong with a font of the machine, it is not taken.
            return null;
        }
    }

    private static String lower(String text) {
        return text == null ? "" : text.toLowerCase(Locale.ROOT);
    }
}
