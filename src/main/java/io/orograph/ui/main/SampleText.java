package io.orograph.ui.main;

import io.orograph.study.Sample;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** A sample in a list: its title and what there is to see in it. */
final class SampleText extends VBox {

    private static final double WIDTH = 440;

    SampleText(Sample sample) {
        Label title = new Label(sample.title());
        title.getStyleClass().add("sample-title");
        Label description = new Label(sample.description());
        description.getStyleClass().add("sample-description");
        description.setWrapText(true);
        description.setPrefWidth(WIDTH);
        description.setMinHeight(Region.USE_PREF_SIZE);
        getChildren().setAll(title, description);
    }
}
