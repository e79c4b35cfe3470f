package io.orograph.ui.display;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;
import javafx.scene.text.Font;
import javafx.scene.text.Text;

/**
 * Measures how wide texts are in a font, in pixels: the sum of the widths of their characters, each measured once. Safe on any
 * thread, so that labels can be placed in the background.
 */
public final class TextWidths implements ToDoubleFunction<String> {

    private final Font font;
    private final Map<Integer, Double> widths = new ConcurrentHashMap<>();

    public TextWidths(Font font) {
        this.font = font;
    }

    @Override
    public double applyAsDouble(String text) {
        return text.codePoints().mapToDouble(this::width).sum();
    }

    private double width(int codePoint) {
        return widths.computeIfAbsent(codePoint, this::measure);
    }

    /** A text that is in no scene may be made and measured on any thread. */
    private double measure(int codePoint) {
        Text text = new Text(Character.toString(codePoint));
        text.setFont(font);
        return text.getLayoutBounds().getWidth();
    }
}
