package io.orograph.ui.main;

import io.orograph.file.FileName;
import io.orograph.format.Formats;
import io.orograph.format.Role;
import io.orograph.session.SessionFile;
import io.orograph.ui.dialog.FileQuestions;
import io.orograph.ui.dialog.FileQuestions.Kind;
import io.orograph.ui.session.LosingModel;
import io.orograph.ui.session.RecentSessions;
import io.orograph.ui.session.SessionModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;

/** Saving and opening sessions: by chooser and by the list of recent ones. */
final class SessionActions {

    private static final Kind SESSIONS = Kind.of("Sessions", Formats.all(), Role.SESSION);
    private static final Kind MODELS = Kind.of("Models", Formats.all(), Role.MODEL);
    private static final Kind DATA = Kind.of("Data", Formats.all(), Role.DATA);

    private final SessionModel model;
    private final LosingModel losing;
    private final FileQuestions questions;
    private Path current;

    SessionActions(SessionModel model, LosingModel losing, FileQuestions questions) {
        this.model = model;
        this.losing = losing;
        this.questions = questions;
    }

    /** Asks where, then saves. */
    void save() {
        String name = current == null ? "session" : FileName.of(current).replace(SessionFile.ENDING, "");
        questions.toSave("Save the session", name, SESSIONS).ifPresent(file -> {
            current = file;
            model.save(file);
        });
    }

    /** Asks which, then opens it. */
    void open() {
        questions.toOpen("Open a session", SESSIONS, Kind.ALL).ifPresent(this::open);
    }

    /** Opens a session; one that has vanished is explained, and not offered again. */
    void open(Path file) {
        losing.beforeOpening(() -> {
            current = file;
            if (Files.notExists(file)) {
                model.recent().remove(file);
            }
            model.open(file);
        });
    }

    /** Asks for a file that a session needs. */
    Optional<Path> find(String role) {
        return questions.toOpen("Where is the session's " + role + "?", role.equals("model") ? MODELS : DATA, Kind.ALL);
    }

    /** Returns the menu of the recent ones. */
    Menu recentMenu() {
        Menu menu = new Menu("R_ecent sessions");
        RecentSessions recent = model.recent();
        recent.listProperty().addListener((property, old, now) -> fill(menu, recent));
        fill(menu, recent);
        return menu;
    }

    private void fill(Menu menu, RecentSessions recent) {
        menu.getItems().clear();
        for (Path path : recent.listProperty().get()) {
            MenuItem item = MenuEntry.item(path.toString(), null, () -> open(path));
            // Underscores in a path are no mnemonics.
            item.setMnemonicParsing(false);
            menu.getItems().add(item);
        }
        menu.setDisable(menu.getItems().isEmpty());
        if (!menu.getItems().isEmpty()) {
            menu.getItems().addAll(new SeparatorMenuItem(), MenuEntry.item("_Forget these", null, recent::clear));
        }
    }
}
