package io.orograph.plot;

import io.orograph.provenance.Key;
import io.orograph.provenance.Provenance;
import java.util.List;
import java.util.Locale;

/** The titles of the axes of α and β: where the directions hold a share of a path's variance, they say so. */
public final class AxisTitles {

    private AxisTitles() {}

    /**
     * Returns the title of α.
     *
     * @param otherwise for directions that explain nothing
     */
    public static String alpha(Provenance provenance, String otherwise) {
        return title("α", provenance, 0, otherwise);
    }

    /** Returns the title of β. */
    public static String beta(Provenance provenance, String otherwise) {
        return title("β", provenance, 1, otherwise);
    }

    private static String title(String name, Provenance provenance, int direction, String otherwise) {
        List<?> shares = provenance.get(Key.EXPLAINED).orElse(List.of());
        if (shares.size() == 2 && shares.get(direction) instanceof Number share) {
            return String.format(Locale.ROOT, "%s, %.1f %% of the variance", name, 100 * share.doubleValue());
        }
        return otherwise;
    }
}
