package io.orograph.ui.session;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.orograph.file.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The sessions that were saved or opened last, in a file of their own, which windows that are open together add to. */
public final class RecentSessions {

    private static final int MOST = 10;
    private static final Logger LOG = LoggerFactory.getLogger(RecentSessions.class);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path file;
    private final ReadOnlyObjectWrapper<List<Path>> list = new ReadOnlyObjectWrapper<>(this, "list", List.of());

    /** Reads the list; a file that cannot be read is an empty one. */
    public RecentSessions(Path file) {
        this.file = file;
        list.set(read());
    }

    private List<Path> read() {
        if (Files.notExists(file)) {
            return List.of();
        }
        try {
            List<String> paths = JSON.readValue(file.toFile(), new TypeReference<>() {});
            return paths == null
                    ? List.of()
                    : paths.stream()
                            .filter(Objects::nonNull)
                            .flatMap(path -> path(path).stream())
                            .limit(MOST)
                            .toList();
        } catch (IOException e) {
            LOG.warn("The list of sessions in {} cannot be read and is empty", file, e);
            return List.of();
        }
    }

    private static Optional<Path> path(String text) {
        try {
            return Optional.of(Path.of(text));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** Puts a session at the head. */
    public void add(Path session) {
        Path path = session.toAbsolutePath().normalize();
        List<Path> now = new ArrayList<>(List.of(path));
        read().stream().filter(other -> !other.equals(path)).forEach(now::add);
        write(now.subList(0, Math.min(MOST, now.size())));
    }

    /** Takes one out: it is not there any more. */
    public void remove(Path session) {
        write(read().stream().filter(other -> !other.equals(session)).toList());
    }

    /** Empties the list. */
    public void clear() {
        write(List.of());
    }

    private void write(List<Path> now) {
        list.set(List.copyOf(now));
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            byte[] text =
                    JSON.writeValueAsBytes(now.stream().map(Path::toString).toList());
            AtomicFile.write(file, out -> out.write(text));
        } catch (IOException e) {
            LOG.warn("The list of sessions cannot be stored in {}", file, e);
        }
    }

    /** Returns the sessions, the latest first. */
    public ReadOnlyObjectProperty<List<Path>> listProperty() {
        return list.getReadOnlyProperty();
    }

    /** Returns the latest, if its file is still there. */
    public Optional<Path> latest() {
        return list.get().stream().findFirst().filter(Files::exists);
    }
}
