package io.orograph.plot;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
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

    /**
     * Returns the names of the families of the machine that {@link #named} gives, without those that ship, in the order of the
     * alphabet. Looks through all font files of the machine, which may take seconds.
     */
    public static List<String> namesOfMachine() {
        Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        files().flatMap(file -> Style.of(file).stream())
                .filter(style -> !style.bold())
                .map(Style::family)
                .forEach(names::add);
        names.removeAll(List.of(FontFace.FAMILY, SERIF_NAME));
        return List.copyOf(names);
    }

    private static Stream<Path> files() {
        return new FontFileFinder()
                .find().stream()
                        .filter(place ->
                                place.getPath().toLowerCase(Locale.ROOT).endsWith(".ttf"))
                        .map(Path::of);
    }

    private static Optional<FontFamily> ofMachine(String wanted) {
        FontFace regular = null;
        FontFace bold = null;
        for (Path file : files().toList()) {
            FontFace face = face(file, wanted);
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
        Optional<Style> style = Style.of(file).filter(each -> wanted.equals(lower(each.family())));
        try {
            return style.isEmpty()
                    ? null
                    : FontFace.of(style.get().family(), style.get().bold(), file);
        } catch (RuntimeException e) {
            // Whatever is wrong with a font of the machine, it is not taken.
            return null;
        }
    }

    /** What a file of a font that may be embedded says of itself. */
    private record Style(String family, boolean bold) {

        /** Returns it; empty for italics and the like, and where it must not be embedded. */
        static Optional<Style> of(Path file) {
            try (TrueTypeFont font = new TTFParser(false, true).parse(file.toFile())) {
                NamingTable names = font.getNaming();
                OS2WindowsMetricsTable rights = font.getOS2Windows();
                boolean isFree = rights == null || (rights.getFsType() & FORBIDDEN) == 0;
                if (names == null || !isFree || names.getFontFamily() == null) {
                    return Optional.empty();
                }
                return switch (lower(names.getFontSubFamily())) {
                    case "regular", "book", "roman", "normal" -> Optional.of(new Style(names.getFontFamily(), false));
                    case "bold" -> Optional.of(new Style(names.getFontFamily(), true));
                    default -> Optional.empty();
                };
            } catch (IOException | RuntimeException e) {
                // Whatever is wrong with a font of the machine, it is not taken.
                return Optional.empty();
            }
        }
    }

    private static String lower(String text) {
        return text == null ? "" : text.toLowerCase(Locale.ROOT);
    }
}
