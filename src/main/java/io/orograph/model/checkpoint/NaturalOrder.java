package io.orograph.model.checkpoint;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Orders names as people do: runs of digits by their value, so that epoch_2 comes before epoch_10. */
public final class NaturalOrder implements Comparator<String> {

    private static final Pattern PIECE = Pattern.compile("[0-9]+|[^0-9]+");

    @Override
    public int compare(String a, String b) {
        Matcher first = PIECE.matcher(a);
        Matcher second = PIECE.matcher(b);
        while (first.find()) {
            if (!second.find()) {
                return 1;
            }
            int order = comparePieces(first.group(), second.group());
            if (order != 0) {
                return order;
            }
        }
        return second.find() ? -1 : a.compareTo(b);
    }

    private static int comparePieces(String a, String b) {
        boolean numbers = isDigit(a.charAt(0)) && isDigit(b.charAt(0));
        return numbers ? new BigInteger(a).compareTo(new BigInteger(b)) : a.compareToIgnoreCase(b);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
