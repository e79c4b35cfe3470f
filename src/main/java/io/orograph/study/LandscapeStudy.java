package io.orograph.study;

import io.orograph.export.LandscapeNpz;
import io.orograph.export.NamedValues;
import io.orograph.landscape.ConvexityMap;
import io.orograph.landscape.FirstLook;
import io.orograph.landscape.Grid;
import io.orograph.landscape.Landscape;
import io.orograph.landscape.LandscapeEvaluator;
import io.orograph.landscape.SampleGrowth;
import io.orograph.objective.Objective;
import io.orograph.plane.Section;
import io.orograph.provenance.Key;
import io.orograph.provenance.Provenance;
import io.orograph.task.CancelToken;
import io.orograph.task.Kept;
import io.orograph.task.ProgressListener;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * What the loss looks like over a plane through weight space.
 *
 * @param source where the plane comes from
 * @param grid the part of it that is evaluated
 * @param precision the largest standard error of a cell to accept, as a share of the surface's range: only as many samples
 *     are used as that takes; empty to use all
 * @param firstLook whether the whole grid is evaluated on a few samples first, where there are many
 */
public record LandscapeStudy(SectionSource source, GridSettings grid, Optional<Double> precision, boolean firstLook)
        implements Study<LandscapeStudy.Listener, LandscapeStudy.Result> {

    /** Hears of the plane once it is found, and can look at the landscape while it is evaluated. */
    public interface Listener extends StudyListener {

        /** Hears nothing. */
        Listener NONE = (done, total) -> {};

        /**
         * Tells which plane is going to be evaluated.
         *
         * @param provenance of the landscape over it
         * @throws IOException if what is done with it fails, which ends the study
         */
        default void found(Section section, Provenance provenance) throws IOException {}

        /** Returns where the cells are kept, and found if they were computed before. */
        default Kept kept(Experiment experiment) {
            return experiment.kept();
        }

        /** Returns what was evaluated before, to take cells from and to add this landscape to. */
        default KnownLandscapes known() {
            return KnownLandscapes.NONE;
        }

        /** Tells that cells are being evaluated from here on. */
        default void evaluating(LandscapeProgress landscape) {}
    }

    /**
     * A landscape and how it came about.
     *
     * @param landscape whole, or what there is of it if the study was cancelled
     * @param samples how many samples it was evaluated on
     * @param seconds that the evaluation took, earlier ones on fewer samples included
     * @param more what an export holds besides
     * @param convexity the Hessian's extreme eigenvalues over the same plane, if they were measured
     */
    public record Result(
            Landscape landscape,
            int samples,
            double seconds,
            Command command,
            NamedValues more,
            Optional<ConvexityMap> convexity)
            implements io.orograph.study.Result {

        /** Returns what a file holds that an earlier study was exported to, to be looked at without its model. */
        public static Result opened(Landscape landscape) {
            return opened(landscape, new NamedValues());
        }

        /** Returns the same with all values of that file, which an export passes on. */
        public static Result opened(Landscape landscape, NamedValues saved) {
            return opened(landscape, saved, Optional.empty());
        }

        /**
         * Returns the same with what else such a file holds.
         *
         * @param convexity over the same plane, if it was measured
         */
        public static Result opened(Landscape landscape, NamedValues saved, Optional<ConvexityMap> convexity) {
            Provenance said = landscape.provenance();
            return new Result(
                    landscape,
                    said.get(Key.SAMPLES).map(Long::intValue).orElse(0),
                    Double.NaN,
                    Command.said(said.text(Key.COMMAND)),
                    saved,
                    convexity);
        }

        /** Returns the same with other values, as there are while they are evaluated. */
        Result with(Landscape values, double evaluationSeconds) {
            return new Result(values, samples, evaluationSeconds, command, more, convexity);
        }

        /** Returns the same with the Hessian's extreme eigenvalues over the plane. */
        public Result with(ConvexityMap map) {
            String cells = map.grid().nx() + "x" + map.grid().ny();
            Command measured = command.with("--convexity", cells).each("--hold", new TreeSet<>(map.held()));
            return new Result(landscape, samples, seconds, measured, more, Optional.of(map));
        }

        /** Returns the same with the loss along the axes of other random planes. */
        public Result with(ProfileStudy.Result others) {
            Command measured = command.with("--planes", others.profiles().lines() / 2);
            NamedValues all = new NamedValues().putAll(more).putAll(others.values());
            return new Result(landscape, samples, seconds, measured, all, convexity);
        }

        /** Tells whether there is more than a table of the grid has a place for: a path, a map, arrays of the section. */
        public boolean hasMoreThanGrid() {
            return convexity.isPresent()
                    || landscape.section().path().isPresent()
                    || !more.arrays().isEmpty();
        }

        @Override
        public Provenance provenance() {
            return command.in(landscape.provenance());
        }

        @Override
        public NamedValues values() {
            return LandscapeNpz.values(landscape, convexity).putAll(more);
        }
    }

    @Override
    public Result run(Experiment experiment, Listener listener, CancelToken cancel) throws IOException {
        Result result =
                precision.isEmpty() ? evaluate(experiment, 0, listener, cancel) : growing(experiment, listener, cancel);
        if (result.landscape().section().isAroundTheta()) {
            ConstantGuess.notice(experiment, result.landscape().centerLoss()).ifPresent(listener::notice);
        }
        return result;
    }

    /** Evaluates on more and more samples, until the precision is reached. */
    private Result growing(Experiment experiment, Listener listener, CancelToken cancel) throws IOException {
        SampleGrowth growth = new SampleGrowth(precision.get());
        double earlier = 0;
        int samples = SampleGrowth.FIRST;
        while (true) {
            try (Experiment part = experiment.onSamples(samples)) {
                Result result = evaluate(part, earlier, listener, cancel);
                if (result.samples() < samples || growth.isEnough(result.landscape())) {
                    notReached(result).ifPresent(listener::notice);
                    return result;
                }
                earlier = result.seconds();
                samples = growth.next(result.landscape(), result.samples());
                listener.notice(String.format(
                        Locale.ROOT,
                        "%,d samples: standard errors up to %.2g of the range",
                        result.samples(),
                        result.landscape().relativeStandardError()));
            }
        }
    }

    /** A sentence for where even all samples do not give the precision that was asked for. */
    private Optional<String> notReached(Result result) {
        double reached = result.landscape().relativeStandardError();
        if (!result.landscape().isComplete() || reached <= precision.orElse(Double.POSITIVE_INFINITY)) {
            return Optional.empty();
        }
        return Optional.of(String.format(
                Locale.ROOT,
                "The precision of %.2g was not reached: with all %,d samples standard errors go up to %.2g of the range.",
                precision.orElseThrow(),
                result.samples(),
                reached));
    }

    private Result evaluate(Experiment experiment, double earlierSeconds, Listener listener, CancelToken cancel)
            throws IOException {
        Section section = source.section(experiment, listener, cancel);
        Grid cells = grid.over(section);
        Command command = source.command(experiment).with(GridSettings.options(cells));
        Provenance plane = Provenance.NONE.with(Key.SECTION, section.title()).and(section.description());
        Provenance provenance = command.in(experiment.provenance(plane, cells));
        listener.found(section, provenance);
        MemoryForecast.overPlane(experiment.objective()).require().ifPresent(listener::notice);
        LandscapeEvaluator evaluator = new LandscapeEvaluator(
                experiment.objective(),
                section,
                cells,
                provenance,
                listener.kept(experiment).within(experiment.data().samples() + " samples"));
        KnownLandscapes known = listener.known();
        String key = known.isOn() ? SubjectDigest.of(experiment, section.vectors()) : "";
        evaluator.take(known.cells(key, evaluator.samples()));
        boolean isThere = evaluator.knownCells() == cells.cells();
        int few = firstLook && !isThere
                ? FirstLook.samples(experiment.data().samples())
                : experiment.data().samples();
        int workers = experiment.objective().workers();
        Result whole = new Result(
                evaluator.snapshot(),
                experiment.data().samples(),
                earlierSeconds,
                command,
                source.values(),
                Optional.empty());
        if (few == experiment.data().samples()) {
            listener.evaluating(new LandscapeProgress(evaluator, null, few, workers, whole));
        } else {
            try (Objective objective = experiment.objectiveOn(
                    experiment.samples(few), experiment.objective().precision())) {
                LandscapeEvaluator look = new LandscapeEvaluator(objective, section, cells, provenance);
                look.take(known.cells(key, few));
                listener.evaluating(new LandscapeProgress(evaluator, look, few, workers, whole));
                learn(known, key, look, ProgressListener.NONE, cancel);
            }
        }
        listener.stage("Evaluating");
        Landscape evaluated = learn(known, key, evaluator, listener, cancel);
        return whole.with(evaluated, earlierSeconds + evaluator.seconds());
    }

    /** Evaluates a grid whose cells are known from its first one on. */
    private static Landscape learn(
            KnownLandscapes known,
            String key,
            LandscapeEvaluator evaluator,
            ProgressListener progress,
            CancelToken cancel) {
        Supplier<Landscape> soFar = evaluator::snapshot;
        known.begin(key, evaluator.samples(), soFar);
        Landscape landscape = null;
        try {
            landscape = evaluator.run(progress, cancel);
        } finally {
            known.end(soFar, key, evaluator.samples(), landscape == null ? evaluator.snapshot() : landscape);
        }
        return landscape;
    }
}
