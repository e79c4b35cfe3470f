package io.orograph.cli;

import io.orograph.study.CurvatureStudy;
import io.orograph.task.TimeText;

/** A bar for each part of a study of the curvature, one after the other. */
final class SpectrumProgress implements CurvatureStudy.Listener, AutoCloseable {

    private final Console console;
    private String shown = "";
    private ProgressBar bar;
    private long begun;
    private boolean told;

    SpectrumProgress(Console console) {
        this.console = console;
    }

    @Override
    public void part(String what, long done, long total) {
        if (!what.equals(shown)) {
            close();
            bar = new ProgressBar(console, "Measuring " + what);
            shown = what;
            begun = System.nanoTime();
            told = false;
        }
        forecast(done, total);
        bar.progress(done, total);
    }

    private void forecast(long done, long total) {
        double seconds = (System.nanoTime() - begun) / 1e9;
        double whole = done == 0 ? 0 : seconds * total / done;
        if (!told && seconds >= StudyProgress.TOLD_AFTER_SECONDS && whole >= StudyProgress.WORTH_TELLING_SECONDS) {
            told = true;
            console.err().println("Measuring " + shown + " takes at most about " + TimeText.about(whole) + ".");
        }
    }

    @Override
    public void progress(long done, long total) {
        // Each part has its own.
    }

    @Override
    public void ritz(int step, int limit, double[] values, double[] residuals) {
        // The bar has no room for them.
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
