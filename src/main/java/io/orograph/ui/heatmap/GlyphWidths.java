package io.orograph.ui.heatmap;

import java.util.HashMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import javafx.scene.text.Font;
import javafx.scene.text.Text;

/**
 * The widths of numbers in a font, measured once on the JavaFX application thread and then known on any: the sum of
 * the characters' widths, a character that no number has counting as wide as a digit.
 */
final class GlyphWidths implements ToDoubleFunction<String> {

    private static final String CHARACTERS = "0123456789.−×∞NaN⁻⁰¹²³⁴⁵⁶⁷⁸⁹ ";

    private final Map<Character, Double> widths = new HashMap<>();

    GlyphWidths(Font font) {
        for (char character : CHARACTERS.toCharArray()) {
            Text text = new Text(String.valueOf(character));
            text.setFont(font);
            widths.put(character, text.getLayoutBounds().getWidth());
        }
    }

    @Override
    public double applyAsDouble(String text) {
        double digit = widths.get('0');
        double sum = 0;
        for (char character : text.toCharArray()) {
            sum += widths.getOrDefault(character, digit);
        }
        return sum;
    }
}
