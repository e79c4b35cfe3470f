package io.orograph.ui.main;

/** The plots in the middle of the window. */
enum Plot {
    SURFACE("surface"),
    HEATMAP("heatmap"),
    SLICES("slices");

    private final String title;

    Plot(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }
}
