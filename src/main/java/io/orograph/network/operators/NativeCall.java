package io.orograph.network.operators;

import io.orograph.network.Kernel;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.CustomOp;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.api.ops.OpContext;
import org.nd4j.linalg.factory.Nd4j;

/**
 * One of ND4J's named native operations with its arrays and settings bound. The native context is filled once and
 * used at every run: building it anew, as ND4J does for an op object, costs more than most small operations.
 */
final class NativeCall implements Kernel {

    private final CustomOp operation;
    private final OpContext context = Nd4j.getExecutioner().buildContext();
    private int inputs;
    private int outputs;

    NativeCall(String operation) {
        this.operation = DynamicCustomOp.builder(operation).build();
    }

    NativeCall read(INDArray... arrays) {
        for (INDArray array : arrays) {
            context.setInputArray(inputs++, array);
        }
        return this;
    }

    NativeCall write(INDArray... arrays) {
        for (INDArray array : arrays) {
            context.setOutputArray(outputs++, array);
        }
        return this;
    }

    NativeCall integers(long... arguments) {
        context.setIArguments(arguments);
        return this;
    }

    NativeCall numbers(double... arguments) {
        context.setTArguments(arguments);
        return this;
    }

    @Override
    public void run() {
        Nd4j.getExecutioner().exec(operation, context);
    }
}
