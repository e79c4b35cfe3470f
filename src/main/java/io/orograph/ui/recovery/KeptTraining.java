package io.orograph.ui.recovery;

import io.orograph.network.Weights;
import io.orograph.study.Keeping;
import io.orograph.study.KeptWeights;
import io.orograph.ui.training.TrainingKeeper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the last training of a window in a folder of its own. */
final class KeptTraining implements TrainingKeeper {

    /** The kind of a training among the results of a session. */
    static final String KIND = "training";

    private static final Logger LOG = LoggerFactory.getLogger(KeptTraining.class);

    private final Path root;
    private SessionFolder folder;
    private Weights theta;
    private Runnable firstWritten = () -> {};
    private boolean closed;
    private boolean whole;
    private long keeps;
    private double took;
    private long next = System.nanoTime();

    KeptTraining(Path root) {
        this.root = root;
    }

    /**
     * Has the next training that is kept go on with an earlier one.
     *
     * @param written run once all that the earlier one held is in the new file
     */
    synchronized void goingOn(Runnable written) {
        firstWritten = written;
    }

    @Override
    public synchronized void keep(Kept training) {
        took = training.seconds();
        whole = training.finished();
        keeps++;
        long begin = System.nanoTime();
        if (closed || begin < next && !training.finished()) {
            return;
        }
        try {
            if (folder == null) {
                folder = SessionFolder.create(root);
            }
            LocalDateTime when = LocalDateTime.now(ZoneId.systemDefault());
            SubjectWords subject = SubjectWords.of(training.subject(), when.toLocalDate());
            RecoveryNote note = RecoveryNote.of(subject, when, training);
            if (!subject.isOfModelFile() && theta != training.subject().weights()) {
                theta = training.subject().weights();
                KeptWeights.write(folder.path().resolve(KeptWork.THETA), theta);
            }
            training.snapshot().write(folder.path().resolve(note.file()), training.settings());
            note.write(folder.path().resolve(KeptWork.NOTE));
            firstWritten.run();
            firstWritten = () -> {};
        } catch (IOException e) {
            LOG.warn("The training cannot be kept in {}", root, e);
        }
        long now = System.nanoTime();
        next = now + Keeping.pause(Duration.ofNanos(now - begin)).toNanos();
    }

    @Override
    public synchronized void forget() {
        if (folder != null) {
            try {
                folder.delete();
            } catch (IOException e) {
                LOG.warn("What was kept of a training cannot be removed", e);
            }
            folder = null;
            theta = null;
        }
    }

    /** Returns what is to be run when a session holds the training as it is now. */
    synchronized Runnable saving() {
        long saved = keeps;
        return whole ? () -> forget(saved) : () -> {};
    }

    private synchronized void forget(long saved) {
        if (keeps == saved) {
            forget();
        }
    }

    @Override
    public boolean leaves(double seconds) {
        return seconds >= Recovery.LONG.toSeconds();
    }

    /**
     * Ends the keeping; what took long, or all of it, is left for the next start.
     *
     * @param all whether what was quick is left too
     */
    synchronized void close(boolean all) {
        closed = true;
        if (!all && !leaves(took)) {
            forget();
        }
        if (folder != null) {
            try {
                folder.close();
            } catch (IOException e) {
                LOG.warn("What was kept of a training cannot be left", e);
            }
        }
    }
}
