package io.orograph.ui.dialog;

import io.orograph.ui.settings.RememberedSettings;
import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javafx.stage.FileChooser;
import javafx.stage.Window;

/** Asks with the platform's file chooser, which opens where a file was last chosen. */
public final class FileChooserQuestions implements FileQuestions {

    private final Window owner;
    private final RememberedSettings settings;

    public FileChooserQuestions(Window owner, RememberedSettings settings) {
        this.owner = owner;
        this.settings = settings;
    }

    @Override
    public Optional<Path> toOpen(String title, Kind... kinds) {
        return remembered(WindowSize.keeping(owner, () -> chooser(title, kinds).showOpenDialog(owner)));
    }

    @Override
    public List<Path> toOpenTogether(String title, Kind... kinds) {
        List<File> chosen =
                WindowSize.keeping(owner, () -> chooser(title, kinds).showOpenMultipleDialog(owner));
        if (chosen == null || chosen.isEmpty()) {
            return List.of();
        }
        settings.rememberFolder(chosen.get(0).toPath());
        return chosen.stream().map(File::toPath).toList();
    }

    @Override
    public Optional<Path> toSave(String title, String name, Kind... kinds) {
        FileChooser chooser = chooser(title, kinds);
        chooser.setInitialFileName(name + ending(kinds[0].patterns()));
        return remembered(WindowSize.keeping(owner, () -> chooser.showSaveDialog(owner)))
                .map(file -> {
                    boolean complete = file.getFileName().toString().contains(".");
                    FileChooser.ExtensionFilter kind = chooser.getSelectedExtensionFilter();
                    List<String> patterns = kind == null ? kinds[0].patterns() : kind.getExtensions();
                    return complete ? file : file.resolveSibling(file.getFileName() + ending(patterns));
                });
    }

    private FileChooser chooser(String title, Kind... kinds) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(title);
        chooser.setInitialDirectory(settings.folder());
        chooser.getExtensionFilters()
                .setAll(Arrays.stream(kinds)
                        .map(kind -> new FileChooser.ExtensionFilter(kind.name(), kind.patterns()))
                        .toList());
        return chooser;
    }

    private Optional<Path> remembered(File chosen) {
        Optional<Path> file = Optional.ofNullable(chosen).map(File::toPath);
        file.ifPresent(settings::rememberFolder);
        return file;
    }

    /** Returns the ending that the first of some patterns asks for: the pattern without its star. */
    private static String ending(List<String> patterns) {
        return patterns.get(0).substring(1);
    }
}
