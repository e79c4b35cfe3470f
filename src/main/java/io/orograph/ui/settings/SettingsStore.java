package io.orograph.ui.settings;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.orograph.file.AtomicFile;
import io.orograph.file.FileName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps {@link Settings} in a JSON file. */
public final class SettingsStore {

    private static final Logger LOG = LoggerFactory.getLogger(SettingsStore.class);

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /** Where damaged settings go. */
    private static final String ASIDE = "settings-damaged.json";

    private final Path file;
    private String problem;

    public SettingsStore(Path file) {
        this.file = file;
    }

    /** Returns the file in which the platform keeps the settings of the user who runs the program. */
    public static Path defaultFile() {
        String appData = System.getenv("APPDATA");
        String config = System.getenv("XDG_CONFIG_HOME");
        Path home = Path.of(System.getProperty("user.home"));
        Path folder;
        if (appData != null && !appData.isEmpty()) {
            folder = Path.of(appData);
        } else if (config != null && !config.isEmpty()) {
            folder = Path.of(config);
        } else {
            folder = home.resolve(".config");
        }
        return folder.resolve("orograph").resolve("settings.json");
    }

    /** Returns the folder that it lies in, where more of the same user may be kept. */
    public Path folder() {
        return file.toAbsolutePath().getParent();
    }

    /** Has the reader of settings prepared, ahead of the first {@link #load}, which otherwise takes a tenth of a second. */
    public static void prepare() throws IOException {
        JSON.readValue(JSON.writeValueAsBytes(Settings.DEFAULT), Settings.class);
    }

    /** Loads the stored settings; the defaults if there are none or they cannot be read, which is logged. */
    public Settings load() {
        if (!Files.exists(file)) {
            return Settings.DEFAULT;
        }
        try {
            Settings settings = JSON.readValue(file.toFile(), Settings.class);
            return settings == null ? Settings.DEFAULT : settings;
        } catch (IOException | RuntimeException e) {
            LOG.warn("The settings in {} cannot be read and are replaced by the defaults: {}", file, e.getMessage());
            problem = "The settings of the program are damaged, and the usual ones are taken" + putAside() + ".";
            return Settings.DEFAULT;
        }
    }

    private String putAside() {
        Path aside = file.resolveSibling(ASIDE);
        try {
            Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
            return "; the damaged file is " + FileName.of(aside) + " beside them";
        } catch (IOException e) {
            LOG.warn("The damaged settings cannot be put aside as {}", aside, e);
            return "";
        }
    }

    /** Returns what a person should know of the settings that were loaded, a sentence; empty if nothing. */
    public Optional<String> problem() {
        return Optional.ofNullable(problem);
    }

    /** Stores settings; a failure is logged: losing them is no reason to disturb a person's work. */
    public void save(Settings settings) {
        try {
            Files.createDirectories(file.getParent());
            byte[] text = JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(settings);
            AtomicFile.write(file, out -> out.write(text));
        } catch (IOException e) {
            LOG.warn("The settings cannot be stored in {}", file, e);
        }
    }
}
