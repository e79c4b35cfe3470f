package io.orograph.plot;

/** The letters (a), (b) … of panels. */
final class Letters {

    private Letters() {}

    /** Draws one letter at the upper left of each panel, if the style asks for letters. */
    static void draw(Pen pen, PlotStyle style, Rect... panels) {
        if (!style.letters()) {
            return;
        }
        for (int i = 0; i < panels.length; i++) {
            String letter = "(" + (char) ('a' + i) + ")";
            pen.text(
                    Label.level(letter, style.title(), panels[i].x(), panels[i].y(), 0, 0),
                    style.theme().ink(),
                    style.theme().plate());
        }
    }
}
