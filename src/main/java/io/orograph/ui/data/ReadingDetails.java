package io.orograph.ui.data;

import io.orograph.data.DataSource;
import io.orograph.data.Preparation;
import io.orograph.study.LoadedData;
import io.orograph.ui.form.ChoiceField;
import io.orograph.ui.form.Field;
import io.orograph.ui.form.Heading;
import io.orograph.ui.form.Shown;
import io.orograph.ui.form.WrappedText;
import io.orograph.ui.workspace.Workspace;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import javafx.scene.layout.VBox;

/**
 * How the data are read and prepared for the network, as the options of the command line say it: the order of the classes, the
 * size of pictures, scale, mean and standard deviation. Remembered with the model and its data.
 */
final class ReadingDetails extends VBox {

    private final Workspace workspace;
    private final ChoiceField classes = new ChoiceField(
            "classes", "alphabetical", "The names of the classes in the order of the network's outputs: cat, dog");
    private final ChoiceField size =
            new ChoiceField("size", "as they are", "Height and width that pictures are brought to: 32, 32");
    private final ChoiceField scale =
            new ChoiceField("input-scale", "1", "What inputs are multiplied by first, such as 1/255");
    private final ChoiceField mean =
            new ChoiceField("mean", "0", "What is subtracted then: one number, or one a channel: 0.49, 0.48, 0.45");
    private final ChoiceField deviation = new ChoiceField(
            "std", "1", "What inputs are divided by last: one number, or one a channel: 0.25, 0.24, 0.26");
    private final ChoiceField nodes = new ChoiceField(
            "nodes",
            "those for training",
            "Which nodes of the graph count: train, val, test, all, or an array of the data");
    private final Field nodesField = new Field("Nodes", nodes);
    private final WrappedText problem = new WrappedText("reading-problem", "problem");

    ReadingDetails(Workspace workspace) {
        super(6);
        this.workspace = workspace;
        setId("reading-details");
        getChildren()
                .addAll(
                        new Heading("How the inputs are read"),
                        new Field("Classes", classes),
                        new Field("Picture size", size),
                        new Field("Scale", scale),
                        new Field("Mean", mean),
                        new Field("Deviation", deviation),
                        nodesField,
                        problem);
        for (ChoiceField text : texts()) {
            text.onChoice(this::choose);
        }
        workspace.dataProperty().addListener((property, old, now) -> show(now));
        show(workspace.dataProperty().get());
    }

    private List<ChoiceField> texts() {
        return List.of(classes, size, scale, mean, deviation, nodes);
    }

    private void show(LoadedData data) {
        DataSource source = data == null ? null : data.source();
        Preparation now = source == null ? Preparation.NONE : source.preparation();
        classes.setText(source == null ? "" : String.join(", ", source.classes()));
        size.setText(text(now.size()));
        scale.setText(now.factor() == 1 ? "" : Double.toString(now.factor()));
        mean.setText(text(now.mean()));
        deviation.setText(text(now.deviation()));
        nodes.setText(source == null ? "" : source.nodes().orElse(""));
        Shown.set(nodesField, source != null && source.axes().isOneSample());
        say("");
    }

    private static String text(List<? extends Number> numbers) {
        return numbers.stream().map(Object::toString).collect(Collectors.joining(", "));
    }

    /** Reads the data as the fields say, if that is another way; what cannot be is marked and said, and nothing changes. */
    private void choose() {
        LoadedData data = workspace.dataProperty().get();
        if (data == null) {
            return;
        }
        say("");
        texts().forEach(ChoiceField::unmark);
        try {
            DataSource wanted = data.source()
                    .withClasses(words(classes))
                    .counting(nodes.getText().isBlank() ? null : nodes.getText().strip())
                    .prepared(chosen());
            if (!wanted.equals(data.source())) {
                workspace.readAnew(wanted);
            }
        } catch (IllegalArgumentException e) {
            say(e.getMessage());
        }
    }

    private Preparation chosen() {
        List<Double> factor = numbers(scale, ReadingDetails::quotient);
        if (factor.size() > 1) {
            throw scale.wrong("one number");
        }
        List<Integer> sides = numbers(size, Integer::valueOf);
        List<Double> means = numbers(mean, Double::valueOf);
        List<Double> deviations = numbers(deviation, Double::valueOf);
        try {
            return new Preparation(sides, factor.isEmpty() ? 1 : factor.get(0), means, deviations);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("The " + e.getMessage() + ".", e);
        }
    }

    /** Returns a number that may be written as a quotient: nobody knows 1/255 by heart. */
    private static double quotient(String text) {
        int cut = text.indexOf('/');
        return cut < 0
                ? Double.parseDouble(text)
                : Double.parseDouble(text.substring(0, cut)) / Double.parseDouble(text.substring(cut + 1));
    }

    private static List<String> words(ChoiceField field) {
        return Arrays.stream(field.getText().split("[,;]"))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static <T> List<T> numbers(ChoiceField field, Function<String, T> number) {
        try {
            return Arrays.stream(field.getText().split("[;,\\s×]+"))
                    .filter(word -> !word.isEmpty())
                    .map(number)
                    .toList();
        } catch (NumberFormatException e) {
            throw field.wrong("numbers, with a point");
        }
    }

    private void say(String sentence) {
        problem.setText(sentence);
        Shown.set(problem, !sentence.isEmpty());
    }
}
