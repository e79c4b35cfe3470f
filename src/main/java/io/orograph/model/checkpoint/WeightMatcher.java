package io.orograph.model.checkpoint;

import io.orograph.arrays.NamedArrays;
import io.orograph.arrays.NamedArrays.Array;
import io.orograph.file.Excerpt;
import io.orograph.file.UnsupportedFileException;
import io.orograph.model.checkpoint.WeightMatch.Assignment;
import io.orograph.model.checkpoint.WeightMatch.Basis;
import io.orograph.model.checkpoint.WeightMatch.Fit;
import io.orograph.network.EqualTensors;
import io.orograph.network.Parameter;
import io.orograph.network.ParameterLayout;
import io.orograph.network.Shape;
import io.orograph.network.TiedTensor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Finds which array of a checkpoint is which parameter of the open model. Exporters rename and transpose, so three
 * things are tried, the surest first, each for the parameters that are left:
 *
 * <ol>
 *   <li>the name: the same, or the same behind a prefix ({@code module.fc1.weight} for {@code fc1.weight}), or that of a
 *       tensor which follows the parameter;
 *   <li>the values: the only array left whose numbers are those of the open model, perhaps with its axes swapped, as in
 *       the checkpoint that the model was exported from;
 *   <li>shape and order: as many arrays of a shape are left as parameters of it; they are taken in their order.
 * </ol>
 */
public final class WeightMatcher {

    private static final int MOST_NAMED = 6;

    private static final String TURNED = "onnx::MatMul_";

    private final ParameterLayout layout;
    private final double[] theta;
    private final NamedArrays checkpoint;
    private final Map<String, Array> left = new LinkedHashMap<>();
    private final Map<Parameter, Assignment> found = new HashMap<>();

    private WeightMatcher(ParameterLayout layout, double[] theta, NamedArrays checkpoint) throws IOException {
        this.layout = layout;
        this.theta = theta;
        this.checkpoint = checkpoint;
        checkpoint.arrays().forEach(array -> left.put(array.name(), array));
    }

    /**
     * Matches a checkpoint.
     *
     * @param theta the weights of the open model
     * @throws UnsupportedFileException if a parameter has no array; the message names it
     * @throws IOException if the checkpoint cannot be read
     */
    public static WeightMatch match(ParameterLayout layout, double[] theta, NamedArrays checkpoint) throws IOException {
        WeightMatcher best = best(layout, theta, checkpoint);
        if (layout.split().isEmpty()) {
            return best.result();
        }
        WholeTensors whole = WholeTensors.of(layout, theta);
        WeightMatcher ofWhole = best(whole.layout(), whole.theta(), checkpoint);
        // A file that was saved from this network has its parts, any other the tensors as a model has them.
        boolean hasParts = best.isComplete() && (best.named() == best.found.size() || !ofWhole.isComplete());
        return hasParts ? best.result() : whole.parts(ofWhole.result(), layout, checkpoint);
    }

    private static WeightMatcher best(ParameterLayout layout, double[] theta, NamedArrays checkpoint)
            throws IOException {
        WeightMatcher best = null;
        for (NamedArrays dictionary : checkpoint.candidates()) {
            for (NamedArrays candidate : Regrouping.candidates(dictionary, layout)) {
                WeightMatcher matcher = matched(layout, theta, candidate);
                if (best == null || matcher.isBetterThan(best)) {
                    best = matcher;
                }
            }
        }
        return best;
    }

    private static WeightMatcher matched(ParameterLayout layout, double[] theta, NamedArrays checkpoint)
            throws IOException {
        WeightMatcher matcher = new WeightMatcher(layout, theta, checkpoint);
        matcher.byName(String::equals);
        matcher.byName((array, name) -> array.endsWith("." + name) || name.endsWith("." + array));
        matcher.byNamesOfFollowers();
        matcher.byValues();
        matcher.tied();
        matcher.byShapeAndOrder();
        return matcher;
    }

    /** Returns whether this dictionary has more of the parameters than another, or as many and more by their names. */
    private boolean isBetterThan(WeightMatcher other) {
        return found.size() != other.found.size()
                ? found.size() > other.found.size()
                : isComplete() && named() > other.named();
    }

    private boolean isComplete() {
        return found.size() == layout.parameters().size();
    }

    private long named() {
        return found.values().stream()
                .filter(assignment -> assignment.basis() == Basis.NAME)
                .count();
    }

    /**
     * Gives a parameter that the open model holds a second time, as an exporter writes a tied one, the array of the first
     * where the file has no array of its shape for it.
     */
    private void tied() {
        EqualTensors tied = new EqualTensors(layout, theta);
        for (Parameter parameter : open()) {
            boolean hasOwn = left.values().stream().anyMatch(array -> Fit.of(parameter, array.shape()) != Fit.NONE);
            Optional<EqualTensors.Twin> twin =
                    hasOwn ? Optional.empty() : tied.twin(parameter, List.copyOf(found.keySet()));
            if (twin.isPresent()) {
                Assignment first = found.get(twin.get().parameter());
                found.put(
                        parameter,
                        new Assignment(
                                parameter,
                                first.array(),
                                first.transposed() != twin.get().transposed(),
                                Basis.VALUES));
            }
        }
    }

    private List<Parameter> open() {
        return layout.parameters().stream().filter(p -> !found.containsKey(p)).toList();
    }

    private void assign(Parameter parameter, Array array, boolean transposed, Basis basis) {
        found.put(parameter, new Assignment(parameter, array.name(), transposed, basis));
        left.remove(array.name());
    }

    private interface SameName {
        boolean test(String array, String parameter);
    }

    private void byName(SameName same) {
        for (Parameter parameter : open()) {
            List<Array> candidates = left.values().stream()
                    .filter(array -> same.test(array.name(), parameter.name()))
                    .toList();
            if (candidates.size() == 1) {
                Fit fit = Fit.of(parameter, candidates.get(0).shape());
                if (fit != Fit.NONE) {
                    assign(parameter, candidates.get(0), fit == Fit.TRANSPOSED, Basis.NAME);
                }
            }
        }
    }

    /**
     * Takes an array that has the name of a tensor which follows a parameter, where it holds that parameter's numbers or the
     * parameter has no array of its own name: a file may have the one, the other, or both.
     *
     * @throws UnsupportedFileException if it has both, with other numbers: they were not tied there
     */
    private void byNamesOfFollowers() throws IOException {
        for (TiedTensor tied : layout.tied()) {
            Parameter source = layout.find(tied.source()).orElse(null);
            Array array = left.get(tied.name());
            if (source == null || array == null || Fit.of(tied.own(), array.shape()) == Fit.NONE) {
                continue;
            }
            boolean swapped = (Fit.of(tied.own(), array.shape()) == Fit.TRANSPOSED) != tied.transposed();
            Assignment same = new Assignment(source, array.name(), swapped, Basis.NAME);
            Assignment first = found.putIfAbsent(source, same);
            left.remove(array.name());
            if (first != null && !Arrays.equals(values(first), values(same))) {
                throw new UnsupportedFileException(
                        checkpoint.file(),
                        "holds " + Excerpt.of(array.name()) + " and " + Excerpt.of(first.array())
                                + " with different numbers, while the open model holds them as one parameter; open the"
                                + " model with --untie, or take " + Excerpt.of(tied.name())
                                + " as a parameter of its own");
            }
        }
    }

    /** Returns the numbers of an array as those of its parameter, in the precision in which most models are kept. */
    private float[] values(Assignment assignment) throws IOException {
        double[] stored = checkpoint.read(assignment.array());
        long[] shape = assignment.parameter().shape();
        double[] values =
                assignment.transposed() ? WeightMatch.transposed(stored, (int) shape[0], (int) shape[1]) : stored;
        float[] rounded = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            rounded[i] = (float) values[i];
        }
        return rounded;
    }

    private boolean isFollowed(Parameter parameter) {
        return layout.tied().stream().anyMatch(tied -> tied.source().equals(parameter.name()));
    }

    private void byValues() throws IOException {
        for (Parameter parameter : open()) {
            List<Assignment> equal = new ArrayList<>();
            for (Array array : left.values()) {
                equalTo(parameter, array).ifPresent(equal::add);
            }
            // Of a weight that was tied a file may have each use; they hold the same.
            if (equal.size() == 1 || !equal.isEmpty() && isFollowed(parameter)) {
                found.put(parameter, equal.get(0));
                left.remove(equal.get(0).array());
            }
        }
    }

    private Optional<Assignment> equalTo(Parameter parameter, Array array) throws IOException {
        Fit fit = Fit.of(parameter, array.shape());
        if (fit == Fit.NONE) {
            return Optional.empty();
        }
        double[] values = checkpoint.read(array.name());
        boolean direct = fit == Fit.DIRECT && isEqual(parameter, values);
        long[] shape = parameter.shape();
        boolean swapped = !direct
                && shape.length == 2
                && array.shape().length == 2
                && array.shape()[0] == shape[1]
                && isEqual(parameter, WeightMatch.transposed(values, (int) shape[0], (int) shape[1]));
        return direct || swapped
                ? Optional.of(new Assignment(parameter, array.name(), swapped, Basis.VALUES))
                : Optional.empty();
    }

    /** Tells whether values equal a parameter as float32, in which most models are kept. */
    private boolean isEqual(Parameter parameter, double[] values) {
        for (int i = 0; i < values.length; i++) {
            if ((float) values[i] != (float) theta[parameter.offset() + i]) {
                return false;
            }
        }
        return true;
    }

    private void byShapeAndOrder() {
        for (Parameter parameter : open()) {
            if (found.containsKey(parameter)) {
                continue;
            }
            List<Parameter> alike = open().stream()
                    .filter(p -> Fit.of(p, parameter.shape()) != Fit.NONE)
                    .toList();
            List<Array> arrays = left.values().stream()
                    .filter(array -> Fit.of(parameter, array.shape()) != Fit.NONE)
                    .toList();
            if (alike.size() == arrays.size()) {
                for (int i = 0; i < alike.size(); i++) {
                    Fit fit = Fit.of(alike.get(i), arrays.get(i).shape());
                    boolean swapped =
                            fit == Fit.TRANSPOSED || isSquare(alike.get(i)) && isSwapped(alike.get(i), arrays.get(i));
                    assign(alike.get(i), arrays.get(i), swapped, Basis.SHAPE_AND_ORDER);
                }
            }
        }
    }

    private static boolean isSquare(Parameter parameter) {
        long[] shape = parameter.shape();
        return shape.length == 2 && shape[0] == shape[1];
    }

    /**
     * Tells whether the axes of a square matrix are swapped, which it does not show by itself. PyTorch's exporter gives the
     * weights of a layer that it turned from [out, in] to [in, out] a name of its own.
     */
    private boolean isSwapped(Parameter square, Array array) {
        String name = array.name();
        boolean isOutByIn = name.contains(".T[") || name.contains("weight") && !name.contains("kernel");
        boolean isTurned = square.name().startsWith(TURNED) && square.outputAxis() == 1;
        return isTurned ? isOutByIn : othersAreSwapped(square);
    }

    /** Tells whether the axes of the other matrices are swapped, of which the shapes tell. */
    private boolean othersAreSwapped(Parameter square) {
        return layout.parameters().stream()
                .filter(p -> p.outputAxis() == square.outputAxis() && p.shape().length == 2 && !isSquare(p))
                .anyMatch(p -> found.containsKey(p)
                        ? found.get(p).transposed()
                        : left.values().stream().anyMatch(a -> Fit.of(p, a.shape()) == Fit.TRANSPOSED));
    }

    private WeightMatch result() throws UnsupportedFileException {
        List<Parameter> open = open();
        if (!open.isEmpty()) {
            throw new UnsupportedFileException(
                    checkpoint.file(),
                    "does not fit the open model: no array was found for "
                            + names(open.stream()
                                    .map(p -> p.name() + " " + Shape.text(p.shape()))
                                    .toList())
                            + "; arrays left over: "
                            + (left.isEmpty()
                                    ? "none"
                                    : names(left.values().stream()
                                            .map(a -> Excerpt.of(a.name()) + " " + Shape.text(a.shape()))
                                            .toList()))
                            + "; choose checkpoints of this network");
        }
        return new WeightMatch(layout.parameters().stream().map(found::get).toList());
    }

    private static String names(List<String> all) {
        int more = all.size() - MOST_NAMED;
        String first = all.stream().limit(MOST_NAMED).collect(Collectors.joining(", "));
        return more > 0 ? first + " and " + more + " more" : first;
    }
}
