package io.orograph.data;

import io.orograph.arrays.NamedArrays;
import io.orograph.file.Excerpt;
import io.orograph.file.UnsupportedFileException;
import io.orograph.network.Port;
import io.orograph.network.Shape;
import io.orograph.network.Tensor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Reads a file whose arrays are one sample, a graph: the features of its nodes, how they are joined, and a target for each
 * node. Each gets an axis of the one sample in front; nodes that do not count get a target that is left out.
 */
final class OneSample {

    /** The label of what is left out of a loss, as PyTorch has it. */
    private static final long LEFT_OUT = -100;

    private final NamedArrays arrays;
    private final DataSource source;

    private OneSample(NamedArrays arrays, DataSource source) {
        this.arrays = arrays;
        this.source = source;
    }

    /**
     * Reads the graph and its targets.
     *
     * @throws UnsupportedFileException if an array has another shape than its input, or a target is missing for some nodes
     */
    static DataFormat.Samples read(NamedArrays arrays, DataSource source, InputMatch.Found found) throws IOException {
        OneSample sample = new OneSample(arrays, source);
        Inputs inputs = inputs(arrays, source, found);
        List<String> notices = new ArrayList<>(found.notice().stream().toList());
        if (found.targets().isEmpty()) {
            Tensor none = Tensor.of(new float[0], 1, 0);
            return new DataFormat.Samples(arrays.file(), inputs, arrays.file(), none, List.of(), notices);
        }
        DataFormat.Samples read =
                ClassArray.samples(arrays, inputs, found.targets().get().name(), source, notices);
        return sample.counted(read, found);
    }

    /** Reads the graph alone; see {@link #read}. */
    static Inputs inputs(NamedArrays arrays, DataSource source, InputMatch.Found found) throws IOException {
        List<Inputs.Input> inputs = new ArrayList<>();
        for (int i = 0; i < found.inputs().size(); i++) {
            Port port = source.axes().inputs().get(i);
            String name = found.inputs().get(i).name();
            inputs.add(new Inputs.Input(port.name(), name, sample(arrays, port, name), Inputs.Form.BY_SAMPLE));
        }
        return new Inputs(inputs);
    }

    private static Tensor sample(NamedArrays arrays, Port port, String name) throws IOException {
        Tensor values = arrays.tensor(name);
        long[] shape = values.shape();
        if (InputForm.fits(port, 1, shape, 0)) {
            return withSample(values);
        }
        if (shape.length == port.rank() && shape[0] == 1 && InputForm.fits(port, 1, shape, 1)) {
            return values;
        }
        throw new UnsupportedFileException(
                arrays.file(),
                "holds " + Excerpt.of(name) + " " + Shape.text(shape) + " for the network's input " + port
                        + "; one graph is given as it is, in an array of that shape");
    }

    private static Tensor withSample(Tensor values) {
        long[] shape = new long[values.rank() + 1];
        shape[0] = 1;
        System.arraycopy(values.shape(), 0, shape, 1, values.rank());
        return values.reshape(shape);
    }

    private DataFormat.Samples counted(DataFormat.Samples read, InputMatch.Found found) throws IOException {
        Tensor targets = read.targets();
        if (targets.rank() > 1 && targets.size(0) == 1) {
            targets = targets.reshape(Arrays.copyOfRange(targets.shape(), 1, targets.rank()));
        }
        if (targets.rank() == 2 && targets.size(1) == 1) {
            targets = targets.reshape(targets.size(0));
        }
        List<String> notices = new ArrayList<>(read.notices());
        Optional<NodeMask> mask = NodeMask.find(arrays, source, found, (int) targets.size(0));
        if (mask.isPresent()) {
            targets = masked(targets, mask.get());
            notices.add(mask.get().notice());
        }
        return new DataFormat.Samples(
                read.inputsFile(), read.inputs(), read.targetsFile(), withSample(targets), read.classes(), notices);
    }

    private Tensor masked(Tensor targets, NodeMask mask) throws IOException {
        Tensor labels = targets.rank() == 2 ? ofOneHot(targets) : targets;
        long[] counted = new long[labels.size()];
        for (int i = 0; i < counted.length; i++) {
            double label = labels.get(i);
            if (label != Math.rint(label)) {
                throw new UnsupportedFileException(
                        arrays.file(),
                        "holds real targets, of which " + Excerpt.of(mask.name())
                                + " leaves some out; that is supported for labels of classes. Let all count with --nodes all");
            }
            counted[i] = mask.counts(i) ? (long) label : LEFT_OUT;
        }
        return Tensor.of(counted, counted.length);
    }

    /** Returns the labels that rows of one 1 and zeros stand for. */
    private Tensor ofOneHot(Tensor rows) throws IOException {
        int classes = (int) rows.size(1);
        long[] labels = new long[(int) rows.size(0)];
        for (int i = 0; i < labels.length; i++) {
            int ones = 0;
            for (int j = 0; j < classes; j++) {
                double value = rows.get(i * classes + j);
                ones += value == 1 ? 1 : value == 0 ? 0 : classes + 1;
                labels[i] = value == 1 ? j : labels[i];
            }
            if (ones > 1) {
                throw new UnsupportedFileException(
                        arrays.file(),
                        "holds several targets a node, of which a mask leaves some nodes out; that is supported for labels"
                                + " of classes. Let all count with --nodes all");
            }
            labels[i] = ones == 0 ? LEFT_OUT : labels[i];
        }
        return Tensor.of(labels, labels.length);
    }
}
