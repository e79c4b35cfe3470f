package io.orograph.ui.main;

import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.landscape.Landscape;
import io.orograph.model.OpenedModel;
import io.orograph.network.Parameter;
import io.orograph.ui.Fx;
import io.orograph.ui.NeedsDisplay;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import javafx.event.ActionEvent;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeTableView;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A person makes a parameter a constant in the table of the model, and a constant a parameter. */
@NeedsDisplay
class ChoosingParametersTest {

    @RegisterExtension
    final WindowExtension ui = new WindowExtension();

    private OpenedModel model() {
        return Fx.get(() -> ui.models().workspace().modelProperty().get());
    }

    /** The first row, of those that are unfolded, whose text in the first column does as wanted. */
    private TreeItem<?> row(Predicate<String> wanted) {
        return Fx.get(() -> {
            TreeTableView<?> table = ui.find("#parameter-table", TreeTableView.class);
            return rows(table.getRoot()).stream()
                    .filter(item -> wanted.test(text(table, item)))
                    .findFirst()
                    .orElse(null);
        });
    }

    private static List<TreeItem<?>> rows(TreeItem<?> branch) {
        List<TreeItem<?>> rows = new ArrayList<>();
        for (TreeItem<?> item : branch.getChildren()) {
            rows.add(item);
            rows.addAll(rows(item));
        }
        return rows;
    }

    private static String text(TreeTableView<?> table, TreeItem<?> item) {
        return String.valueOf(cell(table, item));
    }

    @SuppressWarnings("unchecked")
    private static <T> Object cell(TreeTableView<T> table, TreeItem<?> item) {
        return table.getColumns()
                .get(0)
                .getCellObservableValue((TreeItem<T>) item)
                .getValue();
    }

    @SuppressWarnings("unchecked")
    private void select(TreeItem<?> row) {
        Fx.run(() -> {
            for (TreeItem<?> above = row.getParent(); above != null; above = above.getParent()) {
                above.setExpanded(true);
            }
            ui.find("#parameter-table", TreeTableView.class).getSelectionModel().select((TreeItem<Object>) row);
        });
    }

    @Test
    void aParameterBecomesAConstantAndIsOneAgain() {
        ui.openSample(WindowExtension.SMALL);
        Parameter first = model().network().layout().parameters().get(0);
        int all = model().network().layout().size();
        assertThat(ui.isShown("#choose-otherwise")).isFalse();
        assertThat(row(text -> text.startsWith("Constants"))).isNull();

        select(row(text -> text.equals(first.name())));
        assertThat(ui.find("#choose-otherwise", Button.class).getText()).isEqualTo("Take as a constant");
        Landscape before = ui.landscape();
        Fx.run(() -> ui.find("#choose-otherwise", Button.class).fire());

        ui.awaitWhole(shown -> shown != before);
        assertThat(model().network().layout().find(first.name())).isEmpty();
        assertThat(ui.text("#model-summary")).contains((all - first.size()) + " parameters");
        assertThat(row(text -> text.startsWith("Constants"))).isNotNull();

        select(row(text -> text.equals(first.name() + "  (as you chose)")));
        assertThat(ui.find("#choose-otherwise", Button.class).getText()).isEqualTo("Take as a parameter");
        Landscape without = ui.landscape();
        Fx.run(() -> ui.find("#choose-otherwise", Button.class).fire());

        Landscape again = ui.awaitWhole(shown -> shown != without);
        // With the role and the output axis that it had: the same directions, so the same landscape.
        assertThat(again.loss(0)).isEqualTo(before.loss(0));
        assertThat(row(text -> text.startsWith("Constants"))).isNull();
        assertThat(model().choice()).isEqualTo(OpenedModel.Choice.NONE);
    }

    @Test
    void aParameterIsSplitAndJoinedAgain() {
        ui.openSample(WindowExtension.SMALL);
        Parameter first = model().network().layout().parameters().get(0);
        double[] theta = model().network().weights();
        select(row(text -> text.equals(first.name())));
        Landscape before = ui.landscape();
        Fx.run(() -> ui.find("#split", Button.class).fire());
        assertThat(ui.isShown("#split-into")).isTrue();
        Fx.run(() -> {
            ui.find("#split-into", TextField.class).setText("many");
            ui.find("#split-into", TextField.class).fireEvent(new ActionEvent());
        });
        assertThat(ui.text("#split-problem")).contains("two parts at least").endsWith(".");

        Fx.run(() -> {
            ui.find("#split-into", TextField.class).setText("2");
            ui.find("#split-into", TextField.class).fireEvent(new ActionEvent());
        });
        Landscape split = ui.awaitWhole(shown -> shown != before);
        assertThat(model().network().layout().parameters())
                .extracting(Parameter::name)
                .startsWith(first.name() + ".0", first.name() + ".1");
        select(row(text -> text.equals(first.name() + ".1")));
        Fx.run(() -> ui.find("#join", Button.class).fire());

        Landscape again = ui.awaitWhole(shown -> shown != split);
        assertThat(again.loss(0)).isEqualTo(before.loss(0));
        assertThat(model().network().weights()).containsExactly(theta);
        assertThat(model().choice()).isEqualTo(OpenedModel.Choice.NONE);
    }
}
