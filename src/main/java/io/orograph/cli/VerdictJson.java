package io.orograph.cli;

import io.orograph.curvature.CriticalPointVerdict;
import io.orograph.curvature.DescentTrial;
import io.orograph.curvature.LossLadder;
import io.orograph.curvature.PopulationTest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** What a verdict on a point was decided by, as JSON: the ladder along each eigenvector, and the steps downhill. */
final class VerdictJson {

    private VerdictJson() {}

    /** Returns one object an eigenvector. */
    static List<Map<String, Object>> ladders(CriticalPointVerdict.Measured measured) {
        return measured.ladders().stream().map(VerdictJson::ladder).toList();
    }

    private static Map<String, Object> ladder(LossLadder ladder) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("eigenvalue", ladder.eigenvalue());
        object.put("residual", ladder.residual());
        object.put("slope", ladder.slope());
        object.put("unit", ladder.unit().length());
        object.put("h", column(ladder, LossLadder.Rung::h));
        object.put("ahead", column(ladder, LossLadder.Rung::ahead));
        object.put("behind", column(ladder, LossLadder.Rung::behind));
        object.put("second_difference", column(ladder, LossLadder.Rung::second));
        object.put("rounding", ladder.rounding());
        object.put("downward", ladder.isDownward());
        return object;
    }

    private static List<Double> column(LossLadder ladder, ToDoubleFunction<LossLadder.Rung> value) {
        return ladder.rungs().stream().mapToDouble(value).boxed().toList();
    }

    /** Returns what was tried, what it reached, and what a stationary point may reach. */
    static Map<String, Object> steps(CriticalPointVerdict.Measured measured) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("predicted", measured.trial().predicted());
        object.put("decrease", measured.trial().lowest());
        object.put("allowed_by_spread", measured.allowedBySpread());
        object.put("allowed_by_rise", measured.allowedByRise());
        object.put(
                "steps",
                measured.trial().steps().stream().map(VerdictJson::step).toList());
        return object;
    }

    private static Map<String, Object> step(DescentTrial.Step step) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("direction", step.direction());
        object.put("length", step.length());
        object.put("decrease", step.decrease());
        object.put("still_falling", step.stillFalling());
        return object;
    }

    /** Returns what the samples say of the population. */
    static Map<String, Object> population(PopulationTest found) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("answer", found.answer().name().toLowerCase(Locale.ROOT));
        object.put("words", found.words());
        object.put("samples", found.samples());
        object.put("trials", found.trials().stream().map(VerdictJson::trial).toList());
        return object;
    }

    private static Map<String, Object> trial(PopulationTest.Trial trial) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("share", trial.share());
        object.put("change", trial.change());
        object.put("change_se", trial.standardError());
        object.put("probability", trial.probability());
        return object;
    }
}
