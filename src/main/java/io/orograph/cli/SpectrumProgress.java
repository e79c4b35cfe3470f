package io.orograph.cli;

import io.orograph.study.CurvatureStudy;

/** A bar for each part of a study of the curvature, one after the other. */
final class SpectrumProgress implements CurvatureStudy.Listener, AutoCloseable {

    private final Console console;
    private String shown = "";
    private ProgressBar bar;

    SpectrumProgress(Console console) {
        this.console = console;
    }

    @Override
    public void part(String what, long done, long total) {
        if (!what.equals(shown)) {
            close();
            bar = new ProgressBar(console, "Measuring " + what);
            shown = what;
        }
        bar.progress(done, total);
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
