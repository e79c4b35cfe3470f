package io.orograph.ui.evaluation;

import io.orograph.plane.Section;
import io.orograph.study.Command;
import io.orograph.study.Experiment;
import io.orograph.study.SectionSource;
import io.orograph.study.StudyListener;
import io.orograph.study.SubjectDigest;
import io.orograph.task.CancelToken;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * Keeps the planes that were computed last, which takes long, for the next grid over one of them, and for settings that are
 * taken back. From any thread.
 */
final class KeptSections {

    /** So many numbers the directions of all planes have at most: 256 MB. */
    private static final long MOST_NUMBERS = 32L << 20;

    private final Deque<Kept> latest = new ArrayDeque<>();

    private record Kept(String subject, SectionSource source, Section section) {

        long numbers() {
            return 2L * section.vectors().first().length;
        }
    }

    /** Returns a source that computes its plane only if it is not kept. */
    SectionSource keeping(SectionSource source) {
        return source.isComputed() ? new Keeping(source) : source;
    }

    private synchronized Section find(String subject, SectionSource source) {
        return latest.stream()
                .filter(kept -> kept.subject().equals(subject) && kept.source().equals(source))
                .map(Kept::section)
                .findFirst()
                .orElse(null);
    }

    /** Keeps a plane, and of the others those that there is room for; the last one in any case. */
    private synchronized void keep(Kept kept) {
        latest.addFirst(kept);
        long numbers = 0;
        for (Iterator<Kept> each = latest.iterator(); each.hasNext(); ) {
            Kept next = each.next();
            numbers += next.numbers();
            if (numbers > MOST_NUMBERS && next != kept) {
                each.remove();
            }
        }
    }

    private final class Keeping implements SectionSource {

        private final SectionSource source;

        Keeping(SectionSource source) {
            this.source = source;
        }

        @Override
        public Section section(Experiment experiment, StudyListener listener, CancelToken cancel) throws IOException {
            String subject = SubjectDigest.of(experiment);
            Section known = find(subject, source);
            if (known != null) {
                return known;
            }
            Section computed = source.section(experiment, listener, cancel);
            keep(new Kept(subject, source, computed));
            return computed;
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
