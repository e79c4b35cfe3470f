package io.orograph.ui.export;

import io.orograph.choice.Named;
import io.orograph.export.Figure;
import io.orograph.plot.FigurePage;
import io.orograph.plot.FigureSettings;
import io.orograph.plot.FigureVariant;
import io.orograph.plot.FontFace;
import io.orograph.plot.FontFamily;
import io.orograph.plot.PagePreset;
import io.orograph.plot.PageSize;
import io.orograph.plot.Plot;
import io.orograph.plot.PlotParts;
import io.orograph.ui.dialog.DialogStyle;
import io.orograph.ui.form.Field;
import io.orograph.ui.form.Shown;
import io.orograph.ui.form.Switch;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Executor;
import javafx.application.Platform;
import javafx.geometry.Pos;
import javafx.scene.control.ButtonBar;
import javafx.scene.control.ButtonType;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import javafx.util.StringConverter;

/** Asks how a figure is to look, and shows it so. */
final class FigureDialog extends Dialog<FigureDialog.Answer> {

    private static final ButtonType SAVE = new ButtonType("Save…", ButtonBar.ButtonData.OK_DONE);

    private static final double FORM_WIDTH = 400;

    private final FigureSubject subject;
    private final ComboBox<FigureVariant> content = choice("export-content", FigureVariant.values());
    private final ComboBox<PagePreset> preset = choice("export-size", PagePreset.values());
    private final ComboBox<FigureSettings.Ground> ground = choice("export-ground", FigureSettings.Ground.values());
    private final TextField width = field("export-width", "as above");
    private final TextField height = field("export-height", "what suits");
    private final TextField text = field("export-text", "as above");
    private final ComboBox<String> font = new ComboBox<>();
    private final Label fontHint = new Label();
    private final TextField dpi = field("export-dpi", "300");
    private final TextField title = field("export-title", "");
    private final TextField caption = field("export-caption", "");
    private final Switch titled = new Switch("export-titled", "");
    private final Switch captioned = new Switch("export-captioned", "");
    private final Switch letters = new Switch("export-letters", "Panel letters");
    private final Switch contours = new Switch("export-contours", "Contours");
    private final Switch colorBar = new Switch("export-bar", "Colour bar");
    private final Switch marks = new Switch("export-marks", "Marks");
    private final Switch legend = new Switch("export-legend", "Legend");
    private final FigurePreview preview = new FigurePreview();
    private final Executor background;
    private FontFamily fonts;

    /**
     * What was chosen.
     *
     * @param settings to be remembered
     * @param content to be remembered
     */
    record Answer(Figure figure, FigureSettings settings, FigureVariant content) {

        /** What is remembered from figure to figure. */
        record Choices(FigureSettings settings, FigureVariant content) {}
    }

    /**
     * Makes the dialog.
     *
     * @param last what was chosen last
     * @param background looks for fonts
     */
    FigureDialog(Stage owner, FigureSubject subject, Answer.Choices last, Executor background) {
        this.subject = subject;
        this.background = background;
        FigureSettings start = last.settings();
        FigureVariant startContent = last.content();
        this.fonts = start.fonts();
        initOwner(owner);
        setTitle("Export a figure");
        content.setValue(startContent);
        preset.setValue(start.preset());
        ground.setValue(start.ground());
        width.setText(millimetres(start.width()));
        height.setText(millimetres(start.height()));
        text.setText(start.text().isPresent() ? number(start.text().getAsDouble()) : "");
        dpi.setText(Integer.toString(start.dpi()));
        letters.setSelected(start.words().letters());
        fonts();
        for (Switch each : List.of(titled, captioned, contours, colorBar, marks, legend)) {
            each.setSelected(true);
        }
        Plot plot = subject.making().plot(startContent, PlotParts.ALL);
        title.setText(plot.title());
        caption.setText(plot.caption());
        title.disableProperty().bind(titled.selectedProperty().not());
        caption.disableProperty().bind(captioned.selectedProperty().not());
        listen();
        getDialogPane().setContent(new HBox(16, form(), preview));
        getDialogPane().getButtonTypes().setAll(SAVE, ButtonType.CANCEL);
        DialogStyle.apply(this, owner);
        getDialogPane().setId("export-figure");
        setResultConverter(button -> button == SAVE ? answer() : null);
        look();
    }

    private VBox form() {
        Field contentField = new Field("Content", content);
        Shown.set(contentField, subject.landscape());
        VBox form = new VBox(
                8,
                contentField,
                new Field("For", preset),
                new Field("Width (mm)", width),
                new Field("Height (mm)", height),
                new Field("Text (pt)", text),
                new Field("Font", font),
                fontHint,
                new Field("Dots an inch", dpi),
                new Field("Ground", ground),
                worded("Title", title, titled),
                worded("Caption", caption, captioned),
                parts());
        // As wide as the fields are: what is chosen does not move the preview.
        form.setPrefWidth(FORM_WIDTH);
        form.setMinWidth(FORM_WIDTH);
        form.getStyleClass().add("pane-content");
        return form;
    }

    /** Returns the row of a text with the switch that leaves it out. */
    private static HBox worded(String name, TextField text, Switch with) {
        with.setAccessibleText(name);
        with.setTooltip(new Tooltip("With or without the " + name.toLowerCase(Locale.ROOT)));
        with.setMinWidth(Region.USE_PREF_SIZE);
        with.setMaxWidth(Region.USE_PREF_SIZE);
        Field field = new Field(name, text);
        HBox.setHgrow(field, Priority.ALWAYS);
        HBox row = new HBox(8, field, with);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    /** Returns the switches of what is drawn, in two columns; of what is no landscape there is only one. */
    private GridPane parts() {
        GridPane parts = new GridPane();
        parts.setHgap(28);
        parts.setVgap(8);
        ColumnConstraints half = new ColumnConstraints();
        half.setPercentWidth(50);
        parts.getColumnConstraints().setAll(half, half);
        parts.addRow(0, contours, colorBar);
        parts.addRow(1, marks, legend);
        parts.addRow(2, letters);
        List.of(contours, colorBar, marks, legend).forEach(each -> Shown.set(each, subject.landscape()));
        return parts;
    }

    /** Fills the list of fonts: those that ship, then the families of the machine that a figure can have. */
    private void fonts() {
        font.setId("export-font");
        font.setEditable(true);
        font.getItems().setAll(FontFamily.SANS.label(), FontFamily.SERIF.label());
        font.setValue(fonts.label());
        font.valueProperty().addListener((property, old, now) -> findFont(now == null ? "" : now));
        background.execute(() -> {
            List<String> names = FontFamily.namesOfMachine();
            Platform.runLater(() -> font.getItems().addAll(names));
        });
        fontHint.getStyleClass().add("hint");
        fontHint.setWrapText(true);
        Shown.set(fontHint, false);
    }

    private void findFont(String name) {
        background.execute(() -> {
            Optional<FontFamily> found = FontFamily.named(name);
            Platform.runLater(() -> {
                if (name.equals(font.getValue())) {
                    take(name, found);
                }
            });
        });
    }

    private void take(String name, Optional<FontFamily> found) {
        fonts = found.orElse(FontFamily.SANS);
        fontHint.setText(
                found.isPresent()
                        ? ""
                        : "No TrueType font " + name + " here may be embedded: " + FontFace.FAMILY + " is taken");
        Shown.set(fontHint, found.isEmpty());
        look();
    }

    private void listen() {
        List.of(content, preset, ground).forEach(each -> each.valueProperty().addListener(change -> look()));
        List.of(width, height, text, dpi, title, caption)
                .forEach(each -> each.textProperty().addListener(change -> look()));
        List.of(titled, captioned, letters, contours, colorBar, marks, legend)
                .forEach(each -> each.selectedProperty().addListener(change -> look()));
    }

    /** Shows the page as it is chosen now, or why there can be none. */
    private void look() {
        boolean possible = true;
        try {
            preview.show(page());
        } catch (IllegalArgumentException e) {
            possible = false;
            preview.explain(e.getMessage());
        }
        if (getDialogPane().lookupButton(SAVE) != null) {
            getDialogPane().lookupButton(SAVE).setDisable(!possible);
        }
    }

    private FigurePage page() {
        return settings().page(plot());
    }

    private Plot plot() {
        PlotParts parts = new PlotParts(
                contours.isSelected(), true, colorBar.isSelected(), marks.isSelected(), legend.isSelected());
        return subject.making().plot(content.getValue(), parts);
    }

    private FigureSettings settings() {
        FigureSettings.Words words = new FigureSettings.Words(
                titled.isSelected() ? title.getText() : "",
                captioned.isSelected() ? caption.getText() : "",
                letters.isSelected());
        return new FigureSettings(
                preset.getValue(),
                length(width, PageSize.MM),
                length(height, PageSize.MM),
                length(text, 1),
                ground.getValue(),
                words,
                (int) length(dpi, 1).orElse(FigureSettings.DEFAULT.dpi()),
                fonts);
    }

    /** Reads a number of a unit; empty for an empty field. */
    private static OptionalDouble length(TextField field, double unit) {
        String entry = field.getText().strip().replace(',', '.');
        if (entry.isEmpty()) {
            return OptionalDouble.empty();
        }
        if (!entry.matches("\\d{1,5}(\\.\\d{0,3})?")) {
            throw new IllegalArgumentException("\"" + entry + "\" is no number");
        }
        return OptionalDouble.of(Double.parseDouble(entry) * unit);
    }

    private Answer answer() {
        FigureSettings settings = settings();
        return new Answer(new Figure(settings.page(plot()), subject.provenance()), settings, content.getValue());
    }

    private static String millimetres(OptionalDouble points) {
        return points.isPresent() ? number(points.getAsDouble() / PageSize.MM) : "";
    }

    private static String number(double value) {
        return BigDecimal.valueOf(value)
                .round(new MathContext(4))
                .stripTrailingZeros()
                .toPlainString();
    }

    private static TextField field(String id, String prompt) {
        TextField field = new TextField();
        field.setId(id);
        field.setPromptText(prompt);
        return field;
    }

    private static <T extends Named> ComboBox<T> choice(String id, T[] values) {
        ComboBox<T> box = new ComboBox<>();
        box.setId(id);
        box.getItems().setAll(values);
        box.setConverter(new StringConverter<>() {
            @Override
            public String toString(T value) {
                return value == null ? "" : value.title();
            }

            @Override
            public T fromString(String title) {
                throw new UnsupportedOperationException("the list is not editable");
            }
        });
        return box;
    }
}
