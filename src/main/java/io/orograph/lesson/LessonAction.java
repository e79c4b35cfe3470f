package io.orograph.lesson;

import static io.orograph.lesson.Parameter.flag;
import static io.orograph.lesson.Parameter.number;
import static io.orograph.lesson.Parameter.oneOf;
import static io.orograph.lesson.Parameter.text;
import static io.orograph.lesson.Parameter.whole;

import io.orograph.choice.Named;
import io.orograph.curvature.Effort;
import io.orograph.curvature.Lanczos;
import io.orograph.plane.Normalization;
import io.orograph.sharpness.SharpnessMeasures;
import io.orograph.study.DirectionKind;
import io.orograph.training.Ascent;
import io.orograph.training.BaseOptimizer;
import io.orograph.training.OptimizerSettings;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** What a lesson can have done, each as a person does it. What is not said has its usual value, whatever was chosen before. */
public enum LessonAction implements Word {
    OPEN(
            "Open the sample",
            text("sample", "its name, as in samples.json").required(),
            whole("samples", 0, LessonAction.MANY, "how many of its samples are used; 0 for all")
                    .or(0)),
    OPEN_FILES(
            "Open",
            text("model", "the model file, beside the lesson").required(),
            text("data", "the data file, beside the lesson").required(),
            whole("samples", 0, LessonAction.MANY, "how many samples are used; 0 for all")
                    .or(0)),
    PLANE(
            "Evaluate a plane",
            oneOf("directions", labels(DirectionKind.all()), "which directions span it")
                    .or(DirectionKind.RANDOM.label()),
            oneOf("normalization", labels(Arrays.asList(Normalization.values())), "how random directions are scaled")
                    .or(Normalization.FILTER.label()),
            whole("seed", 0, Integer.MAX_VALUE, "of random directions").or(0),
            number("range", 0.05, 3, "how far it reaches to each side").or(1.0),
            whole("resolution", 11, 201, "cells along a side, odd").or(21)),
    DISPLAY(
            "Show the loss",
            flag("logarithmic", false, "on a logarithmic scale"),
            number("clip", 1, 100, "the percentile at which heights and colours end")
                    .or(100.0)),
    SHOW(
            "Show",
            oneOf(
                            "tab",
                            Stream.of("sharpness", "curvature", "training", "none"),
                            "the readouts to the right; none: folded away")
                    .or("none"),
            oneOf("plot", Stream.of("all", "surface", "heatmap"), "the plots").or("all"),
            oneOf(
                            "readout",
                            Stream.of(
                                    "none",
                                    "training-losses",
                                    "training-sharpness",
                                    "ball-losses",
                                    "between-losses",
                                    "curvature-verdict",
                                    "curvature-spectrum"),
                            "what is scrolled to in the tab")
                    .or("none")),
    PIN(
            "Pin a point",
            number("alpha", -Double.MAX_VALUE, Double.MAX_VALUE, "where").required(),
            number("beta", -Double.MAX_VALUE, Double.MAX_VALUE, "where").required()),
    BALL(
            "Take a ball",
            oneOf("optimizer", Stream.of("sgd", "momentum", "adam", "rmsprop", "sam"), "what moves it")
                    .required(),
            number("rate", 1e-6, 1e6, "the learning rate η").required(),
            number("momentum", 0, 0.999, "β of momentum").or(OptimizerSettings.DEFAULT_MOMENTUM),
            number("radius", 1e-9, 1e6, "ρ of SAM").or(Ascent.SAM.defaultRadius()),
            whole("batch", 0, LessonAction.MANY, "samples a step; 0 for all").or(0)),
    DROP(
            "Drop the balls",
            number("alpha", -Double.MAX_VALUE, Double.MAX_VALUE, "where").required(),
            number("beta", -Double.MAX_VALUE, Double.MAX_VALUE, "where").required(),
            whole("steps", 1, LessonAction.MOST_STEPS, "how many each takes").or(150),
            flag("in-plane", true, "whether each step is projected back onto the plane"),
            flag("passes", false, "whether the two passes of SAM's last step are drawn"),
            whole("seed", 1, Integer.MAX_VALUE, "of the minibatches").or(1)),
    ROLL(
            "Let the balls go on",
            whole("steps", 1, LessonAction.MOST_STEPS, "how many more steps").required()),
    TRAIN(
            "Train",
            text("name", "what the lesson calls the training").required(),
            oneOf("optimizer", labels(BaseOptimizer.all()), "the update rule").or(BaseOptimizer.SGD.label()),
            oneOf("ascent", labels(Arrays.asList(Ascent.values())), "where the gradient is taken")
                    .or(Ascent.NONE.label()),
            number("rate", 1e-6, 1e30, "the learning rate η").required(),
            number("radius", 1e-9, 1e6, "ρ of SAM and ASAM").or(Ascent.SAM.defaultRadius()),
            number("weight-decay", 0, 1e6, "λ").or(0.0),
            whole("batch", 0, LessonAction.MANY, "samples a step; 0 for all").or(0),
            whole("epochs", 1, LessonAction.MOST_STEPS, "passes over the samples")
                    .required(),
            whole("record-every", 0, LessonAction.MOST_STEPS, "steps between two points that are recorded; 0: an epoch")
                    .or(0),
            number("validation", 0, 0.9, "the share of the samples that is not trained on")
                    .or(0.0),
            whole("seed", 1, Integer.MAX_VALUE, "of the first weights and of the order of the samples")
                    .or(1),
            flag("fresh", true, "whether it begins with random weights; else at θ₀"),
            flag("sharpness", false, "whether λmax is measured on the way"),
            whole("sharpness-every", 1, LessonAction.MOST_STEPS, "of so many recorded points λmax is measured at one")
                    .or(1)),
    CURVATURE(
            "Measure the curvature",
            whole("largest", 1, 50, "how many of the largest eigenvalues").or(Lanczos.DEFAULT_LARGEST),
            whole("samples", 1, LessonAction.MANY, "on so many samples at most").or(500),
            flag("density", false, "whether the density of all eigenvalues is measured too"),
            oneOf("effort", labels(Arrays.asList(Effort.values())), "how exactly")
                    .or(Effort.QUICK.label())),
    MEASURE("Measure", measureParameter()),
    THETA(
            "Take as θ₀",
            oneOf(
                            "of",
                            Stream.of("file", "path-start", "run"),
                            "which weights: the model file's, those at the first point "
                                    + "of the path that is shown, or where a training ended")
                    .required(),
            Parameter.of("run", Parameter.Type.RUN, "the training")),
    CONNECT(
            "Train a curve between",
            Parameter.of("from", Parameter.Type.RUN, "the training at its beginning")
                    .required(),
            Parameter.of("to", Parameter.Type.RUN, "the training at its end").required(),
            number("rate", 1e-6, 1e6, "the learning rate η of SGD with momentum")
                    .or(0.05),
            whole("batch", 0, LessonAction.MANY, "samples a step; 0 for all").or(64),
            whole("epochs", 1, LessonAction.MOST_STEPS, "passes over the samples")
                    .or(20)),
    NOTE(
            "Note",
            text("name", "under which a claim finds it").required(),
            Parameter.of("of", Parameter.Type.TERM, "the number").required());

    private static final int MANY = 1_000_000;
    private static final int MOST_STEPS = 100_000;

    private final String title;
    private final List<Parameter> parameters;

    LessonAction(String title, Parameter... parameters) {
        this.title = title;
        this.parameters = List.of(parameters);
    }

    static Parameter measureParameter() {
        return oneOf("measure", labels(SharpnessMeasures.all(0)), "which, by its name on the command line")
                .required();
    }

    private static Stream<String> labels(List<? extends Named> choices) {
        return choices.stream().map(Named::label);
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public List<Parameter> parameters() {
        return parameters;
    }
}
