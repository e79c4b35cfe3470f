package io.orograph.network;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads the native kernels ahead of their first use, which otherwise costs that use one to two seconds: while a window
 * is being made there is time for it.
 */
public final class KernelLoading implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(KernelLoading.class);
    private static final int SIZE = 8;

    private KernelLoading() {}

    /** Begins to load on a thread of its own; what needs the kernels meanwhile waits for them as ever. */
    public static Thread inBackground() {
        Thread thread = new Thread(new KernelLoading(), "kernel-loading");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** Computes a tiny product, which needs the arrays, the kernels and the BLAS behind them. */
    @Override
    public void run() {
        try {
            NativeThreads.confineCurrentThread();
            try (INDArray matrix = Nd4j.ones(DataType.FLOAT, SIZE, SIZE);
                    INDArray product = matrix.mmul(matrix)) {
                LOG.debug("The kernels are loaded: {}", product.getDouble(0, 0));
            }
        } catch (RuntimeException | LinkageError e) {
            LOG.debug("The kernels cannot be loaded; their first use will fail with the same and report it", e);
        }
    }
}
