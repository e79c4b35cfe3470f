package io.orograph.ui.main;

import io.orograph.landscape.Landscape;
import io.orograph.provenance.Key;
import io.orograph.study.Sample;
import io.orograph.study.TestSamples;
import io.orograph.ui.Fx;
import io.orograph.ui.dialog.Notice;
import io.orograph.ui.dialog.ProblemDialog;
import io.orograph.ui.display.DisplaySettings;
import io.orograph.ui.settings.Settings;
import io.orograph.ui.settings.SettingsStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.DialogPane;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TabPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.testfx.api.FxRobot;
import org.testfx.api.FxRobotInterface;
import org.testfx.util.WaitForAsyncUtils;

/** A real window with settings of its own for each test, and what tests do with it. */
final class WindowExtension extends FxRobot implements BeforeEachCallback, AfterEachCallback {

    /** The smallest sample: its landscape takes a moment. */
    static final String SMALL = "breast-cancer-mlp";

    /** Settled for most tests: few cells, so that an evaluation is over soon. */
    private static final int FEW_CELLS = 11;

    private final PreparedFiles files = new PreparedFiles();
    private Path folder;
    private Stage stage;
    private WindowModels models;
    private MainWindow window;

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        Fx.start();
        folder = Files.createTempDirectory("window");
        open();
    }

    @Override
    public void afterEach(ExtensionContext context) throws IOException {
        close();
        Fx.await("the worker threads end", () -> threads().isEmpty());
        // An exception in the background would otherwise fail the next test.
        checkException();
        try (Stream<Path> made = Files.walk(folder)) {
            for (Path path : made.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private static void checkException() {
        try {
            WaitForAsyncUtils.checkException();
        } catch (Throwable e) {
            throw new AssertionError("something failed in the background", e);
        }
    }

    /** Opens a window, as at the start of the program. */
    void open() {
        Fx.run(() -> {
            stage = new Stage();
            models = new WindowModels(new DisplaySettings(), new ProblemDialog(stage), new Notice(stage)::show);
            window = new MainWindow(stage, new SettingsStore(settingsFile()), settings -> files, models);
            models.evaluation().resolutionProperty().set(FEW_CELLS);
            window.show();
        });
        targetWindow(stage);
        Fx.await("the window has the keyboard", () -> stage.isFocused());
    }

    /** Opens a window of a size, as at the start of the program on a small screen. */
    void open(double width, double height) {
        new SettingsStore(settingsFile()).save(Settings.DEFAULT.withWindow(width, height, false, List.of()));
        open();
    }

    /** Closes the window, as at the end of the program; once is enough. */
    void close() {
        Fx.run(() -> {
            if (window != null) {
                window.close();
                stage.close();
                window = null;
            }
        });
    }

    /** The threads that a window started and that have not ended. */
    static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("worker-"))
                .map(Thread::getName)
                .toList();
    }

    /** What the window shows and changes. */
    WindowModels models() {
        return models;
    }

    MainWindow window() {
        return window;
    }

    Stage stage() {
        return stage;
    }

    Path folder() {
        return folder;
    }

    Path settingsFile() {
        return folder.resolve("settings.json");
    }

    /** What the file choosers answer. */
    PreparedFiles files() {
        return files;
    }

    /** The dialog that says what went wrong; null while there is none. Called on the FX thread. */
    static DialogPane problem() {
        return dialog("problem");
    }

    /** The dialog of an id; null while it is not shown. Called on the FX thread. */
    static DialogPane dialog(String id) {
        return Window.getWindows().stream()
                .map(window -> window.getScene().getRoot())
                .filter(root -> id.equals(root.getId()))
                .map(DialogPane.class::cast)
                .findFirst()
                .orElse(null);
    }

    static Sample sample(String name) {
        return TestSamples.named(name);
    }

    /** Opens a sample and waits for its whole landscape. */
    Landscape openSample(String name) {
        Fx.run(() -> models.workspace().openSample(sample(name)));
        return awaitSample(name);
    }

    /** Waits for the whole landscape of a sample. */
    Landscape awaitSample(String name) {
        return awaitWhole(landscape -> landscape
                .provenance()
                .text(Key.MODEL)
                .equals(sample(name).model().getFileName().toString()));
    }

    Landscape landscape() {
        return Fx.get(() -> models.evaluation().landscapeProperty().get());
    }

    /** Waits until a whole landscape for which a condition holds is shown and nothing runs any more. */
    Landscape awaitWhole(Predicate<Landscape> condition) {
        Fx.await("a whole landscape is shown", () -> {
            Landscape shown = models.evaluation().landscapeProperty().get();
            return shown != null
                    && shown.isComplete()
                    && !models.evaluation().runningProperty().get()
                    && condition.test(shown);
        });
        return landscape();
    }

    /** Scrolls a node into the middle of what is seen of its pane, as a person does before taking hold of it. */
    void reveal(String selector) {
        Node node = find(selector, Node.class);
        Fx.run(() -> {
            Node pane = node;
            while (!(pane instanceof ScrollPane scroll)) {
                pane = pane.getParent();
            }
            Bounds content = scroll.getContent().getLayoutBounds();
            Bounds place = scroll.getContent().sceneToLocal(node.localToScene(node.getLayoutBounds()));
            double seen = scroll.getViewportBounds().getHeight();
            double hidden = content.getHeight() - seen;
            scroll.setVvalue(hidden <= 0 ? 0 : Math.max(0, Math.min(hidden, place.getCenterY() - seen / 2)) / hidden);
            scroll.layout();
        });
    }

    /** Clicks on a node, and scrolls to it before where it is not seen, as a person does. */
    @Override
    public FxRobotInterface clickOn(String query, MouseButton... buttons) {
        scrollTo(query);
        return super.clickOn(query, buttons);
    }

    @Override
    public FxRobotInterface doubleClickOn(String query, MouseButton... buttons) {
        scrollTo(query);
        return super.doubleClickOn(query, buttons);
    }

    private void scrollTo(String query) {
        lookup(query).tryQuery().filter(WindowExtension::isScrolledAway).ifPresent(node -> reveal(query));
    }

    private static boolean isScrolledAway(Node node) {
        return Fx.get(() -> {
            Node pane = node.getParent();
            while (pane != null && !(pane instanceof ScrollPane)) {
                pane = pane.getParent();
            }
            Bounds place = node.localToScene(node.getLayoutBounds());
            return pane != null
                    && pane.getScene() == node.getScene()
                    && node.getId() != null
                    && !pane.localToScene(pane.getLayoutBounds()).contains(place.getCenterX(), place.getCenterY());
        });
    }

    /**
     * Returns the node of an id or another selector; off the FX thread once it is there, since what a pane shows first enters
     * the scene with a pulse.
     */
    <T extends Node> T find(String selector, Class<T> type) {
        if (!Platform.isFxApplicationThread()) {
            Fx.await(selector + " is in the scene", () -> stage.getScene().lookup(selector) != null);
        }
        return Fx.get(() -> type.cast(stage.getScene().lookup(selector)));
    }

    /**
     * Does what a menu's key does. Not through the keyboard: on a slow machine a key is held long enough to repeat
     * itself. It may show a dialog and wait for it, so this does not wait for the action.
     */
    void shortcut(String keys) {
        Platform.runLater(stage.getScene().getAccelerators().get(KeyCombination.valueOf(keys)));
    }

    /** Presses a button. */
    void fire(String selector) {
        Fx.run(find(selector, ButtonBase.class)::fire);
    }

    /** Presses a key on a node, once. */
    void press(String selector, KeyCode key) {
        Node node = find(selector, Node.class);
        Fx.run(() -> node.fireEvent(new KeyEvent(KeyEvent.KEY_PRESSED, "", "", key, false, false, false, false)));
    }

    /** Shows a tab of the right side. */
    void selectTab(String title) {
        Fx.run(() -> {
            TabPane tabs = (TabPane) stage.getScene().lookup("#measures");
            tabs.getTabs().stream()
                    .filter(tab -> tab.getText().equals(title))
                    .forEach(tabs.getSelectionModel()::select);
            // What the tab holds is in the scene once its skin has made room for it.
            tabs.applyCss();
            tabs.layout();
        });
    }

    String text(String selector) {
        Label label = find(selector, Label.class);
        return Fx.get(label::getText);
    }

    boolean isShown(String selector) {
        return Fx.get(() -> {
            Node node = stage.getScene().lookup(selector);
            return node != null && isShown(node);
        });
    }

    private static boolean isShown(Node node) {
        return node.isVisible() && (node.getParent() == null || isShown(node.getParent()));
    }
}
