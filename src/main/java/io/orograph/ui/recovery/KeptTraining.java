package io.orograph.ui.recovery;

import io.orograph.model.OpenedModel;
import io.orograph.study.Outputs;
import io.orograph.study.WeightsFile;
import io.orograph.ui.training.TrainingKeeper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the weights of the last training of a window in a folder of its own. */
final class KeptTraining implements TrainingKeeper {

    /** The file of the weights. */
    static final String FILE = "trained.npz";

    private static final Logger LOG = LoggerFactory.getLogger(KeptTraining.class);

    private final Path root;
    private SessionFolder folder;
    private boolean closed;
    private double took;

    KeptTraining(Path root) {
        this.root = root;
    }

    @Override
    public synchronized void keep(WeightsFile weights, boolean finished, double seconds) {
        took = seconds;
        if (closed || !weights.experiment().model().choice().equals(OpenedModel.Choice.NONE)) {
            // Of another layout than the file has when it is opened again.
            return;
        }
        try {
            if (folder == null) {
                folder = SessionFolder.create(root);
            }
            Outputs.WEIGHTS.write(folder.path().resolve(FILE), weights);
            RecoveryNote.ofTraining(weights.experiment(), LocalDateTime.now(ZoneId.systemDefault()), finished)
                    .write(folder.path().resolve(KeptLandscape.NOTE));
        } catch (IOException e) {
            LOG.warn("The training cannot be kept in {}", root, e);
        }
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
        }
    }

    /**
     * Ends the keeping; what took long, or all of it, is left for the next start.
     *
     * @param all whether what was quick is left too
     */
    synchronized void close(boolean all) {
        closed = true;
        if (!all && took < Recovery.LONG.toSeconds()) {
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
