package io.orograph.model.checkpoint;

import io.orograph.arrays.NamedArrays;
import io.orograph.file.UnsupportedFileException;
import io.orograph.model.checkpoint.WeightMatch.Assignment;
import io.orograph.network.Parameter;
import io.orograph.network.ParameterLayout;
import io.orograph.network.Shape;
import io.orograph.network.SplitTensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The parameters of a network whose tensors are split, with these whole: what a file holds that knows nothing of the
 * split. A match of these is one of the parts.
 */
final class WholeTensors {

    private final Map<String, double[]> values = new HashMap<>();
    private final Map<String, SplitTensor> splits = new HashMap<>();
    private final List<Parameter> parameters = new ArrayList<>();
    private final double[] theta;
    private int size;

    private WholeTensors(ParameterLayout layout, double[] parts) {
        theta = new double[parts.length];
        for (Parameter parameter : layout.parameters()) {
            values.put(parameter.name(), Arrays.copyOfRange(parts, parameter.offset(), parameter.end()));
        }
        Map<String, String> wholes = new HashMap<>();
        // What was split last is put together first.
        List<SplitTensor> all = layout.split();
        for (int i = all.size() - 1; i >= 0; i--) {
            SplitTensor split = all.get(i);
            if (values.keySet().containsAll(split.parts())) {
                values.put(split.name(), joined(split));
                splits.put(split.name(), split);
                split.parts().forEach(part -> wholes.put(part, split.name()));
            }
        }
        for (Parameter parameter : layout.parameters()) {
            String name = parameter.name();
            while (wholes.containsKey(name)) {
                name = wholes.get(name);
            }
            add(splits.containsKey(name) ? splits.get(name).own() : parameter);
        }
    }

    /** Puts the tensors of a layout together; one of whose parts some are no parameters stays as it is. */
    static WholeTensors of(ParameterLayout layout, double[] theta) {
        return new WholeTensors(layout, theta);
    }

    private double[] joined(SplitTensor split) {
        double[] whole = new double[split.own().size()];
        for (int i = 0; i < split.parts().size(); i++) {
            split.partition()
                    .put(i, values.get(split.parts().get(i)), whole, split.own().shape());
        }
        return whole;
    }

    private void add(Parameter parameter) {
        boolean isThere = parameters.stream().anyMatch(other -> other.name().equals(parameter.name()));
        if (!isThere) {
            Parameter placed = parameter.at(size);
            parameters.add(placed);
            System.arraycopy(values.get(placed.name()), 0, theta, size, placed.size());
            size = placed.end();
        }
    }

    ParameterLayout layout() {
        return new ParameterLayout(parameters);
    }

    double[] theta() {
        return theta;
    }

    /**
     * Returns a match of the parts where the whole tensors are matched.
     *
     * @throws UnsupportedFileException if a part is none of the file's arrays, nor pieces of them
     */
    WeightMatch parts(WeightMatch whole, ParameterLayout layout, NamedArrays file) throws UnsupportedFileException {
        Map<String, Assignment> found = new HashMap<>();
        for (Assignment assignment : whole.assignments()) {
            add(assignment, found, file);
        }
        return new WeightMatch(layout.parameters().stream()
                .map(parameter -> {
                    Assignment part = found.get(parameter.name());
                    return new Assignment(parameter, part.array(), part.transposed(), part.basis());
                })
                .toList());
    }

    private void add(Assignment assignment, Map<String, Assignment> found, NamedArrays file)
            throws UnsupportedFileException {
        SplitTensor split = splits.get(assignment.parameter().name());
        if (split == null) {
            found.put(assignment.parameter().name(), assignment);
            return;
        }
        Pieces pieces = Pieces.of(assignment)
                .along(split.partition().axis(), split.own().shape())
                .orElseThrow(() -> new UnsupportedFileException(
                        file.file(),
                        "holds " + split.name()
                                + " in pieces that cannot be cut as you split it; open the model without"
                                + " --split"));
        int at = 0;
        for (int i = 0; i < split.parts().size(); i++) {
            Parameter part = split.part(i);
            Composition elements = pieces.elements().range(at, at + part.size());
            add(new Assignment(part, elements.text(), pieces.transposed(), assignment.basis()), found, file);
            at += part.size();
        }
    }

    /**
     * Elements of a file that are a tensor.
     *
     * @param transposed whether the two axes of what they make are swapped
     */
    private record Pieces(Composition elements, boolean transposed) {

        static Pieces of(Assignment assignment) {
            Composition whole = new Composition(List.of(new Composition.Piece(
                    assignment.array(), false, 0, assignment.parameter().size())));
            return new Pieces(Composition.parse(assignment.array()).orElse(whole), assignment.transposed());
        }

        /** Returns them in an order in which what is cut along an axis lies in one piece; empty if there is none. */
        Optional<Pieces> along(int axis, long[] shape) {
            long[] stored = transposed ? new long[] {shape[1], shape[0]} : shape;
            int at = transposed ? 1 - axis : axis;
            if (Shape.size(Arrays.copyOf(stored, at)) == 1) {
                return Optional.of(this);
            }
            Composition.Piece first = elements.pieces().get(0);
            boolean canSwap = shape.length == 2 && elements.pieces().size() == 1 && first.from() == 0;
            return canSwap
                    ? Optional.of(new Pieces(
                            new Composition(
                                    List.of(new Composition.Piece(first.array(), !first.swapped(), 0, first.to()))),
                            !transposed))
                    : Optional.empty();
        }
    }
}
