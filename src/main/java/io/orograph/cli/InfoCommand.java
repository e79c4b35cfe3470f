package io.orograph.cli;

import io.orograph.model.ModelSummary;
import io.orograph.model.OpenedModel;
import io.orograph.network.Network;
import io.orograph.network.Shape;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What is in a model file. */
@Command(name = "info", description = "Shows what a model file holds.", mixinStandardHelpOptions = true)
final class InfoCommand implements Callable<Integer> {

    @Mixin
    private ModelArgument model;

    @Option(names = "--json", description = "Print one JSON object")
    private boolean json;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        OpenedModel opened = model.open();
        ModelSummary summary = ModelSummary.of(opened);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(new JsonLine()
                    .put("format", summary.format())
                    .put("sha256", opened.sha256())
                    .put("parameters", summary.parameters())
                    .put("inputs", ports(summary.inputs()))
                    .put("outputs", ports(summary.outputs()))
                    .put("layers", layers(summary))
                    .put("weights", weights(summary))
                    .put("notices", opened.notices()));
        } else {
            print(out, opened, summary);
        }
        return 0;
    }

    private static List<Map<String, Object>> ports(List<Network.Port> ports) {
        return ports.stream()
                .map(port -> Map.<String, Object>of("name", port.name(), "shape", port.shape()))
                .toList();
    }

    private static List<Map<String, Object>> layers(ModelSummary summary) {
        List<Map<String, Object>> layers = new ArrayList<>();
        for (ModelSummary.Layer layer : summary.layers()) {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("name", layer.name());
            entry.put("type", layer.type());
            entry.put("output_shape", layer.outputShape().orElse(null));
            entry.put("weights", layer.weights());
            layers.add(entry);
        }
        return layers;
    }

    private static List<Map<String, Object>> weights(ModelSummary summary) {
        List<Map<String, Object>> weights = new ArrayList<>();
        for (ModelSummary.Weight weight : summary.weights()) {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("name", weight.name());
            entry.put("shape", weight.shape());
            entry.put("role", weight.role().name().toLowerCase(Locale.ROOT));
            entry.put("count", weight.count());
            entry.put("norm", Double.isFinite(weight.norm()) ? weight.norm() : null);
            weights.add(entry);
        }
        return weights;
    }

    private static void print(PrintWriter out, OpenedModel opened, ModelSummary summary) {
        out.println(opened.path().getFileName() + ": " + summary.format());
        out.println("Input   " + portText(summary.inputs()));
        out.println("Output  " + portText(summary.outputs()));
        out.println("Parameters: " + String.format(Locale.ROOT, "%,d", summary.parameters()));
        opened.notices().forEach(out::println);
        out.println();
        TextTable layers = new TextTable("Layer", "Operator", "Output");
        for (ModelSummary.Layer layer : summary.layers()) {
            layers.row(
                    layer.name(),
                    layer.type(),
                    layer.outputShape().map(InfoCommand::text).orElse(""));
        }
        layers.print(out);
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

    private static String portText(List<Network.Port> ports) {
        return ports.stream()
                .map(port -> port.name() + " " + Shape.text(port.shape()))
                .collect(Collectors.joining(", "));
    }

    private static String text(List<Long> shape) {
        return Shape.text(shape.stream().mapToLong(Long::longValue).toArray());
    }
}
