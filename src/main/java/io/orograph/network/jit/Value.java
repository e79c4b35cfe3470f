package io.orograph.network.jit;

import java.util.List;

/** A vector of numbers that a {@link StreamLoop} reads or computes, one number for each place of its streams. */
public final class Value {

    private final StreamLoop loop;
    private final int number;

    Value(StreamLoop loop, int number) {
        this.loop = loop;
        this.number = number;
    }

    /** Returns which of the loop's values this is. */
    int number() {
        return number;
    }

    /** Returns this + other. */
    public Value plus(Value other) {
        return loop.computed(Assembler.Operation.ADD, List.of(this, other));
    }

    /** Returns this − other. */
    public Value minus(Value other) {
        return loop.computed(Assembler.Operation.SUBTRACT, List.of(this, other));
    }

    /** Returns this·other. */
    public Value times(Value other) {
        return loop.computed(Assembler.Operation.MULTIPLY, List.of(this, other));
    }

    /** Returns factor·this. */
    public Value times(float factor) {
        return factor == 1 ? this : loop.computed(Assembler.Operation.MULTIPLY, List.of(loop.constant(factor), this));
    }

    /** Returns this + factor·other, rounded once. */
    public Value plus(float factor, Value other) {
        return loop.computed(Assembler.Operation.ADD_PRODUCT, List.of(this, loop.constant(factor), other));
    }

    /** Returns this − factor·other, rounded once. */
    public Value minus(float factor, Value other) {
        return loop.computed(Assembler.Operation.SUBTRACT_PRODUCT, List.of(this, loop.constant(factor), other));
    }

    /** Returns the larger of this and another; NaN where either is. */
    public Value orLarger(Value other) {
        Value here = loop.computed(Assembler.Operation.GREATER, List.of(this, other));
        Value there = loop.computed(Assembler.Operation.GREATER, List.of(other, this));
        // Each is the second of its two where one of them is NaN: together their bits are NaN.
        return loop.computed(Assembler.Operation.OR, List.of(here, there));
    }

    /** Returns this where it is above a limit or NaN, else the limit. */
    public Value atLeast(float limit) {
        return loop.computed(Assembler.Operation.GREATER, List.of(loop.constant(limit), this));
    }

    /** Returns this where it is below a limit or NaN, else the limit. */
    public Value atMost(float limit) {
        return loop.computed(Assembler.Operation.LESSER, List.of(loop.constant(limit), this));
    }
}
