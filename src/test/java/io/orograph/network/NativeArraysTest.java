package io.orograph.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class NativeArraysTest {

    private static final List<long[]> SHAPES = List.of(
            new long[] {}, new long[] {1}, new long[] {3}, new long[] {1, 1}, new long[] {2, 3}, new long[] {1, 3, 1, 2
            });

    @BeforeAll
    static void confine() {
        NativeThreads.confineCurrentThread();
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT", "DOUBLE"})
    void arraysAreDescribedAsByNd4j(DataType type) {
        try (NativeArrays memory = new NativeArrays()) {
            for (long[] shape : SHAPES) {
                INDArray array = memory.zeros(type, shape);
                assertArrayEquals(Nd4j.create(type, shape).shapeInfoJava(), array.shapeInfoJava());
                assertEquals(type, array.dataType());
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT", "DOUBLE"})
    void aPartBeginsAtItsElement(DataType type) {
        try (NativeArrays memory = new NativeArrays()) {
            INDArray array = memory.zeros(type, 12);
            array.assign(Nd4j.arange(12));
            INDArray part = NativeArrays.part(array, 3, 2, 4);
            INDArray within = NativeArrays.part(part, 4, 2, 2);
            INDArray same = NativeArrays.part(within, 0, 4);
            assertEquals(3, part.getDouble(0, 0));
            assertEquals(3 + 4 + 5 + 6 + 7 + 8 + 9 + 10, part.sumNumber().doubleValue());
            assertEquals(7 + 8 + 9 + 10, within.sumNumber().doubleValue());
            assertArrayEquals(new double[] {7, 8, 9, 10}, same.toDoubleVector());
            assertEquals(7 + 8 + 9 + 10, same.sumNumber().doubleValue());
        }
    }
}
