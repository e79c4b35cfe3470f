package io.orograph.ui.data;

import io.orograph.data.DataSource;
import io.orograph.data.Dataset;
import io.orograph.data.Inputs;
import io.orograph.file.Excerpt;
import io.orograph.file.FileName;
import io.orograph.format.Formats;
import io.orograph.format.Role;
import io.orograph.network.Shape;
import io.orograph.objective.LossKind;
import io.orograph.study.Experiment;
import io.orograph.study.LoadedData;
import io.orograph.study.Sample;
import io.orograph.ui.form.Deferred;
import io.orograph.ui.form.Field;
import io.orograph.ui.form.Hint;
import io.orograph.ui.form.OpenRow;
import io.orograph.ui.form.Plural;
import io.orograph.ui.form.Shown;
import io.orograph.ui.form.TitledComboBox;
import io.orograph.ui.form.WholeNumberSpinner;
import io.orograph.ui.form.WrappedText;
import io.orograph.ui.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** The view of the opened data, of how many of them to use, and of the loss. */
public final class DataView extends VBox {

    private static final String NOTHING = "Open the data that the loss is measured on, or drop them here.";
    private static final String FORMATS = "Orograph reads " + Formats.all().listed(Role.DATA) + ".";

    private static final int MOST_NAMED = 10;
    private static final int LONGEST_NAME = 24;

    private final Workspace workspace;
    private final Label file = new Label();
    private final WrappedText summary = new WrappedText("data-summary");
    private final WrappedText notice = new WrappedText(null, "notice");
    private final WrappedText mismatch = new WrappedText("mismatch", "problem");
    private final TitledComboBox<LossKind> loss =
            new TitledComboBox<>("loss", losses(), kind -> kind == null ? "Detect" : kind.title());
    private final Hint lossReason = new Hint("");
    private final WholeNumberSpinner samples = new WholeNumberSpinner("samples");
    private final CheckBox scale = new CheckBox("Scale bytes 0–255 to 0–1");
    private final Hyperlink otherData = new Hyperlink();
    private final Hyperlink otherArrays = new Hyperlink("Choose its arrays…");
    private final VBox choices;

    /**
     * Makes a data view.
     *
     * @param evaluated what the evaluation says of the data; empty if nothing
     * @param open what the button does
     */
    public DataView(Workspace workspace, ObservableValue<String> evaluated, Runnable open) {
        super(6);
        this.workspace = workspace;
        getStyleClass().add("pane-content");
        file.getStyleClass().add("file-name");
        WrappedText found = new WrappedText("evaluation-notice", "notice");
        found.follow(evaluated);
        Button button = new Button("Open…");
        button.setId("open-data");
        button.setAccessibleText("Open data");
        button.setTooltip(new Tooltip(FORMATS));
        button.setOnAction(event -> open.run());
        otherData.setOnAction(event -> openOtherData());
        otherArrays.setId("other-arrays");
        otherArrays.setTooltip(new Tooltip("Other arrays of the file as inputs or targets"));
        otherArrays.setOnAction(event -> workspace.askForArrays());
        LossDetails details = new LossDetails(workspace);
        details.getChildren().add(otherArrays);
        // Beside the chooser the button would leave no room for the name of the loss.
        HBox lossDetails = new HBox(6, lossReason, details.button());
        HBox.setHgrow(lossReason, Priority.ALWAYS);
        choices = new VBox(
                6,
                new Field("Loss", loss),
                lossDetails,
                found,
                new Deferred(details),
                new Field("Samples used", samples),
                scale);
        getChildren()
                .addAll(
                        new OpenRow(file, button),
                        summary,
                        new Deferred(new ArraysChooser(workspace)),
                        notice,
                        mismatch,
                        choices,
                        otherData);
        prepareChoices();
        workspace.dataProperty().addListener((property, old, now) -> showData(now));
        workspace.experimentProperty().addListener((property, old, now) -> showExperiment(now));
        workspace.mismatchProperty().addListener((property, old, now) -> showMismatch(now));
        workspace.sampleProperty().addListener((property, old, now) -> showOtherData());
        showData(workspace.dataProperty().get());
        showExperiment(workspace.experimentProperty().get());
        showMismatch(workspace.mismatchProperty().get());
    }

    private void prepareChoices() {
        loss.bound(workspace.lossProperty());
        samples.setTooltip(new Tooltip("A smaller number is faster and less certain; each class keeps its share"));
        samples.valueProperty().addListener((property, old, now) -> {
            if (now != null) {
                workspace.samplesProperty().set(now == available() ? 0 : now);
            }
        });
        workspace.samplesProperty().addListener((property, old, now) -> showSamples());
        scale.setId("scale-bytes");
        scale.selectedProperty().bindBidirectional(workspace.scaleBytesProperty());
        scale.setTooltip(new Tooltip("For a network that was trained on inputs divided by 255"));
    }

    /** Returns every loss, and null for the one that follows from the data. */
    private static List<LossKind> losses() {
        List<LossKind> kinds = new ArrayList<>();
        kinds.add(null);
        kinds.addAll(LossKind.all());
        return kinds;
    }

    private boolean isDetected() {
        return workspace.experimentProperty().get() != null
                && workspace.lossProperty().get() == null;
    }

    private void showData(LoadedData data) {
        Shown.set(file, data != null);
        Shown.set(choices, data != null);
        Shown.set(otherArrays, data != null && data.ofArrays());
        Shown.set(notice, false);
        showOtherData();
        if (data == null) {
            summary.setText(NOTHING);
            return;
        }
        file.setText(FileName.of(data.source().path()));
        file.setTooltip(new Tooltip(data.source().path() + "\nSHA-256 " + data.sha256()));
        summary.setText(String.format(
                "%s%ninputs %s, targets %s",
                data.source().axes().isOneSample()
                        ? "1 graph, which is one sample"
                        : Plural.of(data.dataset().samples(), "sample"),
                inputs(data.dataset().arrays()),
                targets(data.dataset())));
        int count = data.dataset().samples();
        samples.setRange(1, count, used(), Math.max(1, count / 10));
    }

    private void showSamples() {
        if (available() > 0) {
            samples.getValueFactory().setValue(used());
        }
    }

    private int used() {
        int chosen = workspace.samplesProperty().get();
        return chosen == 0 ? available() : Math.min(chosen, available());
    }

    private static String inputs(Inputs inputs) {
        return inputs.all().stream()
                .map(input -> input.isBySample()
                        ? (input.name() + " " + perSample(input.values().shape())).strip()
                        : input.name() + " " + Shape.text(input.values().shape()) + " "
                                + input.form().label())
                .collect(Collectors.joining(", "));
    }

    private int available() {
        LoadedData data = workspace.dataProperty().get();
        return data == null ? 0 : data.dataset().samples();
    }

    /**
     * Returns a few classes by their numbers and names, since the file has only the names and the network only the
     * numbers.
     */
    private static String targets(Dataset dataset) {
        if (dataset.targets().size() == 0) {
            return "none";
        }
        List<String> classes = dataset.classes();
        if (classes.isEmpty()) {
            return perSample(dataset.targets().shape());
        }
        String named = IntStream.range(0, Math.min(MOST_NAMED, classes.size()))
                .mapToObj(index -> index + " = " + shortened(classes.get(index)))
                .collect(Collectors.joining(", "));
        return String.format("%,d %s: ", classes.size(), classes.size() == 1 ? "class" : "classes")
                + named
                + (classes.size() > MOST_NAMED ? " …" : "");
    }

    private static String shortened(String name) {
        return Excerpt.of(name.replaceAll("\\s+", " "), LONGEST_NAME - 1);
    }

    private static String perSample(long[] shape) {
        return shape.length == 1 ? "one number each" : Shape.text(java.util.Arrays.copyOfRange(shape, 1, shape.length));
    }

    private void showExperiment(Experiment experiment) {
        boolean there = experiment != null;
        Shown.set(lossReason, there);
        Shown.set(scale, there && (experiment.scaleOffered() || scale.isSelected()));
        if (there) {
            lossReason.setText(
                    (isDetected() ? "detected: " : "") + experiment.loss().reason());
            notice.setText(String.join("\n", experiment.notices()));
        }
        Shown.set(notice, there && !experiment.notices().isEmpty());
        // In place of "Detect", what was detected.
        loss.setButtonCell(new javafx.scene.control.ListCell<>() {
            @Override
            protected void updateItem(LossKind item, boolean empty) {
                super.updateItem(item, empty);
                LossKind shown = isDetected() ? experiment.loss().kind() : item;
                setText(loss.getConverter().toString(shown));
            }
        });
        loss.setTooltip(there ? new Tooltip(experiment.loss().kind().title()) : null);
    }

    private void showMismatch(String sentence) {
        mismatch.setText(sentence);
        Shown.set(mismatch, !sentence.isEmpty());
    }

    private void showOtherData() {
        Sample sample = workspace.sampleProperty().get();
        Shown.set(otherData, sample != null);
        if (sample != null) {
            otherData.setText(usesTestData(sample) ? "Use its training data" : "Use its test data");
        }
    }

    private boolean usesTestData(Sample sample) {
        LoadedData data = workspace.dataProperty().get();
        return data != null && data.source().path().equals(sample.test());
    }

    private void openOtherData() {
        Sample sample = workspace.sampleProperty().get();
        workspace.openDataOf(sample, DataSource.of(usesTestData(sample) ? sample.data() : sample.test()));
    }
}
