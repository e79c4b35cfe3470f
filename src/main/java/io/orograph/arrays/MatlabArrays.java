package io.orograph.arrays;

import io.orograph.network.Tensor;
import java.util.ArrayList;
import java.util.List;

/** What is peculiar to MATLAB's arrays, in whichever of its formats. */
final class MatlabArrays {

    private MatlabArrays() {}

    /** Returns the shape without the first axis of a row: MATLAB has no vectors, and writes them as rows. */
    static long[] shape(long... shape) {
        return shape.length == 2 && shape[0] == 1 && shape[1] > 1 ? new long[] {shape[1]} : shape;
    }

    /** Returns the rows of a matrix of the numbers of characters: texts that are filled up with blanks. */
    static List<String> rows(Tensor characters) {
        List<String> texts = new ArrayList<>();
        int length = (int) characters.size(1);
        for (int row = 0; row < characters.size(0); row++) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < length; i++) {
                text.append((char) characters.getLong(row * length + i));
            }
            texts.add(text.toString().stripTrailing());
        }
        return texts;
    }
}
