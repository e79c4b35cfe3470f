package io.orograph.network;

import java.util.List;

/**
 * An axis of an operator's input along which equal parts lie one behind the other that do different things: the gates of a
 * recurrent layer, its directions.
 *
 * @param names of the parts in the order in which they lie
 */
public record MergedAxis(int axis, List<String> names) {
    public MergedAxis {
        names = List.copyOf(names);
    }
}
