package io.orograph.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The names that people give to columns and arrays of targets, and to those that only count the samples. */
final class TargetNames {

    /** The likeliest first. */
    private static final List<String> USUAL = List.of(
            "label", "labels", "target", "targets", "class", "classes", "classlabel", "targetclass", "y", "output");

    private static final Pattern NUMBERED = Pattern.compile("(y|target|label|output|class)_?\\d+");

    private static final List<String> COUNTING = List.of(
            "",
            "id",
            "ids",
            "index",
            "idx",
            "unnamed:0",
            "rowid",
            "rownames",
            "row",
            "rownumber",
            "sampleid",
            "no",
            "nr");

    private TargetNames() {}

    private static String plain(String name) {
        String lower = name.toLowerCase(Locale.ROOT).strip();
        return lower.replaceAll("[\\s_.-]+", "");
    }

    /** Returns whether targets are often called so. */
    static boolean isUsual(String name) {
        return USUAL.contains(plain(name));
    }

    /** Returns whether columns that number the samples are often called so. */
    static boolean isCounting(String name) {
        return COUNTING.contains(plain(name));
    }

    /** Returns the likeliest column of targets by its name; empty if none is called like one. */
    static Optional<Integer> likeliest(List<String> names) {
        List<String> plain = names.stream().map(TargetNames::plain).toList();
        for (String usual : USUAL) {
            int at = plain.lastIndexOf(usual);
            boolean coordinate = usual.equals("y") && plain.contains("x") && at < plain.size() - 1;
            if (at >= 0 && !coordinate) {
                return Optional.of(at);
            }
        }
        return Optional.empty();
    }

    /** Returns the columns that are called y1, y2, … or the like, where there are two or more; else none. */
    static List<Integer> numbered(List<String> names) {
        List<Integer> found = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            if (NUMBERED.matcher(plain(names.get(i))).matches()) {
                found.add(i);
            }
        }
        return found.size() > 1 ? found : List.of();
    }
}
