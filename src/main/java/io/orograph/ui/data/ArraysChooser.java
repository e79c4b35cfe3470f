package io.orograph.ui.data;

import io.orograph.arrays.NamedArrays;
import io.orograph.data.ArrayWords;
import io.orograph.file.FileName;
import io.orograph.network.Port;
import io.orograph.ui.form.Field;
import io.orograph.ui.form.Shown;
import io.orograph.ui.form.TitledComboBox;
import io.orograph.ui.form.WrappedText;
import io.orograph.ui.workspace.ArraysQuestion;
import io.orograph.ui.workspace.Workspace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javafx.scene.control.Button;
import javafx.scene.layout.VBox;

/**
 * Asks which arrays of a file go to the inputs of the network and which are the targets, each with its type, its shape and its
 * first numbers. It is shown while there is such a question.
 */
final class ArraysChooser extends VBox {

    private final Workspace workspace;
    private final WrappedText question = new WrappedText("arrays-question");
    private final VBox fields = new VBox(6);
    private final List<TitledComboBox<NamedArrays.Array>> inputs = new ArrayList<>();
    private final TitledComboBox<NamedArrays.Array> targets =
            new TitledComboBox<>("arrays-targets", List.of(), NamedArrays.Array::text);
    private final Button open = new Button("Open these arrays");
    private final ArrayPreviewView targetsPreview;
    private List<Port> ports = List.of();

    ArraysChooser(Workspace workspace) {
        super(6);
        this.workspace = workspace;
        setId("arrays-chooser");
        open.setId("open-arrays");
        open.setOnAction(event -> answer());
        targetsPreview = new ArrayPreviewView("arrays-targets-preview", workspace.background());
        targets.valueProperty().addListener((property, old, now) -> {
            allow();
            targetsPreview.show(file(true), now);
        });
        getChildren().addAll(question, fields, new Field("Targets", targets), targetsPreview, open);
        workspace.questionProperty().addListener((property, old, now) -> show(now));
        show(workspace.questionProperty().get());
    }

    private Path file(boolean ofTargets) {
        ArraysQuestion asked = workspace.questionProperty().get();
        if (asked == null) {
            return null;
        }
        Path path = asked.source().path();
        return ofTargets ? asked.source().targetsPath().orElse(path) : path;
    }

    private boolean areSeveral() {
        return ports.size() > 1;
    }

    private void answer() {
        NamedArrays.Array chosen = targets.getValue();
        String of = IntStream.range(0, inputs.size())
                .mapToObj(i -> (areSeveral() ? ports.get(i).name() + "=" : "")
                        + inputs.get(i).getValue().name())
                .collect(Collectors.joining(","));
        workspace.answer(of, chosen == null ? null : chosen.name());
    }

    /** Targets may be left to be found where they are given to an input, as the labels of a loss inside the network. */
    private void allow() {
        boolean areChosen = inputs.stream().allMatch(input -> input.getValue() != null);
        boolean areApart = targets.getValue() != null
                && inputs.stream().noneMatch(input -> targets.getValue().equals(input.getValue()));
        open.setDisable(!areChosen || !areSeveral() && !areApart);
    }

    private void show(ArraysQuestion now) {
        Shown.set(this, now != null);
        if (now == null) {
            return;
        }
        ports = now.inputs();
        question.setText(sentence(now));
        fields.getChildren().clear();
        inputs.clear();
        for (int i = 0; i < Math.max(1, ports.size()); i++) {
            String id = i == 0 ? "arrays-inputs" : "arrays-inputs-" + (i + 1);
            TitledComboBox<NamedArrays.Array> input = new TitledComboBox<>(id, now.arrays(), NamedArrays.Array::text);
            ArrayPreviewView preview = new ArrayPreviewView(id + "-preview", workspace.background());
            input.valueProperty().addListener((property, old, value) -> {
                allow();
                preview.show(file(false), value);
            });
            inputs.add(input);
            input.setValue(areSeveral() ? called(ports.get(i), now.arrays()) : largest(now.arrays()));
            fields.getChildren().addAll(new Field(areSeveral() ? ports.get(i).name() : "Inputs", input), preview);
        }
        targets.getItems().setAll(now.arrays());
        targets.setValue(null);
        allow();
    }

    private String sentence(ArraysQuestion now) {
        String file = FileName.of(now.source().path());
        String which = areSeveral()
                ? "which of its arrays go to the inputs of the network"
                : "which of its arrays are the inputs and which the targets";
        String choose = areSeveral() ? "Choose one for each:" : "Choose both:";
        return now.source().asks()
                ? "Choose of " + file + " " + which + ":"
                : file + " does not say " + which + ". " + choose;
    }

    /** Returns the array with the name of an input; null if there is none. */
    private static NamedArrays.Array called(Port port, List<NamedArrays.Array> arrays) {
        return arrays.stream()
                .filter(array -> ArrayWords.endAlike(port.name(), array.name()))
                .findFirst()
                .orElse(null);
    }

    /** Returns the array with most numbers a sample, which is likely the inputs; a person sees and decides. */
    private static NamedArrays.Array largest(List<NamedArrays.Array> arrays) {
        return arrays.stream()
                .max((one, other) -> Long.compare(sizeOfSample(one), sizeOfSample(other)))
                .orElse(null);
    }

    private static long sizeOfSample(NamedArrays.Array array) {
        return Arrays.stream(array.shape()).skip(1).reduce(1, (product, axis) -> product * axis);
    }
}
