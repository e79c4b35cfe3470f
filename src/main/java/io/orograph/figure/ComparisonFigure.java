package io.orograph.figure;

import io.orograph.landscape.Landscape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Several landscapes as one figure: their surfaces beside each other, on one scale of heights and colours. */
public final class ComparisonFigure {

    private static final int WIDTH = 1200;
    private static final int HEIGHT = 1100;

    private ComparisonFigure() {}

    /**
     * Returns the scale that shows all of several landscapes, as one of them alone would be given one.
     *
     * @param logarithmic whether it goes by ln L; null for whichever shows more
     */
    public static LossScale scale(List<Landscape> landscapes, Boolean logarithmic) {
        double[] losses = landscapes.stream()
                .flatMapToDouble(landscape -> Arrays.stream(landscape.losses()))
                .toArray();
        return logarithmic == null ? LossScale.automatic(losses) : LossScale.of(losses, logarithmic);
    }

    /**
     * Draws the figure.
     *
     * @param titles one a landscape
     * @param scale common to all
     * @throws IllegalArgumentException if there are no landscapes, or not as many titles
     */
    public static Picture draw(List<Landscape> landscapes, List<String> titles, LossScale scale) {
        if (landscapes.isEmpty() || landscapes.size() != titles.size()) {
            throw new IllegalArgumentException(landscapes.size() + " landscapes with " + titles.size() + " titles");
        }
        FigureOptions options = FigureOptions.DEFAULT
                .withVariant(FigureVariant.SURFACE)
                .withSize(WIDTH, HEIGHT)
                .withScale(scale);
        List<Picture> pictures = new ArrayList<>();
        for (int i = 0; i < landscapes.size(); i++) {
            pictures.add(LandscapeFigure.draw(landscapes.get(i), options.withTitle(titles.get(i))));
        }
        return beside(pictures);
    }

    private static Picture beside(List<Picture> pictures) {
        int width = WIDTH * pictures.size();
        int[] argb = new int[width * HEIGHT];
        for (int i = 0; i < pictures.size(); i++) {
            for (int row = 0; row < HEIGHT; row++) {
                System.arraycopy(pictures.get(i).argb(), row * WIDTH, argb, row * width + i * WIDTH, WIDTH);
            }
        }
        return new Picture(width, HEIGHT, argb);
    }
}
