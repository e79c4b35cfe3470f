package io.orograph.network.jit;

import io.orograph.network.jit.Assembler.Address;
import io.orograph.network.jit.Assembler.Element;
import io.orograph.network.jit.Assembler.Operation;

/** The power of floats, and the logarithm of doubles, that a softmax is made of, as instructions on given registers. */
final class SoftmaxFunctions {

    /** Terms behind the first of the series of ln m in f² ≤ 1/9: the next one is 1e-11 of the first. */
    private static final int LOGARITHM_TERMS = 9;

    private final Assembler code;
    private final VectorConstants constants;

    SoftmaxFunctions(Assembler code, VectorConstants constants) {
        this.code = code;
        this.constants = constants;
    }

    /**
     * Vector registers to compute with.
     *
     * @param least is full of {@link #least} and stays so; the others may hold anything
     */
    record Registers(int least, int count, int series, int otherSeries, int other) {}

    /** Returns where the number is below which a power is 0. */
    Address least() {
        return constants.floats(FloatFunctions.LOWEST);
    }

    /**
     * Makes eˣ of floats x ≤ 0, NaN of NaN: 2ⁿ·e^r with n·ln 2 + r = x and |r| ≤ ln(2)/2, by two powers of two, since 2ⁿ may be no
     * normal number.
     */
    void power(int x, Registers free) {
        floats(Operation.GREATER, x, free.least, x);
        code.load(free.count, constants.floats(FloatFunctions.COUNTING));
        floats(Operation.ADD_PRODUCT, free.count, x, constants.floats(1 / Math.log(2)));
        floats(Operation.SUBTRACT, free.count, free.count, constants.floats(FloatFunctions.COUNTING));
        floats(Operation.SUBTRACT_PRODUCT, x, free.count, constants.floats(FloatFunctions.LN2_HIGH));
        floats(Operation.SUBTRACT_PRODUCT, x, free.count, constants.floats(FloatFunctions.LN2_LOW));
        int sum = free.series;
        int next = free.otherSeries;
        double factor = 1;
        for (int k = 2; k <= FloatFunctions.EXPONENTIAL_TERMS; k++) {
            factor /= k;
        }
        code.load(sum, constants.floats(factor));
        for (int k = FloatFunctions.EXPONENTIAL_TERMS; k > 0; k--) {
            factor *= k;
            code.load(next, constants.floats(factor));
            floats(Operation.ADD_PRODUCT, next, x, sum);
            int before = sum;
            sum = next;
            next = before;
        }
        int half = next;
        Address counting = constants.floats(FloatFunctions.COUNTING + FloatFunctions.BIAS);
        code.load(half, counting);
        floats(Operation.ADD_PRODUCT, half, free.count, constants.floats(0.5));
        floats(Operation.SUBTRACT, free.other, half, counting);
        floats(Operation.SUBTRACT, free.other, free.count, free.other);
        floats(Operation.ADD, free.other, free.other, counting);
        // Both end in the bits of an exponent.
        code.shift(Element.FLOAT, half, half, FloatFunctions.FRACTION_BITS);
        code.shift(Element.FLOAT, free.other, free.other, FloatFunctions.FRACTION_BITS);
        floats(Operation.MULTIPLY, x, sum, half);
        floats(Operation.MULTIPLY, x, x, free.other);
    }

    /** Makes ln u of doubles u ≥ 1, NaN of NaN: k·ln 2 + 2·artanh f, with u = 2ᵏ·m, 1 ≤ m &lt; 2, and f = (m − 1)/(m + 1). */
    void logarithm(int u, Registers free) {
        code.shift(Element.DOUBLE, free.count, u, -Functions.FRACTION_BITS);
        doubles(Operation.OR, free.count, free.count, constants.doubles(Functions.COUNTING));
        doubles(Operation.SUBTRACT, free.count, free.count, constants.doubles(Functions.COUNTING + Functions.BIAS));
        doubles(Operation.AND, free.other, u, constants.longs((1L << Functions.FRACTION_BITS) - 1));
        doubles(Operation.OR, free.other, free.other, constants.doubles(1));
        // What is no number has a fraction too; 0 or NaN is added for it.
        code.operate(Operation.SUBTRACT, Element.DOUBLE, u, u, u);
        doubles(Operation.ADD_PRODUCT, u, free.count, constants.doubles(Math.log(2)));
        doubles(Operation.ADD, free.count, free.other, constants.doubles(1));
        doubles(Operation.SUBTRACT, free.other, free.other, constants.doubles(1));
        code.operate(Operation.DIVIDE, Element.DOUBLE, free.other, free.other, free.count);
        code.operate(Operation.MULTIPLY, Element.DOUBLE, free.count, free.other, free.other);
        int sum = free.series;
        int next = free.otherSeries;
        code.load(sum, constants.doubles(2.0 / (2 * LOGARITHM_TERMS + 1)));
        for (int k = LOGARITHM_TERMS - 1; k >= 0; k--) {
            code.load(next, constants.doubles(2.0 / (2 * k + 1)));
            code.operate(Operation.ADD_PRODUCT, Element.DOUBLE, next, free.count, sum);
            int before = sum;
            sum = next;
            next = before;
        }
        code.operate(Operation.ADD_PRODUCT, Element.DOUBLE, u, free.other, sum);
    }

    private void floats(Operation operation, int target, int first, int second) {
        code.operate(operation, Element.FLOAT, target, first, second);
    }

    private void floats(Operation operation, int target, int first, Address second) {
        code.operate(operation, Element.FLOAT, target, first, second);
    }

    private void doubles(Operation operation, int target, int first, Address second) {
        code.operate(operation, Element.DOUBLE, target, first, second);
    }
}
