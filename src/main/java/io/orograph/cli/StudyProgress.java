package io.orograph.cli;

import io.orograph.study.StudyListener;
import io.orograph.task.TimeText;
import java.util.List;
import java.util.function.DoubleSupplier;

/**
 * A bar for each stage of a study, one after the other, and lines on stderr: its notices, and how long a stage takes that
 * takes long.
 */
class StudyProgress implements StudyListener, AutoCloseable {

    /** How long a stage has lasted when its whole time is told. */
    static final double TOLD_AFTER_SECONDS = 5;

    /** Stages that take no longer are over before one has read that. */
    static final double WORTH_TELLING_SECONDS = 60;

    private final Console console;
    private final DoubleSupplier clock;
    private String stage;
    private ProgressBar bar;
    private double begun;
    private boolean told;
    /** When the first units were done, before which all is loaded that is needed once; NaN before. */
    private double paced = Double.NaN;

    private long pacedDone;

    /**
     * Makes one.
     *
     * @param stage what the first bar says until the study names its own
     */
    StudyProgress(Console console, String stage) {
        this(console, stage, () -> System.nanoTime() / 1e9);
    }

    /**
     * Makes one.
     *
     * @param clock in seconds
     */
    StudyProgress(Console console, String stage, DoubleSupplier clock) {
        this.console = console;
        this.stage = stage;
        this.clock = clock;
        this.begun = clock.getAsDouble();
    }

    @Override
    public synchronized void stage(String what) {
        close();
        stage = what;
        begun = clock.getAsDouble();
        told = false;
        paced = Double.NaN;
        pacedDone = 0;
    }

    @Override
    public synchronized void progress(long done, long total) {
        double now = clock.getAsDouble();
        if (Double.isNaN(paced) && done > 0) {
            paced = now;
            pacedDone = done;
        }
        double whole = done <= pacedDone ? 0 : (now - paced) * total / (done - pacedDone);
        if (!told && now - begun >= TOLD_AFTER_SECONDS && whole >= WORTH_TELLING_SECONDS) {
            told = true;
            close();
            forecast(stage, whole).forEach(console.err()::println);
        }
        if (bar == null) {
            bar = new ProgressBar(console, stage);
        }
        bar.progress(done, total);
    }

    /**
     * Says how long a stage takes, which is long.
     *
     * @return sentences, a line each
     */
    List<String> forecast(String what, double seconds) {
        return List.of(what + " takes about " + TimeText.about(seconds) + ".");
    }

    @Override
    public synchronized void notice(String sentence) {
        close();
        console.tell(sentence);
    }

    /** Wipes the bar; a further progress draws a new one. */
    @Override
    public synchronized void close() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }
}
