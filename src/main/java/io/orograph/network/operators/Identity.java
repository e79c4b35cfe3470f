package io.orograph.network.operators;

/** Hands its input on; also what Dropout does outside training. */
final class Identity extends View {

    @Override
    long[] shape(long[] input) {
        return input;
    }
}
