package io.orograph.network;

import java.util.Optional;

/**
 * What an operator makes of numbers of all samples: a sum, or a mean, which may be one by weight. A loss that a network computes
 * for a batch is taken apart by it into those of its samples.
 *
 * @param kind what is made of the terms
 * @param terms an operator that reads the same inputs and gives each term by itself, with its weight; empty if the first input
 *     holds the terms
 * @param weights an operator that reads the same inputs and gives the weight of each term; empty if all have the same
 */
public record BatchTotal(Kind kind, Optional<Operator> terms, Optional<Operator> weights) {

    /** What is made of terms. */
    public enum Kind {
        /** Nothing: each is given. */
        NONE,
        SUM,
        MEAN
    }

    /** Returns the total of a loss that gives each term by itself. */
    public static BatchTotal none(Operator terms) {
        return new BatchTotal(Kind.NONE, Optional.of(terms), Optional.empty());
    }

    /** Returns the total of a loss that is a sum. */
    public static BatchTotal sum(Operator terms) {
        return new BatchTotal(Kind.SUM, Optional.of(terms), Optional.empty());
    }

    /** Returns the total of a loss that is a mean by weight. */
    public static BatchTotal mean(Operator terms, Operator weights) {
        return new BatchTotal(Kind.MEAN, Optional.of(terms), Optional.of(weights));
    }

    /** Returns the total of the numbers of an operator's first input. */
    public static BatchTotal ofInput(Kind kind) {
        return new BatchTotal(kind, Optional.empty(), Optional.empty());
    }

    /** Tells whether the operator is a loss, and not just a sum or mean. */
    public boolean isLoss() {
        return terms.isPresent();
    }
}
