package io.orograph.ui.history;

import io.orograph.model.OpenedModel;
import io.orograph.network.Weights;
import io.orograph.objective.LossKind;
import io.orograph.objective.LossOptions;
import io.orograph.session.LossWords;
import io.orograph.study.FoundSection;
import io.orograph.study.LandscapeStudy;
import io.orograph.ui.display.DisplayChoices;
import io.orograph.ui.evaluation.EvaluationSettings;
import io.orograph.ui.workspace.DataChoices;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * All choices of the window about what is open, as they are at a moment: values that are compared, kept and taken back.
 *
 * @param plane directions and grid
 * @param given a plane in place of those directions; null for none
 * @param opened the landscape of a file that is shown; null for one that is evaluated
 * @param display how landscapes are shown
 * @param subject what is evaluated
 */
record Choices(
        EvaluationSettings plane,
        FoundSection given,
        LandscapeStudy.Result opened,
        DisplayChoices display,
        Subject subject) {

    /**
     * The choices that make an experiment of what is open.
     *
     * @param model with a choice of its parameters; null while none is open
     * @param data about the data and the loss
     * @param weights θ₀ where it is not that of the model file; else null
     */
    record Subject(OpenedModel model, DataChoices data, Weights weights) {}

    /** Returns every choice as a person reads it, by what it is called. */
    Map<String, String> words() {
        Map<String, String> words = new LinkedHashMap<>();
        words.put(
                "parameters",
                subject.model() == null ? "" : parameters(subject.model().choice()));
        words.put(
                "θ₀",
                subject.weights() == null ? "the file's" : subject.weights().name());
        loss(words);
        words.put("plane", given == null ? "through θ₀" : given.section().title());
        words.put(
                "landscape",
                opened == null ? "evaluated" : opened.landscape().section().title());
        plane.entries().forEach((option, value) -> words.put(name(option), text(value)));
        words.putIfAbsent("region", "whole");
        words.put("colours", display.colorMap());
        words.put("scale", scale(display.logarithmic()));
        words.put("shown", text(display.quantity()));
        words.put("colours of", display.colorQuantity() == null ? "what is shown" : display.colorQuantity());
        words.put("height", text(display.verticalScale()));
        words.put("clipping", text(display.clipPercentile()) + " %");
        words.put("contours", text(display.contours()));
        words.put("axes", text(display.axes()));
        return words;
    }

    private void loss(Map<String, String> words) {
        DataChoices data = subject.data();
        LossOptions options = data.details().with(Optional.ofNullable(data.loss()));
        LossWords.of(options, data.samples(), data.scaleBytes())
                .entries()
                .forEach((option, value) -> words.put(name(option), value.equals("null") ? "found" : text(value)));
        words.put("loss", data.loss() == null ? "found" : lossName(data.loss()));
        words.put("samples", data.samples() == 0 ? "all" : Integer.toString(data.samples()));
    }

    private static String lossName(LossKind loss) {
        return loss.label();
    }

    private static String parameters(OpenedModel.Choice choice) {
        return choice.isNone()
                ? "as read"
                : choice.asParameters().size() + " more, "
                        + choice.asConstants().size() + " fewer";
    }

    private static String scale(Boolean logarithmic) {
        return logarithmic == null ? "automatic" : logarithmic ? "logarithmic" : "linear";
    }

    private static String name(String option) {
        return switch (option) {
            case "--hold" -> "held parameters";
            case "--normalization" -> "normalisation";
            default -> option.substring(2).replace('-', ' ');
        };
    }

    private static String text(Object value) {
        if (value instanceof Boolean on) {
            return on ? "on" : "off";
        }
        String text = String.valueOf(value);
        String plain = text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
        return plain.isEmpty() || plain.equals("[]") ? "none" : plain;
    }
}
