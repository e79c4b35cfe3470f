package io.orograph.data;

import io.orograph.arrays.NamedArrays;
import io.orograph.network.Tensor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Data in a file of named arrays, of whatever format: one holds the inputs, another the targets. */
final class ArrayData {

    private ArrayData() {}

    /**
     * Reads inputs and targets.
     *
     * @throws UndecidedArraysException if the file does not say which they are
     * @throws IOException if it cannot be read
     */
    static DataFormat.Samples samples(NamedArrays arrays, DataSource source) throws IOException {
        if (source.asks()) {
            throw new UndecidedArraysException(
                    arrays, source.axes(), "which of its arrays are inputs and targets", "--x and --y");
        }
        UndecidedArraysException undecided = null;
        for (NamedArrays candidate : arrays.candidates()) {
            try {
                return samplesOf(candidate, source);
            } catch (UndecidedArraysException e) {
                // The last has all there is, which a person may choose from.
                undecided = e;
            }
        }
        throw undecided;
    }

    private static DataFormat.Samples samplesOf(NamedArrays file, DataSource given) throws IOException {
        NamedArrays arrays = BagArrays.of(file, given);
        DataFormat.Samples samples = samplesOfEach(arrays, BagArrays.withoutOffsets(given));
        Optional<String> notice = BagArrays.notice(arrays);
        return notice.isEmpty() ? samples : samples.noticing(notice.get());
    }

    /** Reads arrays that have an entry for each sample. */
    private static DataFormat.Samples samplesOfEach(NamedArrays arrays, DataSource source) throws IOException {
        if (isByInput(arrays, source)) {
            return samplesByInput(arrays, source);
        }
        requireArrays(arrays, source);
        Optional<ArrayPair> usual = ArrayPair.choose(names(arrays), source.inputName(), source.targetName());
        boolean named = source.inputName().isPresent() || source.targetName().isPresent();
        if (usual.isPresent()) {
            Optional<String> notice = named ? Optional.empty() : usual.get().notice(names(arrays));
            return ClassArray.samples(
                    arrays, usual.get(), source, notice.stream().toList());
        }
        Optional<ArrayRoles.Found> found = named ? Optional.empty() : ArrayRoles.find(arrays, source);
        if (found.isPresent()) {
            return ClassArray.samples(
                    arrays, found.get().pair(), source, List.of(found.get().notice()));
        }
        try {
            if (source.axes().inputs().size() == 1) {
                return samplesByInput(arrays, source);
            }
        } catch (UndecidedArraysException e) {
            // Said below, in the words of a network with a single input.
        }
        throw new UndecidedArraysException(
                arrays, source.axes(), "which of its arrays are inputs and targets", "--x and --y");
    }

    /** Tells whether arrays are named, or are to be found, for each input of the network. */
    private static boolean isByInput(NamedArrays arrays, DataSource source) throws IOException {
        int inputs = source.axes().inputs().size();
        String named = source.inputName().orElse("");
        return inputs > 1
                || arrays instanceof BagArrays
                || inputs == 1 && named.contains("=") && arrays.find(named).isEmpty();
    }

    private static DataFormat.Samples samplesByInput(NamedArrays arrays, DataSource source) throws IOException {
        InputMatch.Found found = InputMatch.find(arrays, source, true);
        if (source.axes().isOneSample()) {
            return OneSample.read(arrays, source, found);
        }
        OptionalLong samples = found.targets()
                .map(NamedArrays.Array::shape)
                .filter(shape -> shape.length > 0)
                .map(shape -> OptionalLong.of(shape[0]))
                .orElse(OptionalLong.empty());
        InputForm.Formed formed = InputForm.read(arrays, source.axes(), found.inputs(), samples);
        List<String> notices = new ArrayList<>();
        found.notice().ifPresent(notices::add);
        notices.addAll(formed.notices());
        if (found.targets().isEmpty()) {
            Tensor none = Tensor.of(new float[0], formed.inputs().samples(), 0);
            return new DataFormat.Samples(arrays.file(), formed.inputs(), arrays.file(), none, List.of(), notices);
        }
        return ClassArray.samples(arrays, formed.inputs(), found.targets().get().name(), source, notices);
    }

    /** Reads inputs alone; see {@link #samples}. */
    static Inputs inputs(NamedArrays file, DataSource given) throws IOException {
        NamedArrays arrays = BagArrays.of(file, given);
        DataSource source = BagArrays.withoutOffsets(given);
        if (isByInput(arrays, source)) {
            InputMatch.Found found = InputMatch.find(arrays, source, false);
            if (source.axes().isOneSample()) {
                return OneSample.inputs(arrays, source, found);
            }
            return InputForm.read(arrays, source.axes(), found.inputs(), OptionalLong.empty())
                    .inputs();
        }
        return Inputs.of(onlyInputs(arrays, source));
    }

    private static Tensor onlyInputs(NamedArrays arrays, DataSource source) throws IOException {
        requireArrays(arrays, source);
        List<String> names = names(arrays);
        Optional<String> name = source.inputName().or(() -> ArrayPair.chooseInputs(names, source.targetName()));
        if (name.isEmpty()) {
            name = ArrayRoles.find(arrays, source).map(found -> found.pair().inputs());
        }
        if (name.isEmpty()) {
            throw new UndecidedArraysException(arrays, source.axes(), "which of its arrays are the inputs", "--x");
        }
        Optional<ArrayPair> pair = ArrayPair.choose(names, name, source.targetName());
        Tensor inputs = arrays.tensor(name.get());
        return pair.isPresent() ? SampleAxis.of(arrays, pair.get()).first(inputs) : inputs;
    }

    /** Tells whether arrays are inputs and targets by their names, each with an entry for every sample. */
    static boolean isLikely(NamedArrays arrays, DataSource source) throws IOException {
        Optional<ArrayPair> pair = ArrayPair.choose(names(arrays), Optional.empty(), Optional.empty());
        if (pair.isEmpty()) {
            return ArrayRoles.find(arrays, source).isPresent() || haveSamples(arrays);
        }
        return SampleAxis.isPair(
                arrays.required(pair.get().inputs()), arrays.required(pair.get().targets()));
    }

    /** Tells whether one array has the name of targets, and the others, of several inputs, as many entries. */
    private static boolean haveSamples(NamedArrays arrays) throws IOException {
        List<NamedArrays.Array> all = arrays.arrays();
        List<NamedArrays.Array> targets =
                all.stream().filter(array -> ArrayWords.isTarget(array.name())).toList();
        return all.size() > 2
                && targets.size() == 1
                && all.stream().allMatch(array -> SampleAxis.isPair(array, targets.get(0)));
    }

    private static List<String> names(NamedArrays arrays) throws IOException {
        return arrays.arrays().stream().map(NamedArrays.Array::name).toList();
    }

    /** Requires the arrays that a person named, unlike those that are to be found, to be there. */
    private static void requireArrays(NamedArrays arrays, DataSource source) throws IOException {
        for (Optional<String> name : List.of(source.inputName(), source.targetName())) {
            if (name.isPresent()) {
                arrays.required(name.get());
            }
        }
    }
}
