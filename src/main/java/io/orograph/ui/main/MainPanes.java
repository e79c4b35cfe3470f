package io.orograph.ui.main;

import io.orograph.study.Sample;
import io.orograph.ui.connectivity.ConnectivityFiles;
import io.orograph.ui.connectivity.ConnectivityView;
import io.orograph.ui.curvature.CurvatureView;
import io.orograph.ui.data.DataView;
import io.orograph.ui.dialog.NoticeArea;
import io.orograph.ui.evaluation.EvaluateButton;
import io.orograph.ui.evaluation.EvaluationView;
import io.orograph.ui.evaluation.LongEvaluation;
import io.orograph.ui.evaluation.ShownSample;
import io.orograph.ui.form.FoldingPanel;
import io.orograph.ui.form.IconButton;
import io.orograph.ui.form.Reveal;
import io.orograph.ui.model.ModelView;
import io.orograph.ui.settings.Room;
import io.orograph.ui.sharpness.SharpnessView;
import io.orograph.ui.training.TrainingFiles;
import io.orograph.ui.training.TrainingTab;
import io.orograph.ui.weights.WeightsView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.control.TitledPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/**
 * Lays out the window: model and settings to the left, the plots in the middle, what they mean to the right. The sides fold
 * to their titles.
 */
final class MainPanes extends SplitPane {

    private static final int DIVIDERS = 2;
    private static final double SIDE_WIDTH = 300;
    private static final double MEASURES_WIDTH = 280;
    private static final double NARROWEST_SIDE = 264;
    private static final double NARROWEST_MEASURES = 256;
    /**
     * The share of the window's width that the side takes, as long as that lies between the narrowest and the usual.
     */
    private static final double SIDE_SHARE = 0.175;

    private static final double MEASURES_SHARE = 0.165;
    /** The height below which the table of layers starts folded: what the first landscape needs comes first. */
    private static final double ROOM_FOR_LAYERS = 780;

    private static final double BELOW_HEADLINE = 40;

    private final PlotArea plots;
    private final Headline headline;
    private final FoldingPanel left;
    private final FoldingPanel right;
    private final ModelView model;
    private final TabPane tabs = new TabPane();
    private Runnable showRuns = () -> {};
    private Runnable showLessons = () -> {};

    /** The width of the left side while it is open, and of the right one. */
    private double leftWidth;

    private double rightWidth;
    private final BorderPane underHeadline = new BorderPane();
    private final StackPane middle;

    MainPanes(WindowModels models, PlotArea plots, WindowFiles files, List<Sample> samples) {
        this.plots = plots;
        this.headline = new Headline(
                models.evaluation().landscapeProperty(),
                new ShownSample(
                                models.workspace().sampleProperty(),
                                models.workspace().experimentProperty(),
                                models.evaluation())
                        .sample());
        this.middle = middle(models, files.actions(), samples);
        this.model = new ModelView(
                models.workspace(),
                models.evaluation().held(),
                files.actions()::chooseModel,
                new WeightsView(models.weights(), files.weights()));
        this.left = left(models, files.actions());
        this.right = right(models, files.training(), files.connectivity());
        getItems().setAll(left, middle, right);
        setId("columns");
        setResizableWithParent(left, false);
        setResizableWithParent(right, false);
        left.foldedProperty().addListener((property, was, is) -> fold(is, true));
        right.foldedProperty().addListener((property, was, is) -> fold(is, false));
    }

    private FoldingPanel left(WindowModels models, FileActions files) {
        VBox settings = new VBox(
                pane("Model", model),
                pane(
                        "Data and loss",
                        new DataView(models.workspace(), models.evaluation().noticeProperty(), files::chooseData)),
                pane(
                        "Plane and grid",
                        new EvaluationView(
                                models.evaluation(),
                                files::chooseDirections,
                                models.path().normalizesProperty())));
        IconButton fold = FoldingPanel.button(FoldingPanel.Side.LEFT);
        BorderPane left = new BorderPane(scrolled(settings, SIDE_WIDTH, NARROWEST_SIDE));
        left.setTop(FoldingPanel.title("Settings", fold));
        left.setBottom(new EvaluateButton(models.evaluation()));
        return new FoldingPanel(
                FoldingPanel.Side.LEFT,
                left,
                NARROWEST_SIDE,
                fold,
                List.of(new FoldingPanel.Title("Settings", () -> {})));
    }

    private StackPane middle(WindowModels models, FileActions files, List<Sample> samples) {
        underHeadline.setCenter(plots);
        underHeadline.setTop(new VBox(
                headline,
                new LongEvaluation(models.evaluation(), models.workspace().samplesProperty()::set)));
        return new StackPane(
                underHeadline,
                new Welcome(models.workspace(), models.evaluation(), files, samples, () -> showLessons.run()),
                new NoticeArea(BELOW_HEADLINE));
    }

    private FoldingPanel right(WindowModels models, TrainingFiles files, ConnectivityFiles connectivityFiles) {
        tabs.getTabs()
                .setAll(
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
                                        new TrainingTab.Others(
                                                new ConnectivityView(
                                                        connectivityFiles,
                                                        models.display().darkProperty()),
                                                () -> showRuns.run()),
                                        models.weights()::use,
                                        models.display().darkProperty())));
        tabs.setId("measures");
        tabs.setPrefWidth(MEASURES_WIDTH);
        IconButton fold = FoldingPanel.button(FoldingPanel.Side.RIGHT);
        StackPane.setAlignment(fold, Pos.TOP_RIGHT);
        StackPane.setMargin(fold, new Insets(3, 4, 0, 0));
        List<FoldingPanel.Title> titles = tabs.getTabs().stream()
                .map(tab -> new FoldingPanel.Title(
                        tab.getText(), () -> tabs.getSelectionModel().select(tab)))
                .toList();
        return new FoldingPanel(FoldingPanel.Side.RIGHT, new StackPane(tabs, fold), NARROWEST_MEASURES, fold, titles);
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

    /** Has the list of runs shown by someone else, where the training tab asks for it. */
    void showRunsBy(Runnable show) {
        showRuns = show;
    }

    /** Has the list of lessons shown by someone else, where the welcome page offers it. */
    void showLessonsBy(Runnable show) {
        showLessons = show;
    }

    /** Shows a tab of the readouts, by its title in lower case; nothing where there is none. */
    void showTab(String title) {
        tabs.getTabs().stream()
                .filter(tab -> tab.getText().toLowerCase(Locale.ROOT).equals(title))
                .forEach(tabs.getSelectionModel()::select);
    }

    /** Scrolls to a node of the tab that is shown; nothing where it is not there. */
    void bringForward(String selector) {
        // What the tab holds is in the scene once its skin has made room for it.
        tabs.applyCss();
        tabs.layout();
        Node node = tabs.lookup(selector);
        if (node != null) {
            Reveal.bringForward(node);
        }
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

    /** Tells whether a side is a strip. */
    BooleanProperty foldedProperty(FoldingPanel.Side side) {
        return (side == FoldingPanel.Side.LEFT ? left : right).foldedProperty();
    }

    /**
     * Places the dividers, once there is a size to divide.
     *
     * @param remembered what {@link #dividers} gave; too few mean the usual places
     */
    void placeDividers(List<Double> remembered) {
        double width = getWidth();
        boolean usual = remembered.size() < DIVIDERS;
        leftWidth = usual ? clamp(SIDE_SHARE * width, NARROWEST_SIDE, SIDE_WIDTH) : remembered.get(0) * width;
        rightWidth = usual
                ? clamp(MEASURES_SHARE * width, NARROWEST_MEASURES, MEASURES_WIDTH)
                : (1 - remembered.get(1)) * width;
        model.unfoldLayers(getHeight() >= ROOM_FOR_LAYERS);
        place();
        plots.restoreDividers(remembered.stream().skip(DIVIDERS).toList());
    }

    private void place() {
        if (getWidth() > 0) {
            setDividerPositions(
                    (left.foldedProperty().get() ? FoldingPanel.STRIP : leftWidth) / getWidth(),
                    1 - (right.foldedProperty().get() ? FoldingPanel.STRIP : rightWidth) / getWidth());
            layout();
        }
    }

    private void fold(boolean folded, boolean isLeft) {
        if (folded && getWidth() > 0) {
            keepWidths(isLeft, !isLeft);
        }
        place();
    }

    /** Keeps the widths of sides that are, or were a moment ago, open. */
    private void keepWidths(boolean ofLeft, boolean ofRight) {
        if (ofLeft) {
            leftWidth = left.getWidth();
        }
        if (ofRight) {
            rightWidth = right.getWidth();
        }
    }

    private static double clamp(double value, double low, double high) {
        return Math.max(low, Math.min(high, value));
    }

    /** Brings back what {@link #room} gave. */
    void restore(Room room) {
        for (FoldingPanel.Side side : FoldingPanel.Side.values()) {
            foldedProperty(side).set(room.folded().contains(side.title()));
        }
        plots.swappedProperty().set(room.heatmapLarge());
    }

    /** Returns what is folded and where. */
    Room room() {
        List<String> folded = Arrays.stream(FoldingPanel.Side.values())
                .filter(side -> foldedProperty(side).get())
                .map(FoldingPanel.Side::title)
                .toList();
        return Room.DEFAULT.with(folded, plots.swappedProperty().get());
    }

    /** Returns where all dividers stand while the sides are open, those between the plots too. */
    List<Double> dividers() {
        keepWidths(!left.foldedProperty().get(), !right.foldedProperty().get());
        List<Double> dividers =
                new ArrayList<>(List.of(clamp(leftWidth / getWidth(), 0, 1), clamp(1 - rightWidth / getWidth(), 0, 1)));
        dividers.addAll(plots.dividers());
        return dividers;
    }
}
