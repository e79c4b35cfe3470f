package io.orograph.network.operators.kernel;

import io.orograph.network.Kernel;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.api.ops.OpContext;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOps;
import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * One of ND4J's named native operations with its arrays and settings bound. The native context is filled once and
 * used at every run: building it anew, as ND4J does for an op object, costs more than most small operations. It is run
 * without ND4J's executor, whose checks and hooks around each call take the just-in-time compiler half a second to learn
 * and tell nothing about arrays that never change.
 */
public final class NativeCall implements Kernel {

    private static final NativeOps LIBRARY = NativeOpsHolder.getInstance().getDeviceNativeOps();

    private final String operation;
    private final long hash;
    private final OpContext context = Nd4j.getExecutioner().buildContext();
    private final Pointer contextPointer = context.contextPointer();
    private int inputs;
    private int outputs;

    public NativeCall(String operation) {
        this.operation = operation;
        this.hash = DynamicCustomOp.builder(operation).build().opHash();
    }

    public NativeCall read(INDArray... arrays) {
        for (INDArray array : arrays) {
            context.setInputArray(inputs++, array);
        }
        return this;
    }

    public NativeCall write(INDArray... arrays) {
        for (INDArray array : arrays) {
            context.setOutputArray(outputs++, array);
        }
        return this;
    }

    public NativeCall integers(long... arguments) {
        context.setIArguments(arguments);
        return this;
    }

    public NativeCall numbers(double... arguments) {
        context.setTArguments(arguments);
        return this;
    }

    /**
     * @throws IllegalStateException if the operation refuses its arrays
     */
    @Override
    public void run() {
        if (LIBRARY.execCustomOp2(null, hash, contextPointer) != 0) {
            throw new IllegalStateException(
                    "the native operation " + operation + " failed: " + LIBRARY.lastErrorMessage());
        }
    }
}
