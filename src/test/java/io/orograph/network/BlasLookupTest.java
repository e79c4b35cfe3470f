package io.orograph.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.orograph.ProgramProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.bytedeco.javacpp.Loader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.blas.Blas;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** ND4J finds OpenBLAS in a way that does not stand still beside a thread that loads a library. */
class BlasLookupTest {

    @Test
    void nd4jTakesItAndComputesWithIt() {
        NativeThreads.useSafeLookup();
        NativeThreads.confineCurrentThread();
        assertThat(Nd4j.factory()).isInstanceOf(BlasLookup.class);
        Blas blas = Nd4j.factory().blas();
        assertThat(blas.getMaxThreads()).isEqualTo(1);
        assertThat(blas.getBlasVendor()).isEqualTo(Blas.Vendor.OPENBLAS);
        for (String function : List.of("cblas_sgemm", "cblas_dgemm", "cblas_sgemv", "cblas_dgemv", "LAPACKE_dgesvd")) {
            // JavaCPP finds the same in its own way; no other thread loads anything here.
            assertThat(BlasLookup.pointer(function)).isEqualTo(Loader.addressof(function));
            assertThat(BlasLookup.pointer(function).isNull()).isFalse();
        }
        assertThat(BlasLookup.pointer("cblas_sgemm_batch")).isNull();
        double[][] left = random(7, 300);
        double[][] right = random(300, 5);
        try (INDArray product = Nd4j.create(left).mmul(Nd4j.create(right))) {
            for (int i = 0; i < 7; i++) {
                for (int j = 0; j < 5; j++) {
                    double sum = 0;
                    for (int k = 0; k < 300; k++) {
                        sum += left[i][k] * right[k][j];
                    }
                    // 300 roundings of terms of about 1, in another order.
                    assertThat(product.getDouble(i, j)).isCloseTo(sum, within(1e-12));
                }
            }
        }
    }

    private static double[][] random(int rows, int columns) {
        Random random = new Random(rows);
        double[][] values = new double[rows][];
        for (int i = 0; i < rows; i++) {
            values[i] = random.doubles(columns, -1, 1).toArray();
        }
        return values;
    }

    /** With JavaCPP's own lookup four of five such processes never ended. */
    @Test
    void anotherThreadMayLoadLibrariesMeanwhile(@TempDir Path folder) throws IOException, InterruptedException {
        for (int i = 0; i < 3; i++) {
            ProgramProcess.Result result = new ProgramProcess(folder)
                    .ofTests(LoadingBeside.class)
                    .within(60)
                    .run();
            assertThat(result.out()).as(result.err()).contains("loaded");
            assertThat(result.code()).isZero();
        }
    }
}
