package io.orograph.ui.evaluation;

import io.orograph.export.LandscapeNpz;
import io.orograph.plane.Section;
import io.orograph.plot.Overlay;
import io.orograph.plot.SectionOverlay;
import io.orograph.study.LandscapeStudy;
import io.orograph.ui.dialog.Problems;
import io.orograph.ui.display.Overlays;
import io.orograph.ui.task.LatestTask;
import java.nio.file.Path;
import java.util.concurrent.Executor;

/** Opens exported landscapes, to be looked at and drawn without their model; what lies on their plane is drawn too. */
public final class OpenedLandscape {

    private final LatestTask<LandscapeStudy.Result> opening;

    /**
     * Makes one.
     *
     * @param evaluation shows what is opened
     * @param overlays draws what lies on it
     */
    public OpenedLandscape(EvaluationModel evaluation, Overlays overlays, Executor background, Problems problems) {
        this.opening = new LatestTask<>(
                background, evaluation::show, cause -> problems.report("The landscape cannot be opened", cause));
        evaluation.shownProperty().addListener((property, old, now) -> {
            boolean opened = now != null && isAlone(now.landscape().section(), evaluation);
            overlays.put(this, opened ? SectionOverlay.of(now.landscape().section()) : Overlay.NONE);
        });
    }

    /** Tells whether nobody else knows what lies on a section. */
    private static boolean isAlone(Section section, EvaluationModel evaluation) {
        return section.plane().isEmpty() || evaluation.isRestored(section);
    }

    /** Opens a landscape that was exported as NPZ. */
    public void open(Path file) {
        opening.start((cancel, progress) -> LandscapeStudy.Result.opened(LandscapeNpz.read(file)));
    }
}
