package io.orograph.ui.settings;

import io.orograph.session.DataPair;
import io.orograph.study.Experiment;
import java.io.File;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** Holds the current settings and stores every change at once. */
public final class RememberedSettings {

    private final SettingsStore store;
    private final ReadOnlyObjectWrapper<Settings> settings = new ReadOnlyObjectWrapper<>(this, "settings");

    /** Loads what was stored last. */
    public RememberedSettings(SettingsStore store) {
        this.store = store;
        settings.set(store.load());
    }

    public ReadOnlyObjectProperty<Settings> settingsProperty() {
        return settings.getReadOnlyProperty();
    }

    /**
     * Changes the settings and stores them. The lists of recent models and their data are those of all windows: what another
     * one has stored since comes first.
     */
    public void change(UnaryOperator<Settings> change) {
        Settings now = change.apply(settings.get().withRecentOf(store.load()));
        settings.set(now);
        store.save(now);
    }

    /** Stores changed settings and tells nobody, from any thread: when the program is being ended. */
    public void storeLast(UnaryOperator<Settings> change) {
        store.save(change.apply(settings.get().withRecentOf(store.load())));
    }

    /** Puts a model at the head of the recent ones. */
    public void rememberModel(Path file) {
        change(now -> now.withRecentModel(file.toAbsolutePath().toString()));
        rememberFolder(file);
    }

    /** Takes one model from the recent ones: it is not there any more. */
    public void forgetModel(Path file) {
        String gone = file.toAbsolutePath().toString();
        change(now -> now.withRecentModels(
                now.recentModels().stream().filter(path -> !path.equals(gone)).toList()));
    }

    /** Empties the list of recent models, and forgets their data. */
    public void forgetModels() {
        change(now -> now.withRecentModels(List.of()).withPairs(List.of()));
    }

    /** Keeps in mind on which data a model is evaluated, how they are read, and what else was chosen. */
    public void rememberData(Experiment experiment) {
        DataPair pair = DataPair.of(experiment, LocalDate.now(ZoneId.systemDefault()));
        if (!settings.get().pairs().contains(pair)) {
            change(now -> now.withPair(pair));
        }
    }

    /** Returns the data that a model was evaluated on last; empty if it never was. */
    public Optional<DataPair> dataOf(Path model) {
        String path = DataPair.path(model);
        return settings.get().pairs().stream()
                .filter(pair -> pair.model().equals(path))
                .findFirst();
    }

    /** Has file choosers open where a file was last chosen. */
    public void rememberFolder(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            change(now -> now.withFolder(folder.toString()));
        }
    }

    /** Returns the folder that a file chooser opens in; null for the platform's own choice. */
    public File folder() {
        File folder = new File(settings.get().folder());
        return folder.isDirectory() ? folder : null;
    }
}
