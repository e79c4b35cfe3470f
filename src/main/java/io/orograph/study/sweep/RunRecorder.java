package io.orograph.study.sweep;

import io.orograph.file.AtomicFile;
import io.orograph.task.CancelToken;
import io.orograph.training.TrainingPoint;
import io.orograph.training.TrainingRecorder;
import io.orograph.training.TrainingState;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Records the losses of a run, stops it where its rule says so, and keeps now and then what it needs to go on. No state is
 * kept once the rule has stopped it: from one at the last step, a run that is gone on with would take another.
 */
final class RunRecorder implements TrainingRecorder, AutoCloseable {

    private static final String HEADER = "step,epoch,train_loss,train_accuracy";
    private static final long KEPT_EVERY = TimeUnit.SECONDS.toNanos(1);

    /** Writing takes at most one part in so many of the time: large networks are kept more seldom. */
    private static final long SHARE = 20;

    private final RunFolder folder;
    private final String settings;
    private final StopRule rule;
    private final CancelToken stop;
    private final BufferedWriter table;
    private long kept = System.nanoTime();
    private long every = KEPT_EVERY;
    private boolean reached;

    /**
     * Begins a record, or goes on with one.
     *
     * @param settings of the training, as text
     * @param from the state that the training begins with; what the table has beyond it is recorded again
     * @param stop cancelled where the rule ends the run
     */
    RunRecorder(RunFolder folder, String settings, TrainingState from, StopRule rule, CancelToken stop)
            throws IOException {
        this.folder = folder;
        this.settings = settings;
        this.rule = rule;
        this.stop = stop;
        Path file = folder.losses();
        List<String> lines = new ArrayList<>(List.of(HEADER));
        // A state may also be of before the first step, with the point where it begins recorded.
        if (from.recorded() != TrainingState.NONE && Files.exists(file)) {
            Files.readAllLines(file).stream()
                    .filter(line -> step(line) <= from.recorded())
                    .forEach(lines::add);
        }
        String kept = String.join("\n", lines) + "\n";
        // Written at once: who is killed here has the lines from which to go on.
        AtomicFile.write(file, out -> out.write(kept.getBytes(StandardCharsets.UTF_8)));
        table = Files.newBufferedWriter(file, StandardOpenOption.APPEND);
    }

    private static long step(String line) {
        String number = line.substring(0, Math.max(0, line.indexOf(',')));
        return number.matches("\\d{1,18}") ? Long.parseLong(number) : Long.MAX_VALUE;
    }

    @Override
    public void record(TrainingPoint point, double[] state) throws IOException {
        double loss = point.train().loss();
        double accuracy = point.train().accuracy();
        table.write(point.step() + "," + point.epoch() + "," + loss + ","
                + (Double.isNaN(accuracy) ? "" : Double.toString(accuracy)) + "\n");
        table.flush();
        if (point.step() > 0 && (rule.isReached(loss) || !Double.isFinite(loss))) {
            reached = true;
            stop.cancel();
        }
    }

    /** Also called where the training was cancelled, which is when it must be kept. */
    @Override
    public void keep(TrainingState state) throws IOException {
        if (!reached && (stop.isCancelled() || System.nanoTime() - kept >= every)) {
            long begun = System.nanoTime();
            folder.keep(state, settings);
            kept = System.nanoTime();
            every = Math.max(KEPT_EVERY, SHARE * (kept - begun));
        }
    }

    /** Between two points that are due, too: an epoch of many samples takes long. */
    @Override
    public boolean wantsState() {
        return System.nanoTime() - kept >= every;
    }

    /** Tells whether the rule ended the run, or its divergence. */
    boolean isReached() {
        return reached;
    }

    @Override
    public void close() throws IOException {
        table.close();
    }
}
