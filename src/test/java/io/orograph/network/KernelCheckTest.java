package io.orograph.network;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class KernelCheckTest {

    /** The plain loops are the reference here: a wrong index in one of them would fail it. */
    @Test
    void theKernelsOfThisProcessorAreRight() {
        KernelCheck.run();
    }

    @Test
    void saysWhatIsWrongAndWhatToDo() {
        try (INDArray out = Nd4j.createFromArray(1.0, 2.0)) {
            KernelCheck.requireRight("a product", new double[] {1, 2.1}, out, 0.2);
            assertThatThrownBy(() -> KernelCheck.requireRight("a product", new double[] {1, 2.1}, out, 0.05))
                    .isInstanceOf(WrongArithmeticException.class)
                    .hasMessageContainingAll("a product", "2.0 instead of 2.1", "OPENBLAS_CORETYPE");
        }
    }

    @Test
    void takesNaNForWrong() {
        try (INDArray out = Nd4j.createFromArray(Double.NaN)) {
            assertThatThrownBy(() -> KernelCheck.requireRight("a product", new double[] {1}, out, 1))
                    .isInstanceOf(WrongArithmeticException.class);
        }
    }
}
