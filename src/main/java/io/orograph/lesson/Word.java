package io.orograph.lesson;

import io.orograph.choice.Named;
import java.util.List;

/** A word of the language that lessons are written in: the name of an action or of a quantity, and what goes with it. */
public interface Word extends Named {

    /** Returns what may be said besides the name. */
    List<Parameter> parameters();
}
