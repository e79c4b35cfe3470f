package io.orograph.cli;

import io.orograph.file.Excerpt;
import io.orograph.model.onnx.check.CheckResult;
import io.orograph.model.onnx.check.CheckResult.Status;
import io.orograph.model.onnx.check.ModelCheck;
import io.orograph.model.onnx.check.StoredTest;
import io.orograph.model.onnx.check.Tolerance;
import io.orograph.network.Precision;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command that runs models on inputs stored beside them and compares what comes out with the stored outputs. */
@Command(
        name = "check",
        description =
                "Runs ONNX models on the inputs stored beside them and compares the outputs with the stored ones, to"
                        + " check that they are read aright.",
        footer = {
            "",
            "A folder holds a model and test_data_set_0, test_data_set_1, … with",
            "input_0.pb, … and output_0.pb, …, as model zoos and the ONNX backend",
            "tests do; folders below PATH that do so are all checked.",
            "",
            "Exit codes: 0 all equal, 1 some different or failed, 2 else some refused.",
            "",
            "Examples:",
            "  orograph check resnet50/",
            "  orograph check /usr/share/libonnx-testdata/data/node --json"
        })
final class CheckCommand extends Subcommand {

    /** The order in which the counts are shown. */
    private static final Status[] SHOWN = {Status.EQUAL, Status.DIFFERENT, Status.REFUSED, Status.FAILED};

    /** Up to so many results are listed each; of more, only those that are not equal. */
    private static final int FEW = 20;

    @Parameters(arity = "1..*", paramLabel = "PATH", description = "Folders with a model and stored inputs, or of such")
    private List<Path> paths;

    @Option(
            names = "--rtol",
            paramLabel = "R",
            converter = OptionTypes.NotNegative.class,
            description = "Numbers are equal if |computed - stored| <= atol + rtol * |stored| (default: 1e-3)")
    private double relative = Tolerance.STANDARD.relative();

    @Option(
            names = "--atol",
            paramLabel = "A",
            converter = OptionTypes.NotNegative.class,
            description = "See --rtol (default: 1e-5)")
    private double absolute = Tolerance.STANDARD.absolute();

    @Option(names = "--double", description = "Compute in 64 bits instead of 32")
    private boolean twice;

    @Option(names = "--json", description = "Print the result as one JSON object")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        List<StoredTest> tests = tests();
        ModelCheck check =
                new ModelCheck(new Tolerance(relative, absolute), twice ? Precision.DOUBLE : Precision.SINGLE);
        List<CheckResult> results = new ArrayList<>();
        try (ProgressBar bar = new ProgressBar(console(), "Checking")) {
            for (StoredTest test : tests) {
                results.add(check.run(test, console().cancel()));
                bar.progress(results.size(), tests.size());
            }
        }
        Map<Status, Integer> counts = new EnumMap<>(Status.class);
        results.forEach(result -> counts.merge(result.status(), 1, Integer::sum));
        if (json) {
            printJson(results, counts);
        } else {
            print(results, counts);
        }
        return code(counts);
    }

    private List<StoredTest> tests() throws IOException {
        for (Path path : paths) {
            if (!Files.exists(path)) {
                throw new NoSuchFileException(null, null, path + " does not exist; check the path");
            }
        }
        List<StoredTest> tests = StoredTest.in(paths);
        if (tests.isEmpty()) {
            throw new FileSystemException(
                    null,
                    null,
                    "There is no folder with an ONNX model and test_data_set_0 beside it in "
                            + paths.stream().map(Path::toString).collect(Collectors.joining(", "))
                            + "; to check a model without stored outputs, write its own with orograph output");
        }
        return tests;
    }

    private static int code(Map<Status, Integer> counts) {
        if (counts.containsKey(Status.DIFFERENT) || counts.containsKey(Status.FAILED)) {
            return Problem.FAILURE;
        }
        return counts.containsKey(Status.REFUSED) ? Problem.BAD_INPUT : 0;
    }

    private void printJson(List<CheckResult> results, Map<Status, Integer> counts) {
        JsonLine line = new JsonLine().put("checked", results.size());
        for (Status status : SHOWN) {
            line.put(status.label(), counts.getOrDefault(status, 0));
        }
        List<Map<String, Object>> entries = new ArrayList<>();
        for (CheckResult result : results) {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("folder", result.folder().toString());
            entry.put("status", result.status().label());
            entry.put("largest_error", result.largestError());
            entry.put("reason", result.reason());
            entries.add(entry);
        }
        console().out().println(line.put("results", entries));
    }

    private void print(List<CheckResult> results, Map<Status, Integer> counts) {
        PrintWriter out = console().out();
        boolean all = results.size() <= FEW || isVerbose();
        for (CheckResult result : results) {
            if (all || result.status() != Status.EQUAL) {
                String error = Double.isNaN(result.largestError())
                        ? ""
                        : String.format(Locale.ROOT, " (largest error %.2g)", result.largestError());
                String reason = result.reason().isEmpty() ? "" : ": " + result.reason();
                out.println(Excerpt.line(result.status().label() + "  " + result.folder() + error + reason));
            }
        }
        String parts = Arrays.stream(SHOWN)
                .map(status -> counts.getOrDefault(status, 0) + " " + status.label())
                .collect(Collectors.joining(", "));
        out.println(results.size() + " checked: " + parts);
    }
}
