package io.orograph.ui.main;

import io.orograph.study.Sample;
import io.orograph.ui.connectivity.ConnectivityFiles;
import io.orograph.ui.connectivity.ConnectivityView;
import io.orograph.ui.curvature.CurvatureView;
import io.orograph.ui.data.DataView;
import io.orograph.ui.evaluation.EvaluateButton;
import io.orograph.ui.evaluation.EvaluationView;
import io.orograph.ui.evaluation.LongEvaluation;
import io.orograph.ui.model.ModelView;
import io.orograph.ui.sharpness.SharpnessView;
import io.orograph.ui.training.TrainingFiles;
import io.orograph.ui.training.TrainingTab;
import io.orograph.ui.weights.WeightsFiles;
import io.orograph.ui.weights.WeightsView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.control.TitledPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** Lays out the window: model and settings to the left, the plots in the middle, what they mean to the right. */
final class MainPanes extends SplitPane {

    private static final int DIVIDERS = 2;
    private static final double SIDE_WIDTH = 324;
    private static final double MEASURES_WIDTH = 290;
    private static final double NARROWEST_SIDE = 264;
    private static final double NARROWEST_MEASURES = 248;
    /**
     * The share of the window's width that the side takes, as long as that lies between the narrowest and the usual.
     */
    private static final double SIDE_SHARE = 0.225;

    private static final double MEASURES_SHARE = 0.205;

    private final PlotArea plots;
    private final Headline headline;
    private final BorderPane underHeadline = new BorderPane();
    private final StackPane middle;

    MainPanes(WindowModels models, PlotArea plots, WindowFiles files, List<Sample> samples) {
        this.plots = plots;
        this.headline = new Headline(
                models.evaluation().landscapeProperty(), models.workspace().sampleProperty());
        this.middle = middle(models, files.actions(), samples);
        Region left = left(models, files.actions(), files.weights());
        Region right = right(models, files.training(), files.connectivity());
        getItems().setAll(left, middle, right);
        setId("columns");
        setResizableWithParent(left, false);
        setResizableWithParent(right, false);
    }

    private static Region left(WindowModels models, FileActions files, WeightsFiles weightsFiles) {
        VBox settings = new VBox(
                pane(
                        "Model",
                        new ModelView(
                                models.workspace(),
                                models.evaluation().held(),
                                files::chooseModel,
                                new WeightsView(models.weights(), weightsFiles))),
                pane(
                        "Data and loss",
                        new DataView(models.workspace(), models.evaluation().noticeProperty(), files::chooseData)),
                pane(
                        "Plane and grid",
                        new EvaluationView(
                                models.evaluation(),
                                files::chooseDirections,
                                models.path().normalizesProperty())));
        BorderPane left = new BorderPane(scrolled(settings, SIDE_WIDTH, NARROWEST_SIDE));
        left.setBottom(new EvaluateButton(models.evaluation()));
        return left;
    }

    private StackPane middle(WindowModels models, FileActions files, List<Sample> samples) {
        underHeadline.setCenter(plots);
        underHeadline.setTop(new VBox(
                headline,
                new LongEvaluation(models.evaluation(), models.workspace().samplesProperty()::set)));
        return new StackPane(
                underHeadline,
                new Welcome(models.workspace(), models.evaluation().landscapeProperty(), files, samples));
    }

    private static Region right(WindowModels models, TrainingFiles files, ConnectivityFiles connectivityFiles) {
        TabPane right = new TabPane(
                tab("Sharpness", new SharpnessView(models.sharpness(), models.measures(), models.profiles())),
                tab(
                        "Curvature",
                        new CurvatureView(
                                models.curvature(),
                                models.convexity(),
                                models.display().darkProperty())),
                tab(
                        "Training",
                        new TrainingTab(
                                new TrainingTab.Models(models.training(), models.path(), models.trajectories()),
                                files,
                                new ConnectivityView(
                                        connectivityFiles, models.display().darkProperty()),
                                models.weights()::use,
                                models.display().darkProperty())));
        right.setId("measures");
        right.setMinWidth(NARROWEST_MEASURES);
        right.setPrefWidth(MEASURES_WIDTH);
        return right;
    }

    private static TitledPane pane(String title, Region content) {
        TitledPane pane = new TitledPane(title, content);
        pane.setAnimated(false);
        return pane;
    }

    /**
     * Returns a tab of the right side; what is measured and done there is a view of its own package. The view joins the
     * window when the tab is chosen first: styles and layout of what is not seen are spared at opening, a third of all
     * nodes.
     */
    private static Tab tab(String title, Region content) {
        Tab tab = new Tab(title);
        tab.setClosable(false);
        tab.selectedProperty().addListener((property, was, is) -> {
            if (tab.getContent() == null) {
                tab.setContent(scrolled(content, MEASURES_WIDTH, NARROWEST_MEASURES));
            }
        });
        return tab;
    }

    private static ScrollPane scrolled(Region content, double width, double narrowest) {
        ScrollPane scroll = new ScrollPane(content);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setMinWidth(narrowest);
        scroll.setPrefWidth(width);
        scroll.getStyleClass().add("side");
        return scroll;
    }

    /** Lays something over the plots. */
    void addOverPlots(Region over) {
        middle.getChildren().add(1, over);
    }

    /** Puts something under the plots. */
    void addBelowPlots(Region below) {
        underHeadline.setBottom(below);
    }

    /** Names what the plots show; empty while there is nothing. */
    ReadOnlyStringProperty titleProperty() {
        return headline.titleProperty();
    }

    /** Returns what stays when the plots fill the window. */
    Presentation.Kept plotsAlone() {
        return new Presentation.Kept(this, middle);
    }

    /**
     * Places the dividers, once there is a size to divide.
     *
     * @param remembered what {@link #dividers} gave; too few mean the usual places
     */
    void placeDividers(List<Double> remembered) {
        double width = getWidth();
        if (remembered.size() < DIVIDERS) {
            setDividerPositions(
                    clamp(SIDE_SHARE * width, NARROWEST_SIDE, SIDE_WIDTH) / width,
                    1 - clamp(MEASURES_SHARE * width, NARROWEST_MEASURES, MEASURES_WIDTH) / width);
        } else {
            setDividerPositions(remembered.get(0), remembered.get(1));
        }
        layout();
        plots.restoreDividers(remembered.stream().skip(DIVIDERS).toList());
    }

    private static double clamp(double value, double low, double high) {
        return Math.max(low, Math.min(high, value));
    }

    /** Returns where all dividers stand, those between the plots too. */
    List<Double> dividers() {
        List<Double> dividers = new ArrayList<>();
        Arrays.stream(getDividerPositions()).forEach(dividers::add);
        dividers.addAll(plots.dividers());
        return dividers;
    }
}
