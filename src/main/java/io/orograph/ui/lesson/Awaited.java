package io.orograph.ui.lesson;

import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * An action that was begun: whether it is over, looked at now and then on the FX thread.
 *
 * @param over tells whether it is
 * @param failure says, once it is, what went wrong, as a sentence; empty for nothing
 */
record Awaited(BooleanSupplier over, Supplier<String> failure) {

    /** Something that was done at once. */
    static final Awaited NOTHING = new Awaited(() -> true, () -> "");

    /** Returns the same, over once it is so at two looks in a row: what was found meanwhile is shown by then. */
    Awaited settled() {
        int[] looks = {0};
        return new Awaited(
                () -> {
                    looks[0] = over.getAsBoolean() ? looks[0] + 1 : 0;
                    return looks[0] > 1;
                },
                failure);
    }

    /** Something that is over as soon as a condition holds, and cannot fail. */
    static Awaited until(BooleanSupplier over) {
        return new Awaited(over, () -> "");
    }
}
