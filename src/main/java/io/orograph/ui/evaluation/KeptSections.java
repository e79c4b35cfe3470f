package io.orograph.ui.evaluation;

import io.orograph.plane.Section;
import io.orograph.study.Command;
import io.orograph.study.Experiment;
import io.orograph.study.SectionSource;
import io.orograph.study.StudyListener;
import io.orograph.task.CancelToken;
import java.io.IOException;

/**
 * Keeps the plane that was computed last, which takes long, for the next grid over it. From any thread.
 */
final class KeptSections {

    private volatile Kept kept;

    private record Kept(Experiment subject, SectionSource source, Section section) {}

    /** Returns a source that computes its plane only if it is not the one that is kept. */
    SectionSource keeping(SectionSource source) {
        return source.isComputed() ? new Keeping(source) : source;
    }

    /** Lets go of what is kept of an experiment that is closed. */
    void forget() {
        kept = null;
    }

    private final class Keeping implements SectionSource {

        private final SectionSource source;

        Keeping(SectionSource source) {
            this.source = source;
        }

        @Override
        public Section section(Experiment experiment, StudyListener listener, CancelToken cancel) throws IOException {
            Kept last = kept;
            if (last == null || last.subject() != experiment || !last.source().equals(source)) {
                last = new Kept(experiment, source, source.section(experiment, listener, cancel));
                kept = last;
            }
            return last.section();
        }

        @Override
        public Command command(Experiment experiment) {
            return source.command(experiment);
        }

        @Override
        public boolean isComputed() {
            return true;
        }
    }
}
