package io.orograph.network;

/** The work of an operator, bound to its arrays once and run again and again without allocating. */
@FunctionalInterface
public interface Kernel {

    /** Does nothing: the kernel of a view. */
    Kernel NOTHING = () -> {};

    void run();
}
