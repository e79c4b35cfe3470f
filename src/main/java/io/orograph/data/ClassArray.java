package io.orograph.data;

import io.orograph.arrays.ArraysFormat;
import io.orograph.arrays.NamedArrays;
import io.orograph.network.Tensor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Targets in an archive of arrays: numbers, or names of classes, which are numbered as in tables. */
final class ClassArray {

    private ClassArray() {}

    /** Returns whether an array holds text. */
    static boolean isText(NamedArrays.Array array) {
        return ArraysFormat.TEXT.matcher(array.type()).matches();
    }

    /**
     * Reads samples.
     *
     * @param notices what is known already about how they were found
     */
    static DataFormat.Samples samples(NamedArrays arrays, ArrayPair pair, DataSource source, List<String> notices)
            throws IOException {
        SampleAxis axis = SampleAxis.of(arrays, pair);
        Tensor inputs = axis.first(arrays.tensor(pair.inputs()));
        List<String> all = new ArrayList<>(notices);
        axis.notice().ifPresent(all::add);
        return samples(arrays, Inputs.of(inputs), pair.targets(), source, all);
    }

    /**
     * Reads the targets of inputs.
     *
     * @param name the array of the targets
     * @param notices what is known already about how they were found
     */
    static DataFormat.Samples samples(
            NamedArrays arrays, Inputs inputs, String name, DataSource source, List<String> notices)
            throws IOException {
        boolean text = isText(arrays.required(name));
        if (!text && source.classes().isEmpty()) {
            return new DataFormat.Samples(
                    arrays.file(), inputs, arrays.file(), arrays.tensor(name), List.of(), notices);
        }
        List<String> all = new ArrayList<>(notices);
        List<String> classes = text ? arrays.texts(name) : numbersAsNames(arrays.tensor(name));
        ClassNumbering numbering = ClassNumbering.of(arrays.file(), classes, source.classes());
        all.add(numbering.notice());
        return new DataFormat.Samples(
                arrays.file(), inputs, arrays.file(), numbering.numbers(classes), numbering.names(), all);
    }

    private static List<String> numbersAsNames(Tensor numbers) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < numbers.size(); i++) {
            double value = numbers.get(i);
            names.add(value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value));
        }
        return names;
    }
}
