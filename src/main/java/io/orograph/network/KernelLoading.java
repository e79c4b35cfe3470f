package io.orograph.network;

import java.time.Duration;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads the native kernels ahead of their first use, which otherwise costs that use one to two seconds: while a window is being
 * made, or a command reads its files, there is time for it.
 */
public final class KernelLoading {

    private static final Logger LOG = LoggerFactory.getLogger(KernelLoading.class);
    private static final int SIZE = 8;

    /** Bytes of Java's heap under which loading itself may fail, which only whoever needs the kernels can report. */
    private static final long ENOUGH_MEMORY = 64L << 20;

    private static volatile Thread begun;

    private KernelLoading() {}

    /** Begins to load on a thread of its own; what needs the kernels meanwhile waits for them as ever. */
    public static void inBackground() {
        begin(KernelLoading::load);
    }

    /** Begins to load likewise, and checks the engine for layers too, which a network without any does not need. */
    public static void withLayersInBackground() {
        begin(() -> {
            load();
            LayerEngines.current();
        });
    }

    /**
     * Waits until what was begun in the background is loaded, at most for that long: until then files are being unpacked.
     * Returns at once where nothing was begun.
     */
    public static void await(Duration longest) throws InterruptedException {
        Thread loading = begun;
        if (loading != null) {
            loading.join(longest.toMillis());
        }
    }

    private static void begin(Runnable loading) {
        Thread thread = new Thread(() -> tried(loading), "kernel-loading");
        thread.setDaemon(true);
        thread.start();
        begun = thread;
    }

    private static void tried(Runnable loading) {
        if (Runtime.getRuntime().maxMemory() < ENOUGH_MEMORY) {
            return;
        }
        try {
            loading.run();
        } catch (RuntimeException | Error e) {
            LOG.debug("The kernels cannot be loaded; their first use will fail with the same and report it", e);
        }
    }

    /** Computes a tiny product, which needs the arrays, the kernels and the BLAS behind them. */
    private static void load() {
        NativeThreads.confineCurrentThread();
        try (INDArray matrix = Nd4j.ones(DataType.FLOAT, SIZE, SIZE);
                INDArray product = matrix.mmul(matrix)) {
            LOG.debug("The kernels are loaded: {}", product.getDouble(0, 0));
        }
    }
}
