package io.orograph.ui.settings;

/**
 * What a person chose about the last figure, by name and in points; 0 for what follows from the rest.
 *
 * @param preset where it goes
 * @param ground what it stands on; empty for that of the window
 * @param content what of a landscape it shows
 * @param font by the label of its family
 */
public record FigureChoices(
        String preset,
        double width,
        double height,
        double text,
        String ground,
        boolean letters,
        int dpi,
        String content,
        String font) {

    /** Nothing chosen yet. */
    public static final FigureChoices NONE = new FigureChoices("page", 0, 0, 0, "", false, 300, "both", "sans");

    /** Makes choices; values that a damaged file may hold are replaced. */
    public FigureChoices {
        preset = preset == null ? "" : preset;
        ground = ground == null ? "" : ground;
        content = content == null ? "" : content;
        font = font == null ? "" : font;
        dpi = dpi == 0 ? 300 : dpi;
    }
}
