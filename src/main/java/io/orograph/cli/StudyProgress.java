package io.orograph.cli;

import io.orograph.study.StudyListener;

/** A bar for each stage of a study, one after the other, and its notices as lines on stderr. */
class StudyProgress implements StudyListener, AutoCloseable {

    private final Console console;
    private String stage;
    private ProgressBar bar;

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
    }

    @Override
    public synchronized void progress(long done, long total) {
        if (bar == null) {
            bar = new ProgressBar(console, stage);
        }
        bar.progress(done, total);
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
