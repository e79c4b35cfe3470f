package io.orograph.ui.evaluation;

import io.orograph.study.LandscapeForecast;
import io.orograph.ui.form.LongWorkQuestion;
import io.orograph.ui.form.LongWorkQuestion.Choice;
import io.orograph.ui.form.LongWorkWatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.function.IntConsumer;
import javafx.scene.layout.StackPane;

/** Asks about an evaluation that takes long or most of the memory, and names what would take less. */
public final class LongEvaluation extends StackPane {

    private final EvaluationModel model;
    private final IntConsumer samples;
    private final LongWorkQuestion question = new LongWorkQuestion("long-evaluation");

    /**
     * Makes it.
     *
     * @param samples takes how many samples are to be used from now on
     */
    public LongEvaluation(EvaluationModel model, IntConsumer samples) {
        this.model = model;
        this.samples = samples;
        getChildren().add(question);
        managedProperty().bind(question.managedProperty());
        visibleProperty().bind(question.visibleProperty());
        model.forecastProperty().addListener((property, old, now) -> show(now));
    }

    private void show(LandscapeForecast forecast) {
        if (forecast == null) {
            question.close();
            return;
        }
        List<Choice> choices = new ArrayList<>();
        choices.add(new Choice("go-on", "Go on", () -> {}));
        double wanted = forecast.seconds() > LandscapeForecast.LONG_SECONDS
                ? LandscapeForecast.LONG_SECONDS
                : Math.min(LongWorkWatch.LONG_SECONDS, forecast.seconds() / 2);
        OptionalInt few = forecast.samplesFor(wanted);
        few.ifPresent(count -> choices.add(new Choice(
                "samples", String.format(Locale.ROOT, "Use %,d samples", count), () -> samples.accept(count))));
        OptionalInt side = forecast.sideFor(wanted);
        side.ifPresent(count -> {
            int cells = Math.max(count, EvaluationModel.MIN_RESOLUTION);
            choices.add(new Choice(
                    "cells",
                    "Use " + cells + "×" + cells + " cells",
                    () -> model.resolutionProperty().set(cells)));
        });
        choices.add(new Choice("cancel", "Cancel", model::cancel));
        question.ask(forecast.sentence() + memory(forecast), choices);
    }

    private static String memory(LandscapeForecast forecast) {
        return forecast.takesMuchMemory()
                ? " That is most of the memory of this computer; fewer samples take less."
                : "";
    }
}
