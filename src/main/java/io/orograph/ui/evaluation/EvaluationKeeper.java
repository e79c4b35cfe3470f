package io.orograph.ui.evaluation;

import io.orograph.study.Experiment;
import io.orograph.study.LandscapeStudy;
import io.orograph.task.Kept;
import java.util.function.Supplier;

/** Keeps what evaluations have computed for when the program does not end as it should. */
@FunctionalInterface
public interface EvaluationKeeper {

    /** Keeps nothing. */
    EvaluationKeeper NONE = (experiment, settings) -> Work.NOTHING;

    /**
     * Begins to keep an evaluation, in place of the one before. Called in the background.
     *
     * @param settings that it follows from; null where it is over a plane that only the window knows
     */
    Work begin(Experiment experiment, EvaluationSettings settings);

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
