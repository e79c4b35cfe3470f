package io.orograph.cli;

import io.orograph.study.StudyListener;
import io.orograph.task.TimeText;
import java.util.List;

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
    private String stage;
    private ProgressBar bar;
    private long begun = System.nanoTime();
    private boolean told;

    /**
     * Makes one.
     *
     * @param stage what the first bar says until the study names its own
     */
    StudyProgress(Console console, String stage) {
        this.console = console;
        this.stage = stage;
    }

    @Override
    public synchronized void stage(String what) {
        close();
        stage = what;
        begun = System.nanoTime();
        told = false;
    }

    @Override
    public synchronized void progress(long done, long total) {
        double seconds = (System.nanoTime() - begun) / 1e9;
        double whole = done == 0 ? 0 : seconds * total / done;
        if (!told && seconds >= TOLD_AFTER_SECONDS && whole >= WORTH_TELLING_SECONDS) {
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
