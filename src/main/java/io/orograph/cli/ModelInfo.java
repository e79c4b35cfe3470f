package io.orograph.cli;

import io.orograph.file.Excerpt;
import io.orograph.file.FileName;
import io.orograph.model.ModelSummary;
import io.orograph.model.OpenedModel;
import io.orograph.network.Partition;
import io.orograph.network.Port;
import io.orograph.network.Shape;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The description of a model file, as a text or as JSON. */
final class ModelInfo {

    private ModelInfo() {}

    /** Prints one JSON object. */
    static void printJson(PrintWriter out, OpenedModel opened) {
        ModelSummary summary = ModelSummary.of(opened);
        out.println(new JsonLine()
                .put("format", summary.format())
                .put("sha256", opened.sha256())
                .put("parameters", summary.parameters())
                .put("inputs", entries(summary.inputs(), ModelInfo::port))
                .put("outputs", entries(summary.outputs(), ModelInfo::port))
                .put("layers", entries(summary.layers(), ModelInfo::layer))
                .put("weights", entries(summary.weights(), ModelInfo::weight))
                .put("tied", entries(summary.tied(), ModelInfo::tied))
                .put("split", entries(summary.split(), each -> entry(each.name(), "parts", each.parts())))
                .put("constants", entries(summary.constants(), ModelInfo::constant))
                .put("unsupported", entries(summary.unsupported(), ModelInfo::unsupported))
                .put("notices", opened.notices()));
    }

    private static <T> List<Map<String, Object>> entries(List<T> items, Function<T, Map<String, Object>> entry) {
        return items.stream().map(entry).toList();
    }

    private static Map<String, Object> port(Port port) {
        Map<String, Object> entry = entry(
                port.name(), "shape", sizes(Arrays.stream(port.shape()).boxed().toList()));
        if (IntStream.range(1, port.rank()).anyMatch(port::isOpen)) {
            entry.put(
                    "axes",
                    port.axes().stream()
                            .map(name -> name.isEmpty() ? null : name)
                            .collect(Collectors.toList()));
        }
        if (port.whole()) {
            entry.put("whole_numbers", true);
        }
        return entry;
    }

    private static Map<String, Object> entry(String name, String key, Object value) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("name", name);
        entry.put(key, value);
        return entry;
    }

    /** Returns the sizes of the axes; null for one that is free. */
    private static List<Long> sizes(List<Long> shape) {
        return shape.stream().map(size -> size == Shape.FREE ? null : size).collect(Collectors.toList());
    }

    private static Map<String, Object> layer(ModelSummary.Layer layer) {
        Map<String, Object> entry = entry(layer.name(), "type", layer.type());
        entry.put("output_shape", layer.outputShape().map(ModelInfo::sizes).orElse(null));
        entry.put("weights", layer.weights());
        return entry;
    }

    private static Map<String, Object> weight(ModelSummary.Weight weight) {
        Map<String, Object> entry = entry(weight.name(), "shape", weight.shape());
        entry.put("role", weight.role().name().toLowerCase(Locale.ROOT));
        entry.put("count", weight.count());
        entry.put("norm", weight.norm());
        if (!weight.cuts().isEmpty()) {
            entry.put("merged", weight.cuts().stream().map(Partition::names).toList());
        }
        return entry;
    }

    private static Map<String, Object> tied(ModelSummary.Tied tied) {
        Map<String, Object> entry = entry(tied.name(), "shape", tied.shape());
        entry.put("parameter", tied.source());
        entry.put("transposed", tied.transposed());
        return entry;
    }

    private static Map<String, Object> constant(ModelSummary.Constant constant) {
        Map<String, Object> entry = entry(constant.name(), "shape", constant.shape());
        entry.put("count", constant.count());
        entry.put("reason", constant.reason());
        return entry;
    }

    private static Map<String, Object> unsupported(ModelSummary.Unsupported unsupported) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("operator", unsupported.operator());
        entry.put("count", unsupported.nodes().size());
        entry.put("nodes", unsupported.nodes());
        entry.put("reason", unsupported.reason().orElse(null));
        entry.put("remedy", unsupported.remedy());
        return entry;
    }

    /** Prints a text with tables of layers, parameters and constants. */
    static void print(PrintWriter out, OpenedModel opened) {
        ModelSummary summary = ModelSummary.of(opened);
        out.println(FileName.of(opened.path()) + ": " + summary.format());
        out.println("Input   " + portText(summary.inputs()));
        out.println("Output  " + portText(summary.outputs()));
        out.println("Parameters: " + String.format(Locale.ROOT, "%,d", summary.parameters()));
        opened.notices().forEach(out::println);
        printUnsupported(out, summary);
        out.println();
        TextTable layers = new TextTable("Layer", "Operator", "Output");
        for (ModelSummary.Layer layer : summary.layers()) {
            layers.row(
                    layer.name(),
                    layer.type(),
                    layer.outputShape()
                            .map(shape -> Shape.text(array(shape), layer.axes(), "?"))
                            .orElse(""));
        }
        layers.print(out);
        printWeights(out, summary);
        printTied(out, summary);
        printMerged(out, summary);
        printConstants(out, summary);
    }

    private static void printUnsupported(PrintWriter out, ModelSummary summary) {
        if (summary.unsupported().isEmpty()) {
            return;
        }
        out.println();
        out.println("The model cannot be evaluated here, because of these operators:");
        TextTable table = new TextTable("Unsupported", "Count", "Nodes");
        Set<String> said = new LinkedHashSet<>();
        for (ModelSummary.Unsupported unsupported : summary.unsupported()) {
            table.row(
                    unsupported.operator(),
                    String.valueOf(unsupported.nodes().size()),
                    String.join(", ", unsupported.nodes()));
            unsupported.reason().ifPresent(said::add);
            said.add(unsupported.remedy());
        }
        table.print(out);
        said.forEach(line -> out.println("- " + Excerpt.line(line)));
    }

    private static void printWeights(PrintWriter out, ModelSummary summary) {
        if (summary.weights().isEmpty()) {
            return;
        }
        out.println();
        TextTable weights = new TextTable("Parameter", "Shape", "Role", "Count", "Norm");
        for (ModelSummary.Weight weight : summary.weights()) {
            weights.row(
                    weight.name(),
                    text(weight.shape()),
                    weight.role().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                    String.format(Locale.ROOT, "%,d", weight.count()),
                    String.format(Locale.ROOT, "%.4g", weight.norm()));
        }
        weights.print(out);
    }

    private static void printTied(PrintWriter out, ModelSummary summary) {
        if (summary.tied().isEmpty()) {
            return;
        }
        out.println();
        TextTable tied = new TextTable("Tied tensor", "Shape", "Is the parameter");
        summary.tied().forEach(each -> tied.row(each.name(), text(each.shape()), each.text()));
        tied.print(out);
    }

    private static void printMerged(PrintWriter out, ModelSummary summary) {
        List<ModelSummary.Weight> merged = summary.weights().stream()
                .filter(weight -> !weight.cuts().isEmpty())
                .toList();
        if (!merged.isEmpty()) {
            out.println();
            TextTable table = new TextTable("Merged layers", "Parts that --split makes parameters of their own");
            merged.forEach(weight -> table.row(weight.name(), weight.parts()));
            table.print(out);
        }
    }

    private static void printConstants(PrintWriter out, ModelSummary summary) {
        if (summary.constants().isEmpty()) {
            return;
        }
        out.println();
        TextTable constants = new TextTable("Constant", "Shape", "Count", "Why it is no parameter");
        for (ModelSummary.Constant constant : summary.constants()) {
            constants.row(
                    constant.name(),
                    text(constant.shape()),
                    String.format(Locale.ROOT, "%,d", constant.count()),
                    constant.reason());
        }
        constants.print(out);
    }

    private static String portText(List<Port> ports) {
        return ports.stream()
                .map(port -> Excerpt.of(port.name()) + " " + port.text())
                .collect(Collectors.joining(", "));
    }

    private static String text(List<Long> shape) {
        return Shape.text(array(shape));
    }

    private static long[] array(List<Long> shape) {
        return shape.stream().mapToLong(Long::longValue).toArray();
    }
}
