package io.orograph.ui.experiment;

import io.orograph.model.onnx.DenseNetwork;
import io.orograph.study.sweep.SweptRule;
import io.orograph.ui.form.DecimalField;
import io.orograph.ui.form.Field;
import io.orograph.ui.form.Heading;
import io.orograph.ui.form.Hint;
import io.orograph.ui.form.ListField;
import io.orograph.ui.form.Refusing;
import io.orograph.ui.form.Switch;
import io.orograph.ui.form.WholeNumberSpinner;
import java.util.List;
import java.util.Optional;
import java.util.function.DoublePredicate;
import javafx.beans.binding.StringBinding;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.scene.layout.VBox;

/** The grid of an experiment: architectures, optimisers, and lists of the numbers that are varied. */
final class ExperimentForm extends VBox {

    private static final int MOST_SEEDS = 1000;
    private static final int MOST_EPOCHS = 100_000;
    private static final String EACH = "above 0 and below 1,000,000";

    private final Switch open = new Switch("experiment-open", "The open model");
    private final ListField<String> models = new ListField<String>(
                    "experiment-models", "Widths", "such as mlp:64-128-10", ExperimentForm::dense)
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
    private final WholeNumberSpinner seeds = spinner("experiment-seeds", "Seeds", MOST_SEEDS, 3);
    private final WholeNumberSpinner epochs = spinner("experiment-epochs", "Epochs at most", MOST_EPOCHS, 100);
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
        getChildren()
                .addAll(
                        new Heading("What is varied"),
                        open,
                        new Field("And widths", models),
                        new Field("Optimisers", rules),
                        new Field("Batches", batches),
                        new Field("Rates η", rates),
                        new Field("Radii ρ", radii),
                        new Field("Decays λ", decays),
                        new Field("Seeds", seeds),
                        new Heading("When a run ends"),
                        new Field("Until loss", until),
                        new Field("Epochs, most", epochs),
                        new Hint("Every combination is trained from each seed, from fresh weights. Several values have"
                                + " commas between them."));
    }

    private static Optional<String> dense(String text) {
        return DenseNetwork.of(text).map(network -> text);
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

    private static WholeNumberSpinner spinner(String id, String caption, int most, int usual) {
        WholeNumberSpinner spinner = new WholeNumberSpinner(id).refusing(caption);
        spinner.setRange(1, most, usual, 1);
        return spinner;
    }

    /** Returns what is wrong with the first field that holds what cannot be used; empty while all are right. */
    StringBinding refused() {
        return Refusing.first(List.of(models, rules, batches, rates, radii, decays, seeds, until, epochs));
    }

    /** Returns what is asked for. */
    ExperimentModel.Asked asked() {
        seeds.commit();
        epochs.commit();
        return new ExperimentModel.Asked(
                models.values(),
                open.isSelected(),
                rules.values(),
                batches.values(),
                rates.values(),
                radii.values(),
                decays.values(),
                seeds.getValue(),
                untilLoss.get(),
                epochs.getValue());
    }
}
