package io.orograph.ui.recovery;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folders that windows which are gone have left. At most {@link #MOST} are there, with {@link #MOST_BYTES} together; the
 * oldest go first.
 */
final class LeftFolders {

    /** So many are kept at most. */
    static final int MOST = 16;

    /** So much room on the disk they take at most. */
    static final long MOST_BYTES = 1L << 30;

    private static final Logger LOG = LoggerFactory.getLogger(LeftFolders.class);

    private final Path root;
    private final Consumer<String> notices;
    private final List<Unsaved> claimed = new ArrayList<>();

    /**
     * @param notices told in a sentence of what is damaged
     */
    LeftFolders(Path root, Consumer<String> notices) {
        this.root = root;
        this.notices = notices;
    }

    /** Returns what is in them, the latest first; no other window is offered it from here on. */
    synchronized List<Unsaved> find() {
        try {
            long bytes = 0;
            List<SessionFolder> folders = new ArrayList<>(SessionFolder.abandoned(root));
            Collections.reverse(folders);
            for (SessionFolder folder : folders) {
                bytes += folder.bytes();
                if (claimed.size() < MOST
                        && bytes <= MOST_BYTES
                        && Files.exists(folder.path().resolve(KeptWork.NOTE))) {
                    claim(folder);
                } else {
                    folder.delete();
                }
            }
        } catch (IOException e) {
            LOG.warn("What was kept in {} cannot be looked at", root, e);
        }
        return List.copyOf(claimed);
    }

    private void claim(SessionFolder folder) throws IOException {
        try {
            Unsaved found = new Unsaved(folder, RecoveryNote.read(folder.path().resolve(KeptWork.NOTE)));
            if (Files.notExists(found.file())) {
                throw new IOException("there is no " + found.file());
            }
            if (claimed.stream().anyMatch(later -> later.note().isSameQuestion(found.note()))) {
                // The later one went on with it, and has all of it.
                folder.delete();
                return;
            }
            claimed.add(found);
        } catch (IOException | RuntimeException e) {
            LOG.warn("What was kept in {} is damaged and is removed", folder.path(), e);
            notices.accept(
                    "Something that was not saved when the program ended last is damaged: it cannot be gone on with,"
                            + " and was removed.");
            folder.delete();
        }
    }

    /** Removes what was left. */
    synchronized void discard(Unsaved unsaved) {
        claimed.remove(unsaved);
        try {
            unsaved.delete();
        } catch (UncheckedIOException e) {
            LOG.warn(e.getMessage(), e);
        }
    }

    /** Leaves what nobody took for another start. */
    synchronized void leave() {
        claimed.forEach(Unsaved::leave);
    }
}
