package io.orograph.ui.main;

import static io.orograph.ui.main.MenuEntry.item;

import io.orograph.network.Weights;
import io.orograph.ui.weights.WeightsFiles;
import io.orograph.ui.weights.WeightsModel;
import java.util.List;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;

/** The menu of what can be made θ₀. */
final class WeightsMenu extends Menu {

    WeightsMenu(WeightsFiles files, WeightsModel model) {
        super("_Weights");
        MenuItem open = item("_Open weights…", "Shortcut+W", files::choose);
        MenuItem point = item("Use the pinned _point as θ₀", "Shortcut+P", model::usePoint);
        point.setId("use-point");
        MenuItem save = item("_Save θ₀…", null, files::save);
        MenuItem back = item("_Back to the model file's", null, model::useModelFile);
        for (MenuItem item : List.of(open, save)) {
            item.disableProperty().bind(model.currentProperty().isNull());
        }
        point.disableProperty().bind(model.pointable().not());
        back.disableProperty()
                .bind(model.currentProperty().map(Weights::areOfModel).orElse(true));
        getItems().setAll(open, point, save, new SeparatorMenuItem(), back);
    }
}
