package io.orograph.export.page;

import io.orograph.plot.Label;
import io.orograph.plot.PageSize;
import io.orograph.plot.Paragraph;
import io.orograph.plot.Pen;
import io.orograph.plot.Plot;
import io.orograph.plot.PlotStyle;
import io.orograph.plot.RecordingPen;
import io.orograph.plot.Rect;
import io.orograph.plot.Stroke;
import io.orograph.plot.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Texts, tables and plots one below the other on pages of A4: a new page where there is no room. */
final class PaperFlow {

    /** A4. */
    static final PageSize SIZE = new PageSize(210 * PageSize.MM, 297 * PageSize.MM);

    private static final double MARGIN = 18 * PageSize.MM;
    private static final double GAP = 0.6;
    private static final double COLUMN_GAP = 10;

    /** A column beside others is at least as wide, in sizes of the text. */
    private static final double NARROWEST = 5;

    private final PlotStyle style;
    private final List<RecordingPen> pages = new ArrayList<>();
    private final Rect area = SIZE.area().inset(MARGIN);
    private RecordingPen pen;
    private double y;

    /** What stands under the next title, on the same page. */
    private double under;

    PaperFlow(PlotStyle style) {
        this.style = style;
        begin();
    }

    private void begin() {
        pen = new RecordingPen();
        pages.add(pen);
        y = area.y();
    }

    /** Returns the pages with their numbers at the foot. */
    List<Consumer<Pen>> pages() {
        List<Consumer<Pen>> numbered = new ArrayList<>();
        for (int i = 0; i < pages.size(); i++) {
            RecordingPen page = pages.get(i);
            String number = i + 1 + " / " + pages.size();
            numbered.add(device -> {
                page.replay(device);
                device.text(
                        Label.level(number, style.small(), area.right(), SIZE.height() - MARGIN / 2, 1, 0.5),
                        style.theme().muted());
            });
        }
        return numbered;
    }

    /** Makes room for something of a height that is not broken; what is higher than a page begins on one. */
    private void room(double height) {
        if (y + height > area.bottom() && y > area.y()) {
            begin();
        }
    }

    /** Has the next title stand on the page of the plot that follows it, with a caption of two lines between them. */
    void keepWithTitle(Plot plot) {
        under = plot.height(area.width(), style) + 2 * style.small().height();
    }

    /** Adds a title; it does not stand alone at the foot of a page. */
    void title(String text, double times) {
        TextStyle title = new TextStyle(style.title().face(), times * style.unit());
        Paragraph paragraph = new Paragraph(text, title, area.width());
        y += y > area.y() ? 1.2 * style.unit() : 0;
        room(paragraph.height() + 5 * style.unit() + under);
        under = 0;
        lines(paragraph, title, area.x());
        y += GAP * style.unit();
    }

    /**
     * Adds a text.
     *
     * @param note whether it is a smaller one
     * @param indent from the left, in sizes of the text
     */
    void text(String text, boolean note, double indent) {
        TextStyle size = note ? style.small() : style.axis();
        double left = area.x() + indent * style.unit();
        Paragraph paragraph = new Paragraph(text, size, area.right() - left);
        lines(paragraph, size, left);
        y += GAP * style.unit();
    }

    /** Adds an entry of a list. */
    void item(String text) {
        room(style.axis().height());
        pen.text(
                Label.level("•", style.axis(), area.x() + 0.5 * style.unit(), y, 0, 0),
                style.theme().ink());
        text(text, false, 1.6);
    }

    private void lines(Paragraph paragraph, TextStyle size, double left) {
        boolean note = size.size() < style.unit();
        for (String line : paragraph.lines()) {
            room(paragraph.lineHeight());
            pen.text(
                    Label.level(line, size, left, y, 0, 0),
                    note ? style.theme().muted() : style.theme().ink());
            y += paragraph.lineHeight();
        }
    }

    /** Adds a plot over the whole width; what it shows is said by the text around it. */
    void plot(Plot plot) {
        double height = plot.height(area.width(), style);
        room(height);
        plot.draw(pen, new Rect(area.x(), y, area.width(), height), style);
        y += height + GAP * style.unit();
    }

    /**
     * Adds a table; rows are not broken, pages between them are.
     *
     * @param headed whether the first row is a head, which every page begins with
     */
    void table(List<List<String>> rows, boolean headed) {
        if (rows.isEmpty()) {
            return;
        }
        double[] widths = widths(rows);
        List<Paragraph> head = headed ? cells(rows.get(0), widths) : List.of();
        for (List<String> row : rows) {
            List<Paragraph> cells = cells(row, widths);
            int before = pages.size();
            // A head does not stand alone at the foot of a page.
            room(headed && row == rows.get(0) ? 3 * height(cells) : height(cells));
            if (pages.size() > before && headed && row != rows.get(0)) {
                row(head, widths);
            }
            row(cells, widths);
        }
        y += GAP * style.unit();
    }

    private List<Paragraph> cells(List<String> row, double[] widths) {
        List<Paragraph> cells = new ArrayList<>();
        for (int column = 0; column < row.size(); column++) {
            cells.add(new Paragraph(row.get(column), style.small(), widths[column]));
        }
        return cells;
    }

    private double height(List<Paragraph> cells) {
        return cells.stream().mapToDouble(Paragraph::height).max().orElse(0) + 0.5 * style.unit();
    }

    private void row(List<Paragraph> cells, double[] widths) {
        pen.line(area.x(), y, area.right(), y, new Stroke(style.theme().grid(), 0.7 * style.lineWidth()));
        double top = y + 0.25 * style.unit();
        double left = area.x();
        for (int column = 0; column < cells.size(); column++) {
            double at = top;
            for (String line : cells.get(column).lines()) {
                pen.text(
                        Label.level(line, style.small(), left, at, 0, 0),
                        style.theme().ink());
                at += cells.get(column).lineHeight();
            }
            left += widths[column] + COLUMN_GAP;
        }
        y += height(cells);
    }

    /** Returns widths that give short columns what they want and share the rest among the long ones. */
    private double[] widths(List<List<String>> rows) {
        int columns = rows.stream().mapToInt(List::size).max().orElse(1);
        double[] wanted = new double[columns];
        for (List<String> row : rows) {
            for (int column = 0; column < row.size(); column++) {
                wanted[column] = Math.max(wanted[column], style.small().width(row.get(column)) + 1);
            }
        }
        double room = area.width() - (columns - 1) * COLUMN_GAP;
        double[] widths = wanted.clone();
        double fair = room / columns;
        double rest = room;
        double longWanted = 0;
        for (double width : wanted) {
            rest -= width <= fair ? width : 0;
            longWanted += width <= fair ? 0 : width;
        }
        for (int column = 0; column < columns; column++) {
            if (wanted[column] > fair) {
                widths[column] = Math.max(
                        NARROWEST * style.unit(),
                        longWanted <= rest ? wanted[column] : rest * wanted[column] / longWanted);
            }
        }
        return widths;
    }
}
