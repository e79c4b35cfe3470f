package io.orograph.ui.evaluation;

import io.orograph.study.Experiment;
import io.orograph.study.FoundSection;
import io.orograph.study.LandscapeStudy;
import io.orograph.task.Kept;
import java.util.Optional;
import java.util.function.Supplier;

/** Keeps what evaluations have computed for when the program does not end as it should. */
@FunctionalInterface
public interface EvaluationKeeper {

    /** Keeps nothing. */
    EvaluationKeeper NONE = (experiment, settings, given) -> Work.NOTHING;

    /**
     * Begins to keep an evaluation, in place of the one before. Called in the background.
     *
     * @param settings that it follows from
     * @param given the plane that it is over, where that does not follow from the settings
     */
    Work begin(Experiment experiment, EvaluationSettings settings, Optional<FoundSection> given);

    /** An evaluation that is kept. */
    interface Work extends AutoCloseable {

        /** Keeps nothing. */
        Work NOTHING = new Work() {
            @Override
            public Kept kept() {
                return Kept.NOTHING;
            }

            @Override
            public void holds(Supplier<LandscapeStudy.Result> soFar) {}

            @Override
            public void finished() {}

            @Override
            public void close() {}
        };

        /** Returns where its cells are kept. */
        Kept kept();

        /** Names what there is of it from here on. */
        void holds(Supplier<LandscapeStudy.Result> soFar);

        /** Tells that it is whole. */
        void finished();

        /** Ends the writing; what there is stays until it is saved or another evaluation begins. */
        @Override
        void close();
    }
}
