package io.orograph.export.page;

import io.orograph.file.Excerpt;
import java.util.List;

/**
 * A piece of HTML that is put together; texts are escaped where they go in, so that a file's name cannot become markup.
 * Tags and the names of attributes are the program's own.
 */
public final class Html {

    private final StringBuilder markup = new StringBuilder();

    /** Returns a text with what means something in HTML as references, and without control characters. */
    public static String escaped(String text) {
        return Excerpt.line(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /**
     * Opens an element.
     *
     * @param attributes name and value by turns
     */
    public Html open(String tag, String... attributes) {
        markup.append('<').append(tag);
        for (int i = 0; i < attributes.length; i += 2) {
            markup.append(' ')
                    .append(attributes[i])
                    .append("=\"")
                    .append(escaped(attributes[i + 1]))
                    .append('"');
        }
        markup.append('>');
        return this;
    }

    /** Closes an element. */
    public Html close(String tag) {
        markup.append("</").append(tag).append(">\n");
        return this;
    }

    /** Adds a text. */
    public Html text(String text) {
        markup.append(escaped(text));
        return this;
    }

    /** Adds an element that holds a text. */
    public Html element(String tag, String text, String... attributes) {
        return open(tag, attributes).text(text).close(tag);
    }

    /** Adds other HTML. */
    public Html add(Html other) {
        markup.append(other.markup);
        return this;
    }

    /** Adds what the program itself wrote as HTML, script or style. */
    Html raw(String own) {
        markup.append(own);
        return this;
    }

    /**
     * Adds a table whose first column names its rows.
     *
     * @param caption what it is, read out before it
     * @param head titles of the columns; none for a table without a head
     */
    public Html table(String caption, List<String> head, List<List<String>> rows) {
        open("div", "class", "wide").open("table", "aria-label", caption);
        if (!head.isEmpty()) {
            open("thead").open("tr");
            head.forEach(title -> element("th", title, "scope", "col"));
            close("tr").close("thead");
        }
        open("tbody");
        for (List<String> row : rows) {
            open("tr").element("th", row.get(0), "scope", "row");
            row.stream().skip(1).forEach(cell -> element("td", cell));
            close("tr");
        }
        return close("tbody").close("table").close("div");
    }

    @Override
    public String toString() {
        return markup.toString();
    }
}
