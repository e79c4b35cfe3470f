package io.orograph.study.runs;

import io.orograph.file.AtomicFile;
import io.orograph.file.CsvLine;
import io.orograph.objective.Evaluation;
import io.orograph.study.SharpnessPoint;
import io.orograph.training.TrainingPoint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A list of runs as a table (RFC 4180, UTF-8): a line a run, its settings and where it ended; what is not known is empty. */
public final class RunTable {

    private RunTable() {}

    /** Writes or replaces a file, whole or not at all. */
    public static void write(Path file, List<Run> runs) throws IOException {
        byte[] text = text(runs).getBytes(StandardCharsets.UTF_8);
        AtomicFile.write(file, out -> out.write(text));
    }

    /** Returns the table with its header. */
    static String text(List<Run> runs) {
        Run none = new Run("", "", false, Optional.empty(), RunState.DONE, RunCurves.NONE, Optional.empty());
        return CsvLine.of(row(none).keySet())
                + runs.stream().map(run -> CsvLine.of(row(run).values())).collect(Collectors.joining());
    }

    private static Map<String, String> row(Run run) {
        Map<String, String> row = new LinkedHashMap<>();
        row.put("name", run.name());
        row.put("starred", Boolean.toString(run.starred()));
        row.put("state", run.state().label());
        row.put("model", run.settings().map(RunSettings::model).orElse(""));
        settings(row, run.settings().map(RunSettings::training));
        Optional<TrainingPoint> last = run.curves().last();
        row.put("steps", last.map(point -> Long.toString(point.step())).orElse(""));
        row.put("ended_at_epoch", number(last.map(TrainingPoint::epoch)));
        List<Double> seconds = run.curves().seconds();
        row.put("seconds", seconds.isEmpty() ? "" : number(Optional.of(seconds.get(seconds.size() - 1))));
        evaluation(row, "train", last.map(TrainingPoint::train));
        evaluation(row, "validation", last.map(TrainingPoint::validation));
        Optional<SharpnessPoint> sharpness = run.curves().lastSharpness();
        row.put(
                "sharpness_step",
                sharpness.map(point -> Long.toString(point.step())).orElse(""));
        row.put("lambda_max", number(sharpness.map(SharpnessPoint::largestEigenvalue)));
        row.put("sharpness", number(sharpness.map(SharpnessPoint::sharpness)));
        row.put("line", number(sharpness.map(SharpnessPoint::line)));
        row.put("gradient_norm", number(sharpness.map(SharpnessPoint::gradientNorm)));
        row.put("noise_scale", number(sharpness.map(SharpnessPoint::noiseScale)));
        return row;
    }

    /** Puts the settings; without any the columns are there and empty. */
    private static void settings(Map<String, String> row, Optional<TrainingWords> of) {
        TrainingWords empty = new TrainingWords("", "", 0, 0, 0, 0, "", 0, 0, 0, 0, 0, 0, 0, false, 0, false);
        empty.entries().keySet().forEach(name -> row.put(name, ""));
        of.ifPresent(words -> words.entries().forEach((name, value) -> row.put(name, value.toString())));
    }

    private static void evaluation(Map<String, String> row, String of, Optional<Evaluation> last) {
        row.put(of + "_loss", number(last.map(Evaluation::loss)));
        row.put(of + "_accuracy", number(last.map(Evaluation::accuracy)));
    }

    private static String number(Optional<Double> value) {
        return value.filter(number -> !Double.isNaN(number))
                .map(number -> number.toString().toLowerCase(Locale.ROOT))
                .orElse("");
    }
}
