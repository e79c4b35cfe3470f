package io.orograph.ui.recovery;

import io.orograph.export.ResultNpz;
import io.orograph.file.UnreadableFileException;
import io.orograph.study.runs.Run;
import io.orograph.study.runs.StoredRun;
import io.orograph.ui.runs.RunsKeeper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the runs of a window in a folder of their own, a file a run, until the window is closed. */
final class KeptRuns implements RunsKeeper {

    private static final Logger LOG = LoggerFactory.getLogger(KeptRuns.class);

    /** The weights of larger networks take too long to write with each run: their curves are kept. */
    private static final int MOST_WEIGHTS = 1 << 24;

    private static final String ENDING = ".npz";

    private final Path root;
    private final Map<String, Path> files = new HashMap<>();
    private final List<SessionFolder> found = new ArrayList<>();
    private SessionFolder folder;
    private int written;
    private boolean closed;

    KeptRuns(Path root) {
        this.root = root;
    }

    @Override
    public synchronized void keep(Run run) {
        if (closed) {
            return;
        }
        try {
            if (folder == null) {
                folder = SessionFolder.create(root);
            }
            Path file = files.computeIfAbsent(
                    run.id(), id -> folder.path().resolve(String.format("run-%05d%s", written++, ENDING)));
            boolean large =
                    run.end().map(end -> end.theta().length > MOST_WEIGHTS).orElse(false);
            ResultNpz.write(file, large ? run.withoutWeights() : run);
        } catch (IOException e) {
            LOG.warn("The run cannot be kept in {}", root, e);
        }
    }

    @Override
    public synchronized void forget(String id) {
        Path file = files.remove(id);
        if (file != null && !closed) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                LOG.warn("What was kept of a run cannot be removed", e);
            }
        }
    }

    @Override
    public synchronized List<Run> before() throws IOException {
        found.addAll(SessionFolder.abandoned(root));
        List<Run> runs = new ArrayList<>();
        for (SessionFolder each : found) {
            try (Stream<Path> listed = Files.list(each.path())) {
                for (Path file : listed.filter(path -> path.toString().endsWith(ENDING))
                        .sorted()
                        .toList()) {
                    read(file, runs);
                }
            }
        }
        return runs;
    }

    private static void read(Path file, List<Run> runs) throws IOException {
        try {
            StoredRun.read(ResultNpz.read(file).values()).ifPresent(runs::add);
        } catch (UnreadableFileException e) {
            LOG.warn("A run that was kept is damaged", e);
        }
    }

    @Override
    public synchronized void taken() {
        found.forEach(KeptRuns::delete);
        found.clear();
    }

    private static void delete(SessionFolder gone) {
        try {
            gone.delete();
        } catch (IOException e) {
            LOG.warn("What was kept of runs cannot be removed", e);
        }
    }

    /**
     * Ends the keeping.
     *
     * @param killed whether the program ends without having been closed: the runs are left for the next start
     */
    synchronized void close(boolean killed) {
        closed = true;
        try {
            for (SessionFolder each : found) {
                each.close();
            }
            if (folder != null && killed) {
                folder.close();
            }
        } catch (IOException e) {
            LOG.warn("What was kept of runs cannot be left", e);
        }
        if (folder != null && !killed) {
            delete(folder);
        }
    }
}
