package io.orograph.ui.display;

import javafx.scene.text.Font;
import javafx.scene.text.FontWeight;

/** The fonts of the flat plots, of the system's family; none is smaller than 11 pixels. */
public final class PlotFonts {

    private static final String FAMILY = Font.getDefault().getFamily();

    public static final Font TITLE = Font.font(FAMILY, FontWeight.BOLD, 13);

    public static final Font VALUE = Font.font(FAMILY, 12);

    /** The font of tick labels, axis titles and contour labels. */
    public static final Font LABEL = Font.font(FAMILY, 11);

    private PlotFonts() {}

    /** Returns a font in the family and plain style of another, so many times as large. */
    static Font scaled(Font font, double scale) {
        return scale == 1 ? font : Font.font(font.getFamily(), font.getSize() * scale);
    }
}
