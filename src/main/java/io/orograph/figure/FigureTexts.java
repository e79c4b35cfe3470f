package io.orograph.figure;

/** The keywords under which a figure's file says what it is, in the terms of the PNG specification. */
public final class FigureTexts {

    public static final String TITLE = "Title";
    public static final String SOFTWARE = "Software";
    public static final String DESCRIPTION = "Description";

    /** The provenance as JSON. */
    public static final String PROVENANCE = "orograph";

    /** The namespace of the texts in an SVG file. */
    static final String NAMESPACE = "https://orograph.io/figure";

    private FigureTexts() {}
}
