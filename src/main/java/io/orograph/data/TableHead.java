package io.orograph.data;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What stands before the rows of a table, and what divides their fields.
 *
 * @param text of the rows, the header among them unless it is a comment
 * @param header the comment that is the header
 * @param separator of the fields; {@link #WHITE_SPACE} for any number of spaces or tabs
 * @param linesBefore how many lines of the file precede the text
 * @param hasComments whether lines that begin with # are none of the rows
 */
record TableHead(BufferedReader text, Optional<String> header, char separator, int linesBefore, boolean hasComments) {

    static final char WHITE_SPACE = ' ';
    static final char COMMENT = '#';

    private static final String SEPARATOR_LINE = "sep=";

    /** How many lines have to agree on a separator. */
    private static final int LINES_COMPARED = 6;

    /** A comma that is in every line beside one of the others is a decimal comma. */
    private static final String SEPARATORS = "\t;|,";

    /** Reads it. */
    static TableHead of(BufferedReader text) throws IOException {
        Character named = namedSeparator(text);
        List<String> comments = comments(text);
        int before = comments.size() + (named == null ? 0 : 1);
        List<String> first = firstLines(TableEncoding.start(text), !comments.isEmpty());
        char separator = named == null ? separator(first) : named;
        String last =
                comments.isEmpty() ? "" : comments.get(comments.size() - 1).substring(1);
        boolean isHeader = !first.isEmpty()
                && !last.isBlank()
                && (fields(first.get(0), separator) > 1 || first.size() > 1)
                && fields(last, separator) == fields(first.get(0), separator);
        return new TableHead(text, Optional.of(last).filter(line -> isHeader), separator, before, !comments.isEmpty());
    }

    /** Returns the separator that spreadsheets take from the first line, and takes that line off; null if it has none. */
    private static Character namedSeparator(BufferedReader text) throws IOException {
        text.mark(TableEncoding.LONGEST_LOOKED_AT);
        char[] start = new char[SEPARATOR_LINE.length()];
        int count = text.read(start);
        if (count == start.length && new String(start).toLowerCase(Locale.ROOT).equals(SEPARATOR_LINE)) {
            String rest = text.readLine();
            if (rest != null && rest.strip().length() <= 1) {
                return rest.isEmpty() ? ',' : rest.charAt(0);
            }
        }
        text.reset();
        return null;
    }

    /** Takes the first lines off that are comments. */
    private static List<String> comments(BufferedReader text) throws IOException {
        List<String> comments = new ArrayList<>();
        text.mark(1);
        while (text.read() == COMMENT) {
            comments.add(COMMENT + String.valueOf(text.readLine()));
            text.mark(1);
        }
        text.reset();
        return comments;
    }

    /** Returns the first lines of a text that are not empty; line ends within quotation marks end none. */
    private static List<String> firstLines(String start, boolean withoutComments) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < start.length() && lines.size() < LINES_COMPARED; i++) {
            char c = start.charAt(i);
            quoted ^= c == '"';
            if (!quoted && (c == '\n' || c == '\r')) {
                add(line, lines, withoutComments);
            } else {
                line.append(c);
            }
        }
        // A header too long to be seen whole still tells; of further lines only whole ones do.
        if (lines.isEmpty() || start.length() < TableEncoding.LONGEST_LOOKED_AT) {
            add(line, lines, withoutComments);
        }
        return lines;
    }

    private static void add(StringBuilder line, List<String> lines, boolean withoutComments) {
        boolean isComment = withoutComments && line.indexOf(String.valueOf(COMMENT)) == 0;
        if (!isComment && !line.toString().isBlank() && lines.size() < LINES_COMPARED) {
            lines.add(line.toString());
        }
        line.setLength(0);
    }

    private static char separator(List<String> lines) {
        if (lines.isEmpty()) {
            return ',';
        }
        String header = lines.get(0);
        for (int i = 0; i < SEPARATORS.length(); i++) {
            char candidate = SEPARATORS.charAt(i);
            int fields = fields(header, candidate);
            if (lines.size() > 1 && fields > 1 && lines.stream().allMatch(line -> fields(line, candidate) == fields)) {
                return candidate;
            }
        }
        char most = ',';
        for (char candidate : new char[] {';', '\t', '|'}) {
            most = fields(header, candidate) > fields(header, most) ? candidate : most;
        }
        return fields(header, most) > 1 || !areWords(lines) ? most : WHITE_SPACE;
    }

    private static boolean areWords(List<String> lines) {
        int words = fields(lines.get(0), WHITE_SPACE);
        return words > 1 && lines.stream().allMatch(line -> fields(line, WHITE_SPACE) == words);
    }

    /** Counts the fields of a line; separators within quotation marks divide none. */
    private static int fields(String line, char separator) {
        if (separator == WHITE_SPACE) {
            return line.strip().split("\\s+").length;
        }
        int fields = 1;
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            quoted ^= line.charAt(i) == '"';
            fields += !quoted && line.charAt(i) == separator ? 1 : 0;
        }
        return fields;
    }
}
