package io.orograph.ui.settings;

import java.util.ArrayList;
import java.util.List;

/**
 * Where things are in the window, and what a person does not want to see again.
 *
 * @param folded the names of the sides that are folded
 * @param heatmapLarge whether the heatmap has the place of the surface
 * @param dismissed the notices that were dismissed, by their names
 */
public record Room(List<String> folded, boolean heatmapLarge, List<String> dismissed) {

    public static final Room DEFAULT = new Room(List.of(), false, List.of());

    /** Makes a room; lists that a damaged or older file does not have are empty. */
    public Room {
        folded = present(folded);
        dismissed = present(dismissed);
    }

    private static List<String> present(List<String> names) {
        return names == null
                ? List.of()
                : names.stream().filter(name -> name != null).toList();
    }

    /** Returns the same with other sides folded. */
    public Room with(List<String> nowFolded, boolean nowHeatmapLarge) {
        return new Room(nowFolded, nowHeatmapLarge, dismissed);
    }

    /** Returns the same with one more notice dismissed. */
    public Room dismissing(String notice) {
        List<String> all = new ArrayList<>(dismissed);
        if (!all.contains(notice)) {
            all.add(notice);
        }
        return new Room(folded, heatmapLarge, all);
    }
}
