package io.orograph.ui.evaluation;

import io.orograph.file.FileName;
import io.orograph.network.StatisticsPolicy;
import io.orograph.plane.Normalization;
import io.orograph.plot.Ticks;
import io.orograph.study.DirectionKind;
import io.orograph.ui.form.Field;
import io.orograph.ui.form.Hint;
import io.orograph.ui.form.Shown;
import io.orograph.ui.form.SliderRow;
import io.orograph.ui.form.Switch;
import io.orograph.ui.form.TitledComboBox;
import io.orograph.ui.form.WrappedText;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.property.ObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.controlsfx.validation.ValidationSupport;
import org.controlsfx.validation.Validator;

/** The settings of an evaluation: the plane's directions and the grid. */
public final class EvaluationView extends VBox {

    /** Directions whose cosine is this near to ±1 span no plane. */
    private static final double SAME_LINE = 1e-6;

    private static final double SEED_WIDTH = 52;
    private static final List<Double> PRECISIONS = List.of(0.0, 0.05, 0.02, 0.01, 0.005);

    private final EvaluationModel model;
    private final Supplier<Optional<Path>> chooseDirections;
    private final ObservableValue<Boolean> normalizes;
    /** Held here: a binding to a property that nobody holds would be collected. */
    private final ObjectProperty<Double> precision;

    private final TextField seed = new TextField();
    private final ValidationSupport validation = new ValidationSupport();

    /**
     * Makes the view.
     *
     * @param chooseDirections asks for a file of directions
     * @param normalizes whether the network has batch normalisations whose statistics can be chosen
     */
    public EvaluationView(
            EvaluationModel model, Supplier<Optional<Path>> chooseDirections, ObservableValue<Boolean> normalizes) {
        super(8);
        this.model = model;
        this.chooseDirections = chooseDirections;
        this.normalizes = normalizes;
        this.precision = model.precisionProperty().asObject();
        getStyleClass().add("pane-content");
        getChildren().addAll(given(), directions(), grid());
    }

    /** Says when the plane is not one of those below, and leads back to them. */
    private VBox given() {
        WrappedText title = new WrappedText("given-plane");
        title.textProperty()
                .bind(model.givenProperty()
                        .map(given -> given.section().title())
                        .orElse(""));
        Button back = new Button("Back to random directions");
        back.setId("random-directions");
        back.setMaxWidth(Double.MAX_VALUE);
        back.setOnAction(event -> model.evaluateRandom());
        VBox box = new VBox(6, title, back);
        model.givenProperty().addListener((property, old, now) -> Shown.set(box, now != null));
        Shown.set(box, false);
        return box;
    }

    private VBox directions() {
        TitledComboBox<DirectionKind> kind =
                TitledComboBox.of("directions", DirectionKind.all()).bound(model.directionsProperty());
        TitledComboBox<Normalization> normalization = new TitledComboBox<>(
                        "normalization", List.of(Normalization.values()), Normalization::label)
                .bound(model.normalizationProperty())
                .explained(choice -> "Scales " + choice.description());

        Switch bias = new Switch("include-bias", "Move biases and norms too");
        bias.setTooltip(new Tooltip(
                "Off, as in Li et al. 2018: tensors of one axis (biases, normalisation scales and shifts) stay"));
        bias.selectedProperty().bindBidirectional(model.includeBiasProperty());

        Hint cosine = Hint.withId("cosine");
        cosine.setTooltip(new Tooltip("0: the two directions are orthogonal"));
        cosine.textProperty()
                .bind(model.cosineProperty().map(value -> "cos(d₁, d₂) = " + cosineText(value.doubleValue())));
        // Computed directions have length 1 and move whatever is not held.
        normalization.disableProperty().bind(model.directionsProperty().map(DirectionKind::isComputed));
        bias.disableProperty().bind(model.directionsProperty().map(DirectionKind::isComputed));
        return new VBox(
                6,
                new Field("Directions", kind),
                saved(),
                new Field("Normalise by", normalization),
                bias,
                seedRow(),
                statistics(),
                cosine);
    }

    /** Makes the box for directions from a file, in place of those that are drawn or computed. */
    private VBox saved() {
        Hint name = Hint.withId("saved-directions-name");
        name.follow(model.savedDirectionsProperty()
                .map(file -> "Directions of " + FileName.of(file) + ", as they are; another kind takes their place")
                .orElse(""));
        Hyperlink choose = new Hyperlink("Directions from a file…");
        choose.setId("saved-directions");
        choose.setOnAction(event -> {
            choose.setVisited(false);
            chooseDirections.get().ifPresent(model.savedDirectionsProperty()::set);
        });
        return new VBox(2, choose, name);
    }

    private Field statistics() {
        return StatisticsField.of(
                "plane-batch-norm",
                List.of(StatisticsPolicy.OWN, StatisticsPolicy.RECOMPUTE),
                "those of θ₀",
                "the running statistics that belong to θ₀, everywhere in the plane",
                model.statisticsProperty(),
                normalizes);
    }

    /** Makes the field for the precision of a cell, and so for the number of samples. */
    private Field precision() {
        TitledComboBox<Double> choice = new TitledComboBox<>(
                        "precision",
                        PRECISIONS,
                        share -> share == 0 ? "all samples" : "± " + Ticks.number(100 * share, 2) + " % of the range")
                .bound(precision)
                .explained(
                        "With all samples each cell is exact for these data. Otherwise only as many samples are used as"
                                + " it takes until the standard error of every cell is below this share of the surface's range.");
        return new Field("Precision", choice);
    }

    private static String cosineText(double cosine) {
        if (Double.isNaN(cosine)) {
            return "–";
        }
        if (Math.abs(cosine) > 1 - SAME_LINE) {
            return Ticks.number(cosine, 2) + ": both lie on one line";
        }
        return Math.abs(cosine) < 1e-12 ? "0" : Ticks.number(cosine, 2);
    }

    private HBox seedRow() {
        seed.setId("seed");
        seed.setPrefColumnCount(5);
        seed.setMinWidth(SEED_WIDTH);
        seed.setText(Long.toString(model.seedProperty().get()));
        seed.setTooltip(new Tooltip("The same seed gives the same directions on every machine"));
        validation.registerValidator(
                seed, false, Validator.createPredicateValidator(EvaluationView::isSeed, "The seed is a whole number"));
        seed.setOnAction(event -> takeSeed());
        seed.focusedProperty().addListener((property, was, is) -> {
            if (!is) {
                takeSeed();
                // What is no seed goes when the person does.
                seed.setText(Long.toString(model.seedProperty().get()));
            }
        });
        model.seedProperty().addListener((property, old, now) -> seed.setText(now.toString()));
        Button other = new Button("Draw anew");
        other.setId("new-directions");
        other.setOnAction(event -> model.newDirections());
        other.setMinWidth(Region.USE_PREF_SIZE);
        other.disableProperty().bind(model.directionsProperty().map(kind -> !kind.hasRandomPart()));
        // A disabled button shows no tooltip: what holds it does.
        StackPane holder = new StackPane(other);
        Tooltip meaning = new Tooltip();
        meaning.textProperty().bind(model.directionsProperty().map(EvaluationView::nextSeed));
        Tooltip.install(holder, meaning);
        Field field = new Field("Seed", seed);
        HBox.setHgrow(field, Priority.ALWAYS);
        return new HBox(6, field, holder);
    }

    private static String nextSeed(DirectionKind kind) {
        if (!kind.hasRandomPart()) {
            return "These directions follow from model, data and loss: another seed gives the same";
        }
        return kind.isComputed()
                ? "Draws what is random about these directions again: the next seed"
                : "Draws two other random directions: the next seed";
    }

    private static boolean isSeed(String text) {
        try {
            Long.parseLong(text.strip());
            return true;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private void takeSeed() {
        if (isSeed(seed.getText())) {
            model.seedProperty().set(Long.parseLong(seed.getText().strip()));
        }
    }

    private VBox grid() {
        SliderRow range = new SliderRow(
                        "range",
                        "Range",
                        SliderRow.Scale.logarithmic(EvaluationModel.MIN_RANGE, EvaluationModel.MAX_RANGE),
                        value -> "± " + Ticks.number(value, 3))
                .bound(model.rangeProperty());
        SliderRow resolution = new SliderRow(
                        "resolution",
                        "Resolution",
                        SliderRow.Scale.odd(EvaluationModel.MIN_RESOLUTION, EvaluationModel.MAX_RESOLUTION),
                        value -> String.format("%.0f × %.0f", value, value))
                .bound(model.resolutionProperty());
        return new VBox(6, range, new RegionFields(model), resolution, precision());
    }
}
