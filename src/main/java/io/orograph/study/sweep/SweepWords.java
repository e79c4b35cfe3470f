package io.orograph.study.sweep;

import io.orograph.plot.Ticks;
import io.orograph.study.sweep.SweepReport.Spread;
import java.util.LinkedHashSet;
import java.util.Set;

/** What a sweep led to in words and numbers, the same in the window and on the command line. */
public final class SweepWords {

    private SweepWords() {}

    /** Returns why a run ended. */
    public static String end(SweptOutcome outcome) {
        return switch (outcome.end()) {
            case REACHED -> "reached the loss";
            case EPOCHS -> "all epochs done";
            case UNREACHED -> "all epochs done, the loss not reached";
            case DIVERGED -> "diverged";
            case ELSEWHERE -> "as it was trained";
        };
    }

    /** Returns the axes along which settings differ; all of them where there is one setting. */
    public static Set<String> varied(SweepReport report) {
        Set<String> names = new LinkedHashSet<>();
        report.settings().forEach(row -> names.addAll(row.place().keySet()));
        Set<String> varied = new LinkedHashSet<>(names);
        varied.removeIf(name -> report.settings().stream()
                        .map(row -> String.valueOf(row.place().get(name)))
                        .distinct()
                        .count()
                == 1);
        return varied.isEmpty() ? names : varied;
    }

    /** Returns mean ± standard deviation; a dash for none. */
    public static String text(Spread spread) {
        if (spread == null) {
            return "–";
        }
        return Double.isNaN(spread.deviation())
                ? Ticks.number(spread.mean(), 3)
                : Ticks.number(spread.mean(), 3) + " ± " + Ticks.number(spread.deviation(), 2);
    }

    /** Returns how many runs a setting has, and how many of them diverged. */
    public static String runs(SweepReport.Row row) {
        return row.diverged() == 0 ? "" + row.runs() : row.runs() + ", " + row.diverged() + " diverged";
    }

    /** Returns a coefficient; a dash where it is not defined. */
    public static String coefficient(double value) {
        return Double.isNaN(value) ? "–" : Ticks.number(value, 2);
    }
}
