package io.orograph.ui.compare;

import io.orograph.export.NamedValues;
import io.orograph.file.DamagedFileException;
import io.orograph.landscape.Axis;
import io.orograph.landscape.Grid;
import io.orograph.landscape.Landscape;
import io.orograph.network.Parameter;
import io.orograph.network.ParameterLayout;
import io.orograph.network.Tensor;
import io.orograph.network.Weights;
import io.orograph.objective.Evaluation;
import io.orograph.plane.Section;
import io.orograph.provenance.Provenance;
import io.orograph.provenance.ProvenanceJson;
import io.orograph.session.StoredSource;
import io.orograph.sharpness.GaussianIncrease;
import io.orograph.sharpness.SharpnessMeasure;
import io.orograph.sharpness.SharpnessMeasure.Measurement;
import io.orograph.sharpness.SharpnessMeasures;
import io.orograph.study.Command;
import io.orograph.study.ComparedModel;
import io.orograph.study.Comparison;
import io.orograph.study.Line;
import io.orograph.ui.sharpness.StoredMeasurement;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that a comparison found, as arrays and texts: what an export of it holds, and of each model what an export leaves out, so
 * that it comes back to the last bit.
 */
final class ComparisonArrays {

    private static final String MODEL = "model/";
    private static final String SHARPNESS = "sharpness/";
    private static final String LINE = "line/";
    private static final String SEED = "seed";
    private static final String COMMAND = "command";

    /** The numbers of an evaluation. */
    private static final int NUMBERS = 5;

    private final NamedValues values;
    private final Path file;

    private ComparisonArrays(NamedValues values, Path file) {
        this.values = values;
        this.file = file;
    }

    /** Returns what was found. */
    static NamedValues of(Comparison.Result result, long seed) {
        ComparisonArrays arrays = new ComparisonArrays(result.values(), null);
        arrays.values
                .put(SEED, Long.toString(seed))
                .put(COMMAND, ProvenanceJson.json(result.command().words()));
        for (int i = 0; i < result.models().size(); i++) {
            arrays.put(MODEL + i + '/', result.models().get(i));
        }
        result.line().ifPresent(arrays::put);
        return arrays.values;
    }

    private void put(String at, ComparedModel model) {
        Landscape landscape = model.landscape();
        values.put(at + "name", model.name())
                .put(at + "recomputed", Boolean.toString(model.recomputed()))
                .put(at + "title", landscape.section().title())
                .put(
                        at + "description",
                        ProvenanceJson.json(landscape.section().description().entries()))
                .put(
                        at + "provenance",
                        ProvenanceJson.json(landscape.provenance().entries()))
                .put(at + "layout", layout(model.layout()))
                .put(at + "train", numbers(model.train()))
                .put(at + "gaussian", numbers(model.gaussian()))
                .put(at + "largest_eigenvalue", new double[] {model.largestEigenvalue()});
        StoredMeasurement.put(values, at + "noise", model.gaussian().measurement());
        if (model.test() != null) {
            values.put(at + "test", numbers(model.test()));
        }
        if (landscape.hasAccuracy()) {
            values.put(at + "accuracy", landscape.accuracies());
        }
        if (landscape.hasDifferenceErrors()) {
            values.put(at + "difference_se", landscape.differenceErrors());
        }
        put(at, model.weights());
        model.sharpness()
                .forEach((measure, found) -> StoredMeasurement.put(values, at + SHARPNESS + measure.label(), found));
    }

    private void put(String at, Weights weights) {
        values.put(at + "weights", weights.name())
                .put(at + "theta", weights.theta())
                .put(at + "statistics", weights.statistics())
                .put(at + "source", ProvenanceJson.json(StoredSource.entries(weights.source())));
    }

    /** Shapes by name: as much of a layout as tells whether two models are alike. */
    private static String layout(ParameterLayout layout) {
        Map<String, Object> shapes = new LinkedHashMap<>();
        layout.parameters()
                .forEach(parameter -> shapes.put(
                        parameter.name(),
                        Arrays.stream(parameter.shape()).boxed().toList()));
        return ProvenanceJson.json(shapes);
    }

    private static double[] numbers(Evaluation evaluation) {
        return new double[] {
            evaluation.loss(),
            evaluation.standardError(),
            evaluation.differenceError(),
            evaluation.accuracy(),
            evaluation.samples()
        };
    }

    private static double[] numbers(GaussianIncrease.Result noise) {
        return new double[] {
            noise.loss(),
            noise.settings().sigma(),
            noise.settings().draws(),
            noise.settings().filterNormalized() ? 1 : 0
        };
    }

    private void put(Line.Result line) {
        values.put(LINE + "distance", new double[] {line.distance()})
                .put(LINE + "provenance", ProvenanceJson.json(line.provenance().entries()))
                .put(LINE + COMMAND, ProvenanceJson.json(line.command().words()));
        put(LINE + "train", line.train());
        line.test().ifPresent(test -> put(LINE + "test", test));
    }

    private void put(String name, Line.Side side) {
        double[] all = new double[NUMBERS * side.positions().length];
        for (int i = 0; i < side.positions().length; i++) {
            System.arraycopy(numbers(side.evaluations()[i]), 0, all, NUMBERS * i, NUMBERS);
        }
        values.put(name, all);
    }

    /**
     * Returns what was found, as it was.
     *
     * @param file for messages
     * @throws DamagedFileException if arrays are not there or do not go together
     */
    static Comparison.Result read(NamedValues values, Provenance provenance, Path file) throws IOException {
        ComparisonArrays arrays = new ComparisonArrays(values, file);
        try {
            List<ComparedModel> models = new ArrayList<>();
            while (values.texts().containsKey(MODEL + models.size() + "/name")) {
                models.add(arrays.model(models.size()));
            }
            Optional<Line.Result> line = values.arrays().containsKey(LINE + "distance")
                    ? Optional.of(arrays.line(models))
                    : Optional.empty();
            if (models.isEmpty()) {
                throw arrays.damaged(null);
            }
            return new Comparison.Result(models, line, provenance, arrays.command(COMMAND));
        } catch (IllegalArgumentException e) {
            throw arrays.damaged(e);
        }
    }

    private Command command(String name) throws IOException {
        return Command.ofWords(entries(name));
    }

    private ComparedModel model(int index) throws IOException {
        String at = MODEL + index + '/';
        long seed = Long.parseLong(text(SEED));
        ParameterLayout layout = layout(at);
        Weights weights = weights(at);
        if (weights.theta().length != layout.size()) {
            throw damaged(null);
        }
        Map<SharpnessMeasure, Measurement> sharpness = new LinkedHashMap<>();
        for (SharpnessMeasure measure : SharpnessMeasures.voting(seed)) {
            StoredMeasurement.read(values, at + SHARPNESS + measure.label())
                    .ifPresent(found -> sharpness.put(measure, found));
        }
        return new ComparedModel(
                text(at + "name"),
                Boolean.parseBoolean(text(at + "recomputed")),
                landscape(index, at),
                layout,
                weights,
                evaluation(array(at + "train", NUMBERS), 0),
                values.arrays().containsKey(at + "test") ? evaluation(array(at + "test", NUMBERS), 0) : null,
                noise(at, seed),
                array(at + "largest_eigenvalue", 1)[0],
                sharpness);
    }

    private ParameterLayout layout(String at) throws IOException {
        List<Parameter> parameters = new ArrayList<>();
        int offset = 0;
        for (Map.Entry<String, Object> entry : entries(at + "layout").entrySet()) {
            if (!(entry.getValue() instanceof List<?> sizes)) {
                throw damaged(null);
            }
            long[] shape = sizes.stream()
                    .mapToLong(size -> size instanceof Number number ? number.longValue() : -1)
                    .toArray();
            Parameter parameter = new Parameter(entry.getKey(), shape, offset, Parameter.Role.WEIGHT, -1);
            parameters.add(parameter);
            offset = parameter.end();
        }
        return new ParameterLayout(parameters);
    }

    private Weights weights(String at) throws IOException {
        return new Weights(
                text(at + "weights"),
                StoredSource.read(entries(at + "source"), file),
                array(at + "theta"),
                array(at + "statistics"));
    }

    private Landscape landscape(int index, String at) throws IOException {
        Grid grid = new Grid(axis(array("alpha")), axis(array("beta")));
        BitSet all = new BitSet();
        all.set(0, grid.cells());
        Landscape.Cells cells = new Landscape.Cells(
                part("loss", index, grid),
                part("loss_se", index, grid),
                optional(at + "difference_se"),
                optional(at + "accuracy"),
                all);
        Section section = new Section(
                text(at + "title"),
                new Provenance(entries(at + "description")),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        return new Landscape(section, grid, cells, new Provenance(entries(at + "provenance")));
    }

    private static Axis axis(double[] values) {
        return new Axis(values[0], values[values.length - 1], values.length);
    }

    private double[] part(String name, int index, Grid grid) throws IOException {
        double[] all = array(name);
        if (all.length < (index + 1) * grid.cells()) {
            throw damaged(null);
        }
        return Arrays.copyOfRange(all, index * grid.cells(), (index + 1) * grid.cells());
    }

    private GaussianIncrease.Result noise(String at, long seed) throws IOException {
        double[] numbers = array(at + "gaussian", 4);
        Measurement measured = StoredMeasurement.read(values, at + "noise").orElseThrow(() -> damaged(null));
        GaussianIncrease settings = new GaussianIncrease(numbers[1], (int) numbers[2], seed, numbers[3] != 0);
        return new GaussianIncrease.Result(
                measured.value(), measured.standardError(), numbers[0], settings, measured.replicates());
    }

    private Line.Result line(List<ComparedModel> models) throws IOException {
        return new Line.Result(
                models.stream()
                        .map(model -> model.weights().named(model.name()))
                        .toList(),
                array(LINE + "distance", 1)[0],
                side(LINE + "train"),
                values.arrays().containsKey(LINE + "test") ? Optional.of(side(LINE + "test")) : Optional.empty(),
                new Provenance(entries(LINE + "provenance")),
                command(LINE + COMMAND));
    }

    private Line.Side side(String name) throws IOException {
        double[] positions = array("t");
        double[] all = array(name, NUMBERS * positions.length);
        Evaluation[] evaluations = new Evaluation[positions.length];
        Arrays.setAll(evaluations, i -> evaluation(all, NUMBERS * i));
        return new Line.Side(positions, evaluations);
    }

    private static Evaluation evaluation(double[] numbers, int at) {
        return new Evaluation(numbers[at], numbers[at + 1], numbers[at + 2], numbers[at + 3], (int) numbers[at + 4]);
    }

    private double[] array(String name, int length) throws IOException {
        double[] numbers = array(name);
        if (numbers.length != length) {
            throw damaged(null);
        }
        return numbers;
    }

    private double[] array(String name) throws IOException {
        double[] numbers = optional(name);
        if (numbers == null) {
            throw damaged(null);
        }
        return numbers;
    }

    private double[] optional(String name) {
        Tensor array = values.arrays().get(name);
        return array == null ? null : array.doubles();
    }

    private String text(String name) throws IOException {
        String text = values.texts().get(name);
        if (text == null) {
            throw damaged(null);
        }
        return text;
    }

    private Map<String, Object> entries(String name) throws IOException {
        return ProvenanceJson.read(text(name)).entries();
    }

    private DamagedFileException damaged(Exception cause) {
        return new DamagedFileException(
                file,
                "is damaged: what the session says of compared models makes no comparison; compare them again",
                cause);
    }
}
