package io.orograph.plot;

import java.util.Arrays;

/**
 * A plot on a page of its own, with its title on top and its caption at the bottom.
 *
 * @param title empty for none
 * @param caption empty for none
 * @param dpi of pictures, and of what is a picture in a file of lines
 */
public record FigurePage(Plot plot, PageSize size, PlotStyle style, String title, String caption, int dpi) {

    private static final double MARGIN = 0.8;
    private static final char NO_BREAK = '\u00a0';

    /** Lays a plot out as settings say. */
    static FigurePage of(Plot plot, FigureSettings settings) {
        PlotStyle style = settings.style();
        FigureSettings.Words words = settings.words();
        String title = words.title() == null ? plot.title() : words.title();
        String caption = words.caption() == null ? plot.caption() : words.caption();
        PagePreset preset = settings.preset();
        double width = settings.width().orElse(preset.width());
        double height = settings.height().orElse(settings.width().isPresent() ? 0 : preset.height());
        if (height == 0) {
            double inner = width - 2 * MARGIN * style.unit();
            height = plot.height(inner, style)
                    + 2 * MARGIN * style.unit()
                    + room(head(title, style, inner), style)
                    + room(foot(caption, style, inner), style);
        }
        return new FigurePage(plot, new PageSize(width, height), style, title, caption, settings.dpi());
    }

    private static double room(Paragraph words, PlotStyle style) {
        return words.height() == 0 ? 0 : words.height() + 0.8 * style.unit();
    }

    private static Paragraph head(String title, PlotStyle style, double width) {
        return new Paragraph(title, style.title(), width);
    }

    /** Returns the caption with its parts kept whole where they are short: lines end after a middle dot. */
    private static Paragraph foot(String caption, PlotStyle style, double width) {
        boolean isOfParts = Arrays.stream(caption.split(" · "))
                .allMatch(part -> style.small().width(part) < width / 2);
        String unbroken = caption.replace(' ', NO_BREAK).replace(NO_BREAK + "·" + NO_BREAK, NO_BREAK + "· ");
        return new Paragraph(isOfParts ? unbroken : caption, style.small(), width);
    }

    /** Draws the page. */
    public void draw(Pen pen) {
        Rect page = size.area();
        if (style.theme().ground().opacity() > 0) {
            pen.fill(page, style.theme().ground());
        }
        Rect inner = page.inset(MARGIN * style.unit());
        Paragraph head = head(title, style, inner.width());
        Paragraph foot = foot(caption, style, inner.width());
        head.draw(pen, inner.centerX(), inner.y(), style.theme().ink());
        foot.draw(
                pen,
                inner.centerX(),
                inner.bottom() - foot.height(),
                style.theme().muted());
        double above = room(head, style);
        double height = inner.height() - above - room(foot, style);
        plot.draw(pen, new Rect(inner.x(), inner.y() + above, inner.width(), height), style);
    }
}
