package io.orograph.figure;

/**
 * The look of a figure. Start from {@link #DEFAULT} and change what should differ.
 *
 * @param width in pixels, at least {@value #SMALLEST_WIDTH}
 * @param height in pixels, at least {@value #SMALLEST_HEIGHT}
 * @param colors of the surface and the heatmap
 * @param dark light lines on a dark ground instead of ink on paper
 * @param title over the figure; null for one made from the model's name, empty for none
 * @param scale from loss to height and colour; null for linear over the finite losses
 * @param azimuth see {@link BoxProjection}
 * @param elevation see {@link BoxProjection}
 * @param verticalScale height of the box over the side of its base
 * @param overlay paths and marks over the landscape
 */
public record FigureOptions(
        int width,
        int height,
        FigureVariant variant,
        ColorMap colors,
        boolean dark,
        String title,
        LossScale scale,
        double azimuth,
        double elevation,
        double verticalScale,
        Overlay overlay) {

    public static final int SMALLEST_WIDTH = 480;
    public static final int SMALLEST_HEIGHT = 360;

    /** 2400×1200 pixels, surface and heatmap, viridis on paper. */
    public static final FigureOptions DEFAULT = new FigureOptions(
            2400, 1200, FigureVariant.BOTH, ColorMap.standard(), false, null, null, -125, 33, 0.66, Overlay.NONE);

    /**
     * Checks the size.
     *
     * @throws IllegalArgumentException if the size is too small for the text or larger than a picture can be
     */
    public FigureOptions {
        if (width < SMALLEST_WIDTH || height < SMALLEST_HEIGHT) {
            throw new IllegalArgumentException("a figure of " + width + "×" + height + " pixels is too small for its "
                    + "text; take at least " + SMALLEST_WIDTH + "×" + SMALLEST_HEIGHT);
        }
        Picture.checkSize(width, height);
    }

    public FigureOptions withSize(int newWidth, int newHeight) {
        return new FigureOptions(
                newWidth, newHeight, variant, colors, dark, title, scale, azimuth, elevation, verticalScale, overlay);
    }

    public FigureOptions withVariant(FigureVariant newVariant) {
        return new FigureOptions(
                width, height, newVariant, colors, dark, title, scale, azimuth, elevation, verticalScale, overlay);
    }

    public FigureOptions withColors(ColorMap newColors) {
        return new FigureOptions(
                width, height, variant, newColors, dark, title, scale, azimuth, elevation, verticalScale, overlay);
    }

    public FigureOptions withDark(boolean newDark) {
        return new FigureOptions(
                width, height, variant, colors, newDark, title, scale, azimuth, elevation, verticalScale, overlay);
    }

    public FigureOptions withTitle(String newTitle) {
        return new FigureOptions(
                width, height, variant, colors, dark, newTitle, scale, azimuth, elevation, verticalScale, overlay);
    }

    public FigureOptions withScale(LossScale newScale) {
        return new FigureOptions(
                width, height, variant, colors, dark, title, newScale, azimuth, elevation, verticalScale, overlay);
    }

    public FigureOptions withView(double newAzimuth, double newElevation, double newVerticalScale) {
        return new FigureOptions(
                width,
                height,
                variant,
                colors,
                dark,
                title,
                scale,
                newAzimuth,
                newElevation,
                newVerticalScale,
                overlay);
    }

    public FigureOptions withOverlay(Overlay newOverlay) {
        return new FigureOptions(
                width, height, variant, colors, dark, title, scale, azimuth, elevation, verticalScale, newOverlay);
    }
}
