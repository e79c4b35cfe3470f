package io.orograph.network;

import com.sun.jna.Platform;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * Keeps the native kernels on the thread that calls them. Workers are one thread a core, and kernels that start
 * threads of their own under them would fight for the same cores.
 */
public final class NativeThreads {

    private static boolean confined;

    private NativeThreads() {}

    /**
     * Has ND4J find the functions of BLAS in a way that cannot stand still beside a thread that loads a library; to be
     * called before ND4J is loaded. Elsewhere than on Linux its own way is safe.
     *
     * @see BlasLookup
     */
    public static void useSafeLookup() {
        if (Platform.isLinux()) {
            // Not by its class, whose loading loads ND4J.
            System.setProperty("ndarrayfactory.class", "io.orograph.network.BlasLookup");
        }
    }

    /**
     * Confines the current thread's kernels to it, called once in every thread that runs a plan before it does:
     * OpenMP's setting is a thread's own. The first call also checks the kernels.
     *
     * @throws WrongArithmeticException if they compute wrongly on this processor
     */
    public static void confineCurrentThread() {
        confineProcess();
        NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(1);
    }

    private static synchronized void confineProcess() {
        if (!confined) {
            Nd4j.getEnvironment().setMaxThreads(1);
            Nd4j.getEnvironment().setMaxMasterThreads(1);
            Nd4j.factory().blas().setMaxThreads(1);
            NativeHeap.keepFreedMemory();
            KernelCheck.run();
            confined = true;
        }
    }
}
