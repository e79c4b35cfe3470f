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

    /** Returns this/other. */
    public Value over(Value other) {
        return loop.computed(Assembler.Operation.DIVIDE, List.of(this, other));
    }

    /** Returns this·other. */
    public Value times(Value other) {
        return loop.computed(Assembler.Operation.MULTIPLY, List.of(this, other));
    }

    /** Returns factor·this. */
    public Value times(double factor) {
        return factor == 1 ? this : loop.computed(Assembler.Operation.MULTIPLY, List.of(loop.constant(factor), this));
    }

    /** Returns this + factor·other, rounded once. */
    public Value plus(double factor, Value other) {
        return plus(loop.constant(factor), other);
    }

    /** Returns this + factor·other, rounded once. */
    public Value plus(Value factor, Value other) {
        return loop.computed(Assembler.Operation.ADD_PRODUCT, List.of(this, factor, other));
    }

    /** Returns this − factor·other, rounded once. */
    public Value minus(double factor, Value other) {
        return loop.computed(Assembler.Operation.SUBTRACT_PRODUCT, List.of(this, loop.constant(factor), other));
    }

    /** Returns this + number. */
    public Value plus(double number) {
        return plus(loop.constant(number));
    }

    /** Returns number − this. */
    public Value takenFrom(double number) {
        return loop.constant(number).minus(this);
    }

    /** Returns |this|. */
    public Value size() {
        return loop.computed(Assembler.Operation.AND_NOT, List.of(loop.constant(-0.0), this));
    }

    /** Returns the square root of this, rounded once; NaN below 0. */
    public Value root() {
        return loop.computed(Assembler.Single.ROOT, this);
    }

    /** Returns the sum of all numbers that a register holds of this, at each of its places. */
    public Value total() {
        Value halves = plus(loop.computed(Assembler.Single.SWAPPED_HALVES, this));
        // A half has two doubles, or four floats.
        Value sum = loop.computed(Assembler.Single.SUMS_OF_PAIRS, halves);
        return loop.element() == Assembler.Element.DOUBLE ? sum : loop.computed(Assembler.Single.SUMS_OF_PAIRS, sum);
    }

    /** Returns the larger of this and another; NaN where either is. */
    public Value orLarger(Value other) {
        Value here = loop.computed(Assembler.Operation.GREATER, List.of(this, other));
        Value there = loop.computed(Assembler.Operation.GREATER, List.of(other, this));
        // Each is the second of its two where one of them is NaN: together their bits are NaN.
        return loop.computed(Assembler.Operation.OR, List.of(here, there));
    }

    /** Returns this where it is above a limit or NaN, else the limit. */
    public Value atLeast(double limit) {
        return loop.computed(Assembler.Operation.GREATER, List.of(loop.constant(limit), this));
    }

    /** Returns this where it is below a limit or NaN, else the limit. */
    public Value atMost(double limit) {
        return loop.computed(Assembler.Operation.LESSER, List.of(loop.constant(limit), this));
    }

    /** Returns this between two limits, NaN where it is; an infinite limit is none. */
    public Value within(double low, double high) {
        Value above = low > Double.NEGATIVE_INFINITY ? atLeast(low) : this;
        return high < Double.POSITIVE_INFINITY ? above.atMost(high) : above;
    }

    /** Returns a mask of the places where this is another number. */
    public Value isEqual(Value other) {
        return loop.compared(Assembler.Comparison.EQUAL, this, other);
    }

    /** Returns a mask of the places where this is NaN or not below a number. */
    public Value isNotBelow(double number) {
        return loop.compared(Assembler.Comparison.NOT_LESS, this, loop.constant(number));
    }

    /** Returns a mask of the places where this is not above a number, or NaN. */
    public Value isNotAbove(double number) {
        return loop.compared(Assembler.Comparison.NOT_LESS, loop.constant(number), this);
    }

    /** Returns this where a mask is, and 0 elsewhere. */
    public Value onlyWhere(Value mask) {
        return loop.computed(Assembler.Operation.AND, List.of(this, mask));
    }

    /** Returns 0 where a mask is, and this elsewhere. */
    public Value exceptWhere(Value mask) {
        return loop.computed(Assembler.Operation.AND_NOT, List.of(mask, this));
    }

    /** Returns another value where a mask is, and this elsewhere. */
    public Value orWhere(Value mask, Value other) {
        return loop.chosen(this, other, mask);
    }

    /** Returns the bits of this or of another; of masks, the places where one of them is. */
    public Value orBits(Value other) {
        return loop.computed(Assembler.Operation.OR, List.of(this, other));
    }

    /** Returns the bits of this that another has too; of masks, the places where both are. */
    public Value andBits(Value other) {
        return loop.computed(Assembler.Operation.AND, List.of(this, other));
    }

    /** Returns the bits of each number moved to the left, to the right by a negative number. */
    Value shifted(int by) {
        return loop.shifted(this, by);
    }

    /** Returns a number that is the same at all places. */
    public Value constant(double number) {
        return loop.constant(number);
    }
}
