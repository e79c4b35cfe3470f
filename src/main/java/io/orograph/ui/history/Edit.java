package io.orograph.ui.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A change of choices.
 *
 * @param before what was
 * @param after what is
 */
record Edit(Choices before, Choices after) {

    private static final int LONGEST = 24;

    /** Returns what a person calls it: {@code range 1 → 2}. */
    String name() {
        Map<String, String> was = before.words();
        Map<String, String> is = after.words();
        List<String> changed = changed();
        if (changed.isEmpty()) {
            return "a choice";
        }
        String first = changed.get(0);
        String text = first + " " + shortened(was.getOrDefault(first, "none")) + " → "
                + shortened(is.getOrDefault(first, "none"));
        int more = changed.size() - 1;
        return more == 0 ? text : text + " and " + more + " more";
    }

    /** Returns the names of what differs. */
    List<String> changed() {
        Map<String, String> was = before.words();
        Map<String, String> is = after.words();
        List<String> changed = new ArrayList<>();
        is.forEach((name, value) -> {
            if (!value.equals(was.get(name))) {
                changed.add(name);
            }
        });
        was.keySet().stream().filter(name -> !is.containsKey(name)).forEach(changed::add);
        return changed;
    }

    private static String shortened(String value) {
        return value.length() <= LONGEST ? value : value.substring(0, LONGEST - 1) + "…";
    }
}
