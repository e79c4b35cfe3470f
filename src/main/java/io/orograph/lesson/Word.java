package io.orograph.lesson;

import io.orograph.choice.Named;
import java.util.List;
import java.util.Locale;

/** A word of the language that lessons are written in: the name of an action or of a quantity, and what goes with it. */
public interface Word extends Named {

    /** Returns the name of its constant. */
    String name();

    @Override
    default String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Returns what may be said besides the name. */
    List<Parameter> parameters();
}
