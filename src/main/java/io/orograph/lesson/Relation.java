package io.orograph.lesson;

import io.orograph.choice.Named;
import java.util.Locale;

/** What a claim says of its two sides. */
public enum Relation implements Named {
    ABOVE("the left side is larger") {
        @Override
        boolean holds(double left, double right, double within) {
            return left > right;
        }
    },
    BELOW("the left side is smaller") {
        @Override
        boolean holds(double left, double right, double within) {
            return left < right;
        }
    },
    AT_LEAST("the left side is larger, or both are equal") {
        @Override
        boolean holds(double left, double right, double within) {
            return left >= right;
        }
    },
    AT_MOST("the left side is smaller, or both are equal") {
        @Override
        boolean holds(double left, double right, double within) {
            return left <= right;
        }
    },
    NEAR("both differ by no more than the share \"within\" of the right one") {
        @Override
        boolean holds(double left, double right, double within) {
            return Math.abs(left - right) <= within * Math.abs(right);
        }
    },
    APART("both differ by more than the share \"within\" of the right one") {
        @Override
        boolean holds(double left, double right, double within) {
            return !NEAR.holds(left, right, within);
        }
    };

    private final String description;

    Relation(String description) {
        this.description = description;
    }

    /**
     * Tells whether it holds.
     *
     * @param within the share of the right side that {@link #NEAR} allows
     */
    abstract boolean holds(double left, double right, double within);

    /** Tells whether it needs a share. */
    boolean hasWithin() {
        return this == NEAR || this == APART;
    }

    @Override
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public String description() {
        return description;
    }
}
