package io.orograph.study.sweep;

import java.util.Map;

/** A network that is measured beside others: one that a sweep trained, or one that was trained elsewhere. */
public interface Subject {

    /** Returns a name that no other has: that of its folder, or of its file. */
    String name();

    /** Returns a name of what it has in common with those that differ from it in their seed alone. */
    String settingName();

    /**
     * Returns where it lies along each axis, by the name of the axis; those that are equal there are exchangeable. Empty
     * where nothing is known of how it was trained.
     */
    Map<String, Object> place();

    /** Returns the seed of fresh weights and shuffling; of one that was trained elsewhere its number where none is known. */
    long seed();
}
