package io.orograph.objective;

/** The losses of tiles of samples by machine code, of outputs that a network always leaves at the same place. Used by one thread at a time. */
sealed interface CompiledLoss extends AutoCloseable permits CompiledCrossEntropy, CompiledElementwiseLoss {

    /**
     * Finds losses and accuracies of a tile, whose outputs are there.
     *
     * @param first sample of the tile
     * @param count samples of it that are asked for
     * @param answers takes them
     */
    void evaluate(int tile, int first, int count, SampleAnswers answers);

    /** Returns how many bytes of native memory this holds. */
    long bytes();

    /** Frees the memory. */
    @Override
    void close();
}
