package io.orograph.study.sweep;

import io.orograph.plot.ScatterPlot;
import io.orograph.study.runs.RunOverlay;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A measure of sharpness against a gap of generalisation as a scatter: a point a run, a colour a setting. */
public final class GeneralizationPlot {

    private GeneralizationPlot() {}

    /** Returns the plot of the runs that have both; one without points where none has. */
    public static ScatterPlot of(List<SweptOutcome> outcomes, String measure, Gap gap) {
        Map<Map<String, Object>, List<SweptOutcome>> settings = outcomes.stream()
                .filter(outcome -> outcome.end() != SweptOutcome.End.DIVERGED)
                .collect(Collectors.groupingBy(
                        outcome -> outcome.run().place(), LinkedHashMap::new, Collectors.toList()));
        List<ScatterPlot.Group> groups = new ArrayList<>();
        settings.values()
                .forEach(runs -> groups.add(new ScatterPlot.Group(
                        name(runs.get(0).run(), settings.keySet()),
                        RunOverlay.argb(groups.size()),
                        runs.stream()
                                .mapToDouble(run -> run.sharpness(measure).orElse(Double.NaN))
                                .toArray(),
                        runs.stream().mapToDouble(gap::of).toArray())));
        return new ScatterPlot(
                "Sharpness against generalisation", words(outcomes, measure, gap), measure, gap.title(), groups);
    }

    /** Returns the name of a setting in a legend: what tells it from the others. */
    private static String name(Subject subject, Set<Map<String, Object>> all) {
        String told = subject.place().entrySet().stream()
                .filter(axis -> all.stream().anyMatch(other -> !axis.getValue().equals(other.get(axis.getKey()))))
                .map(axis -> axis.getKey() + " " + axis.getValue())
                .collect(Collectors.joining(", "));
        return told.isEmpty() ? subject.settingName() : told;
    }

    /** Returns what the points say, in words. */
    public static String words(List<SweptOutcome> outcomes, String measure, Gap gap) {
        Generalization found = Generalization.of(outcomes, measure, gap);
        if (found.runs() < 3) {
            return "Three runs or more with both say whether one goes with the other";
        }
        return found.runs() + " runs: Kendall's τ-b " + SweepWords.coefficient(found.tau()) + ", Ψ along single axes "
                + SweepWords.coefficient(found.granulated()) + "; within settings τ-b "
                + SweepWords.coefficient(found.within()) + ", p " + SweepWords.coefficient(found.p())
                + " by permuting within settings";
    }
}
