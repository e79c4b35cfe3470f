package io.orograph.ui.evaluation;

import io.orograph.choice.Named;
import io.orograph.experiment.DirectionKind;
import io.orograph.figure.Ticks;
import io.orograph.plane.Normalization;
import io.orograph.ui.form.Field;
import io.orograph.ui.form.Shown;
import io.orograph.ui.form.SliderRow;
import io.orograph.ui.form.Switch;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.controlsfx.validation.ValidationSupport;
import org.controlsfx.validation.Validator;

/** The settings of an evaluation: the plane's directions and the grid. */
public final class EvaluationView extends VBox {

    /** Directions whose cosine is this near to ±1 span no plane. */
    private static final double SAME_LINE = 1e-6;

    private final EvaluationModel model;
    private final TextField seed = new TextField();
    private final ValidationSupport validation = new ValidationSupport();

    public EvaluationView(EvaluationModel model) {
        super(8);
        this.model = model;
        getStyleClass().add("pane-content");
        getChildren().addAll(given(), directions(), grid());
    }

    /** Says when the plane is not one of those below, and leads back to them. */
    private VBox given() {
        Label title = new Label();
        title.setId("given-plane");
        title.setWrapText(true);
        title.textProperty().bind(model.givenProperty().map(GivenPlane::title).orElse(""));
        Button back = new Button("Back to random directions");
        back.setId("random-directions");
        back.setMaxWidth(Double.MAX_VALUE);
        back.setOnAction(event -> model.evaluateRandom());
        VBox box = new VBox(6, title, back);
        model.givenProperty().addListener((property, old, now) -> Shown.set(box, now != null));
        Shown.set(box, false);
        return box;
    }

    private ComboBox<DirectionKind> kind() {
        ComboBox<DirectionKind> kind = new ComboBox<>();
        kind.setId("directions");
        kind.getItems().setAll(DirectionKind.values());
        kind.setConverter(new StringConverter<>() {
            @Override
            public String toString(DirectionKind choice) {
                return choice == null ? "" : choice.title();
            }

            @Override
            public DirectionKind fromString(String text) {
                return Named.find(DirectionKind.class, text).orElse(null);
            }
        });
        kind.valueProperty().bindBidirectional(model.directionsProperty());
        Tooltip meaning = new Tooltip();
        meaning.textProperty().bind(model.directionsProperty().map(DirectionKind::description));
        kind.setTooltip(meaning);
        return kind;
    }

    private VBox directions() {
        ComboBox<Normalization> normalization = new ComboBox<>();
        normalization.setId("normalization");
        normalization.getItems().setAll(Normalization.values());
        normalization.setConverter(new StringConverter<>() {
            @Override
            public String toString(Normalization choice) {
                return choice == null ? "" : choice.label();
            }

            @Override
            public Normalization fromString(String text) {
                return Named.find(Normalization.class, text).orElse(null);
            }
        });
        normalization.valueProperty().bindBidirectional(model.normalizationProperty());
        Tooltip meaning = new Tooltip();
        meaning.textProperty().bind(model.normalizationProperty().map(choice -> "Scales " + choice.description()));
        normalization.setTooltip(meaning);

        Switch bias = new Switch("include-bias", "Move biases and norms too");
        bias.setTooltip(new Tooltip(
                "Off, as in Li et al. 2018: tensors of one axis (biases, normalisation scales and shifts) stay"));
        bias.selectedProperty().bindBidirectional(model.includeBiasProperty());

        Label cosine = new Label();
        cosine.setId("cosine");
        cosine.getStyleClass().add("hint");
        cosine.setWrapText(true);
        cosine.setTooltip(new Tooltip("0: the two directions are orthogonal"));
        cosine.textProperty()
                .bind(model.cosineProperty().map(value -> "cos(d₁, d₂) = " + cosineText(value.doubleValue())));
        // Computed directions have length 1 and move whatever is not held.
        normalization.disableProperty().bind(model.directionsProperty().map(DirectionKind::isComputed));
        bias.disableProperty().bind(model.directionsProperty().map(DirectionKind::isComputed));
        return new VBox(
                6, new Field("Directions", kind()), new Field("Normalise by", normalization), bias, seedRow(), cosine);
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
        seed.setPrefColumnCount(6);
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
        Button other = new Button("New directions");
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
        return switch (kind) {
            case RANDOM -> "Draws two other random directions: the next seed";
            case GRADIENT -> "Draws another random direction across the gradient: the next seed";
            case HESSIAN, HESSIAN_EXTREMES, GRADIENT_PCA ->
                "These directions follow from model, data and loss: another seed gives the same";
        };
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
        return new VBox(6, range, resolution);
    }
}
