package io.orograph.study;

import io.orograph.choice.Named;
import io.orograph.curvature.CurvatureAnalysis;
import io.orograph.curvature.Effort;
import io.orograph.curvature.UndefinedCurvatureException;
import io.orograph.export.NamedValues;
import io.orograph.model.ModelSummary;
import io.orograph.objective.Evaluation;
import io.orograph.provenance.Provenance;
import io.orograph.sharpness.SharpnessMeasure;
import io.orograph.sharpness.SharpnessMeasures;
import io.orograph.task.CancelToken;
import io.orograph.task.NotEnoughMemoryException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Everything that a report of a model says: its landscape, the measures of sharpness that compare models, and the extreme
 * eigenvalues of the Hessian with the kind of point that θ₀ is. A part that cannot be measured is left out with the reason.
 *
 * @param landscape how it is come by: evaluated, or one that is there already
 * @param parts that are measured besides
 * @param effort how exactly eigenvalues are sought
 * @param heldOut whether the model was not trained on the data
 * @param seed of all that is random
 */
public record ReportStudy(Landscapes landscape, Set<Part> parts, Effort effort, boolean heldOut, long seed)
        implements Study<ReportStudy.Listener, ReportStudy.Result> {

    private static final int LARGEST = 5;

    /** Gives the landscape of a report. */
    @FunctionalInterface
    public interface Landscapes {

        /** Returns it, whole or as far as it came. */
        LandscapeStudy.Result of(Experiment experiment, LandscapeStudy.Listener listener, CancelToken cancel)
                throws IOException;
    }

    /** Parts of a report that can be left out. */
    public enum Part implements Named {
        SHARPNESS("Sharpness"),
        CURVATURE("Curvature in all directions");

        private final String title;

        Part(String title) {
            this.title = title;
        }

        @Override
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        @Override
        public String title() {
            return title;
        }
    }

    /** Hears of all parts, one after the other. */
    public interface Listener extends LandscapeStudy.Listener, SharpnessStudy.Listener {

        /** Hears nothing. */
        Listener NONE = (done, total) -> {};
    }

    /**
     * What a report says.
     *
     * @param model what the file holds
     * @param evaluation of θ₀ on the data
     * @param lossReason why this loss was taken
     * @param without why a part was not measured, by the part
     * @param notices what a person should know, a sentence each
     */
    public record Result(
            ModelSummary model,
            Evaluation evaluation,
            String lossReason,
            LandscapeStudy.Result landscape,
            Optional<SharpnessStudy.Result> sharpness,
            Optional<CurvatureStudy.Result> curvature,
            Map<Part, String> without,
            List<String> notices,
            Provenance provenance,
            Command command)
            implements io.orograph.study.Result {

        /** Returns the values of all parts. */
        @Override
        public NamedValues values() {
            NamedValues values = new NamedValues().putAll(landscape.values());
            sharpness.ifPresent(found -> values.putAll(found.values()));
            curvature.ifPresent(found -> values.putAll(found.values()));
            return values;
        }
    }

    public ReportStudy {
        parts = parts.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(parts));
    }

    @Override
    public Result run(Experiment experiment, Listener listener, CancelToken cancel) throws IOException {
        List<String> notices = new ArrayList<>(experiment.notices());
        Listener told = noting(listener, notices);
        LandscapeStudy.Result evaluated = landscape.of(experiment, told, cancel);
        // Half a landscape would be half a report.
        cancel.check();
        Evaluation evaluation =
                experiment.objective().evaluate(experiment.weights().theta(), cancel);
        Map<Part, String> without = new EnumMap<>(Part.class);
        Optional<SharpnessStudy.Result> sharpness = attempted(
                Part.SHARPNESS, without, () -> new SharpnessStudy(comparable(), seed).run(experiment, told, cancel));
        Optional<CurvatureStudy.Result> curvature = attempted(
                Part.CURVATURE,
                without,
                () -> new CurvatureStudy(
                                new CurvatureAnalysis(LARGEST, true, false, effort, seed, heldOut, 0), Set.of(), 0)
                        .run(experiment, curvatureListener(told), cancel));
        Command command = command(evaluated);
        return new Result(
                ModelSummary.of(experiment.model()),
                evaluation,
                experiment.loss().reason(),
                evaluated,
                sharpness,
                curvature,
                without,
                List.copyOf(notices),
                command.in(evaluated.landscape().provenance()),
                command);
    }

    private List<SharpnessMeasure> comparable() {
        return SharpnessMeasures.all(seed).stream()
                .filter(SharpnessMeasure::votes)
                .toList();
    }

    /** Measures a part. */
    @FunctionalInterface
    private interface Measuring<R> {
        R run() throws IOException;
    }

    private <R> Optional<R> attempted(Part part, Map<Part, String> without, Measuring<R> measuring) throws IOException {
        if (!parts.contains(part)) {
            without.put(part, "it was not asked for.");
            return Optional.empty();
        }
        try {
            return Optional.of(measuring.run());
        } catch (UndefinedCurvatureException | NotEnoughMemoryException e) {
            without.put(part, e.getMessage() + ".");
            return Optional.empty();
        }
    }

    /** Returns the command of the landscape as one for all parts; none where the landscape is one that a report does not ask for. */
    private Command command(LandscapeStudy.Result evaluated) {
        if (evaluated.convexity().isPresent() || !evaluated.more().arrays().isEmpty()) {
            return Command.NONE;
        }
        Command command = evaluated
                .command()
                .under("report", "landscape")
                .each("--seed", List.of(seed))
                .with("--effort", effort)
                .flag(heldOut, "--held-out");
        for (Part part : Part.values()) {
            command = parts.contains(part) ? command : command.with("--without", part.label());
        }
        return command;
    }

    private static CurvatureStudy.Listener curvatureListener(Listener listener) {
        return new CurvatureStudy.Listener() {
            private String part = "";

            @Override
            public void part(String what, long done, long total) {
                if (!what.equals(part)) {
                    part = what;
                    listener.stage("Measuring " + what);
                }
                listener.progress(done, total);
            }

            @Override
            public void progress(long done, long total) {
                // Each part tells its own.
            }

            @Override
            public void notice(String sentence) {
                listener.notice(sentence);
            }

            @Override
            public void ritz(int step, int limit, double[] values, double[] residuals) {
                // Only what is found at the end is reported.
            }
        };
    }

    /** Returns a listener that writes down what another is told. */
    private static Listener noting(Listener listener, List<String> notices) {
        return new Listener() {
            @Override
            public void progress(long done, long total) {
                listener.progress(done, total);
            }

            @Override
            public void stage(String what) {
                listener.stage(what);
            }

            @Override
            public void notice(String sentence) {
                notices.add(sentence);
                listener.notice(sentence);
            }
        };
    }
}
