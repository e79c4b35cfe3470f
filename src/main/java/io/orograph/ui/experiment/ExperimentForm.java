package io.orograph.ui.experiment;

import io.orograph.choice.Named;
import io.orograph.sharpness.SharpnessMeasure;
import io.orograph.study.sweep.StopRule;
import io.orograph.study.sweep.SweepChoices;
import io.orograph.study.sweep.SweepModels;
import io.orograph.study.sweep.SweptRule;
import io.orograph.training.OptimizerSettings;
import io.orograph.ui.form.DecimalField;
import io.orograph.ui.form.Field;
import io.orograph.ui.form.Heading;
import io.orograph.ui.form.Hint;
import io.orograph.ui.form.ListField;
import io.orograph.ui.form.Refusing;
import io.orograph.ui.form.Switch;
import io.orograph.ui.form.WholeNumberSpinner;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.DoublePredicate;
import java.util.stream.Collectors;
import javafx.beans.binding.StringBinding;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;

/** The grid of an experiment: architectures, optimisers, and lists of the numbers that are varied. */
final class ExperimentForm extends VBox {

    private static final int MOST_SEEDS = 1000;
    private static final int MOST_DRAWN = 100_000;
    private static final int MOST_EPOCHS = 100_000;
    private static final String EACH = "above 0 and below 1,000,000";

    private final Switch open = new Switch("experiment-open", "The open model");
    private final ListField<Path> models = new ListField<Path>(
                    "experiment-models",
                    "Architectures",
                    "widths such as mlp:64-128-10, or files of models",
                    ExperimentForm::model)
            .with("");
    private final ListField<SweptRule> rules = new ListField<SweptRule>(
                    "experiment-optimizers",
                    "Optimisers",
                    "names such as sgd, momentum, adam or sam:momentum",
                    SweptRule::of)
            .with("sgd, sam:sgd");
    private final ListField<Integer> batches = new ListField<Integer>(
                    "experiment-batches", "Batches", "whole numbers above 0", ExperimentForm::whole)
            .with("8, 64");
    private final ListField<Double> rates = numbers("experiment-rates", "Learning rates", EACH, v -> v > 0 && v < 1e6)
            .with("0.1");
    private final ListField<Double> radii = numbers("experiment-radii", "Radii ρ", EACH, v -> v > 0 && v < 1e6);
    private final ListField<Double> decays =
            numbers("experiment-decays", "Weight decays", "from 0 to below 1,000,000", v -> v >= 0 && v < 1e6);
    private final WholeNumberSpinner drawn = spinner("experiment-drawn", "Draws", 0, MOST_DRAWN, 0);
    private final WholeNumberSpinner seeds = spinner("experiment-seeds", "Seeds", 1, MOST_SEEDS, 3);
    private final WholeNumberSpinner epochs = spinner("experiment-epochs", "Epochs at most", 1, MOST_EPOCHS, 100);
    private final WholeNumberSpinner every = spinner("experiment-every", "Steps between looks", 0, MOST_EPOCHS, 0);
    private final ListField<String> measures = new ListField<String>(
                    "experiment-measures",
                    "Measures",
                    "of " + Named.labels(ExperimentModel.all()),
                    ExperimentForm::measure)
            .with(String.join(", ", SweepChoices.USUAL_MEASURES));
    private final DoubleProperty untilLoss = new SimpleDoubleProperty(this, "untilLoss", 0.1);
    private final DecimalField until = new DecimalField(
                    "experiment-until", untilLoss, v -> v >= 0 && v < 1e6, "From 0 (all epochs) to below 1,000,000")
            .refusing("Until loss");

    ExperimentForm() {
        super(6);
        getStyleClass().add("pane-content");
        open.setSelected(true);
        models.setPromptText("mlp:64-128-10");
        radii.setPromptText("default");
        rates.setPromptText("default");
        decays.setPromptText("0");
        drawn.setTooltip(new Tooltip("So many of the combinations, drawn at random; 0: all of them"));
        every.setTooltip(new Tooltip("A run ends where its loss is looked at: every so many steps; 0: once an epoch"));
        getChildren()
                .addAll(
                        new Heading("What is varied"),
                        open,
                        new Field("And others", models),
                        new Field("Optimisers", rules),
                        new Field("Batches", batches),
                        new Field("Rates η", rates),
                        new Field("Radii ρ", radii),
                        new Field("Decays λ", decays),
                        new Field("Draw", drawn),
                        new Field("Seeds", seeds),
                        new Heading("When a run ends"),
                        new Field("Until loss", until),
                        new Field("Epochs, most", epochs),
                        new Field("Look every", every),
                        new Heading("What is measured"),
                        new Field("Sharpness", measures),
                        new Hint("Every combination is trained from each seed, from fresh weights. Several values have"
                                + " commas between them."));
    }

    /** A network by its widths, or a file that is there. */
    private static Optional<Path> model(String text) {
        try {
            Path path = Path.of(text);
            return !text.isEmpty() && (SweepModels.isDescribed(path) || Files.isRegularFile(path))
                    ? Optional.of(path)
                    : Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> measure(String text) {
        return Named.find(ExperimentModel.all(), text).map(SharpnessMeasure::label);
    }

    private static Optional<Integer> whole(String text) {
        return text.matches("[1-9]\\d{0,8}") ? Optional.of(Integer.parseInt(text)) : Optional.empty();
    }

    private static ListField<Double> numbers(String id, String caption, String range, DoublePredicate right) {
        return new ListField<>(id, caption, "numbers " + range, text -> {
            try {
                double value = Double.parseDouble(text);
                return right.test(value) ? Optional.of(value) : Optional.empty();
            } catch (NumberFormatException e) {
                return Optional.empty();
            }
        });
    }

    private static WholeNumberSpinner spinner(String id, String caption, int least, int most, int usual) {
        WholeNumberSpinner spinner = new WholeNumberSpinner(id).refusing(caption);
        spinner.setRange(least, most, usual, 1);
        return spinner;
    }

    /** Returns what is wrong with the first field that holds what cannot be used; empty while all are right. */
    StringBinding refused() {
        return Refusing.first(
                List.of(models, rules, batches, rates, radii, decays, drawn, seeds, until, epochs, every, measures));
    }

    /** Fills in what a ready experiment asks; the open model is one of its own where it says so. */
    void fill(boolean ofOpen, SweepChoices choices) {
        open.setSelected(ofOpen);
        models.setText(
                joined(ofOpen ? choices.models().subList(1, choices.models().size()) : choices.models()));
        rules.setText(choices.rules().stream().map(SweptRule::label).collect(Collectors.joining(", ")));
        batches.setText(joined(choices.batches()));
        rates.setText(joined(choices.rates()));
        radii.setText(joined(choices.radii()));
        decays.setText(choices.decays().equals(List.of(0.0)) ? "" : joined(choices.decays()));
        drawn.getValueFactory().setValue(choices.drawn());
        seeds.getValueFactory().setValue(choices.seeds());
        untilLoss.set(choices.stop().loss());
        epochs.getValueFactory().setValue(choices.stop().epochs());
        every.getValueFactory().setValue(choices.stop().every());
        measures.setText(joined(choices.measures()));
    }

    private static String joined(List<?> values) {
        return values.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    /** Tells whether the open model is one of the architectures. */
    boolean isOfOpen() {
        return open.isSelected();
    }

    /** Returns what is asked for, without the open model. */
    SweepChoices choices() {
        List.of(drawn, seeds, epochs, every).forEach(WholeNumberSpinner::commit);
        return new SweepChoices(
                models.values(),
                rules.values(),
                batches.values(),
                rates.values(),
                radii.values(),
                decays.values().isEmpty() ? List.of(0.0) : decays.values(),
                OptimizerSettings.DEFAULT_MOMENTUM,
                seeds.getValue(),
                drawn.getValue(),
                new StopRule(untilLoss.get(), epochs.getValue(), every.getValue()),
                measures.values());
    }
}
