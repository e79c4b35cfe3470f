package io.orograph.study;

import io.orograph.curvature.CurvatureAnalysis;
import io.orograph.curvature.Eigenpair;
import io.orograph.curvature.FreeParameters;
import io.orograph.curvature.Lanczos;
import io.orograph.data.Dataset;
import io.orograph.export.NamedValues;
import io.orograph.objective.Objective;
import io.orograph.provenance.Key;
import io.orograph.provenance.Provenance;
import io.orograph.task.CancelToken;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * How the loss is curved at θ₀ in all directions: eigenvalues of the Hessian, its trace, its density, and what kind of
 * point θ₀ is. Always in 64 bits.
 *
 * @param measures what is measured, and how exactly
 * @param held names of the parameters that the Hessian is not taken over
 * @param samples how many samples it is measured on; 0 for all in use
 */
public record CurvatureStudy(CurvatureAnalysis measures, Set<String> held, int samples)
        implements Study<CurvatureStudy.Listener, CurvatureStudy.Result> {

    /** Points of the density's curve in an export. */
    private static final int DENSITY_POINTS = 500;

    /** Hears what is found as it is found. */
    public interface Listener extends StudyListener, CurvatureAnalysis.Listener {

        /** Hears nothing. */
        Listener NONE = new Listener() {
            @Override
            public void progress(long done, long total) {
                // Nobody listens.
            }

            @Override
            public void ritz(int step, int limit, double[] values, double[] residuals) {
                // Nobody listens.
            }
        };
    }

    /**
     * What was found.
     *
     * @param found all of it
     * @param free how many numbers the Hessian is taken over
     * @param samples how many it was measured on
     */
    public record Result(CurvatureAnalysis.Result found, int free, int samples, Provenance provenance, Command command)
            implements io.orograph.study.Result {

        @Override
        public NamedValues values() {
            Lanczos.Result eigenvalues = found.eigenvalues();
            NamedValues values = new NamedValues()
                    .put("eigenvalues", values(eigenvalues.largest()))
                    .put("residuals", residuals(eigenvalues.largest()))
                    .put("smallest", values(eigenvalues.smallest()))
                    .put("smallest_residuals", residuals(eigenvalues.smallest()))
                    .put("trace", new double[] {found.trace().trace().mean()})
                    .put("trace_se", new double[] {found.trace().trace().standardError()});
            found.errors()
                    .ifPresent(errors -> values.put("eigenvalues_se", errors.largest())
                            .put("smallest_eigenvalues_se", errors.smallest()));
            found.density().ifPresent(density -> {
                var curve = density.curve(DENSITY_POINTS);
                values.put("density_values", curve.values())
                        .put("density", curve.densities())
                        .put("density_nodes", density.nodes())
                        .put("density_weights", density.weights());
            });
            return values;
        }

        private static double[] values(List<Eigenpair> pairs) {
            return pairs.stream().mapToDouble(Eigenpair::value).toArray();
        }

        private static double[] residuals(List<Eigenpair> pairs) {
            return pairs.stream().mapToDouble(Eigenpair::residual).toArray();
        }
    }

    public CurvatureStudy {
        held = Set.copyOf(held);
    }

    @Override
    public Result run(Experiment experiment, Listener listener, CancelToken cancel) {
        FreeParameters free = FreeParameters.of(experiment.layout(), held);
        measures.memoryNotice(free).ifPresent(listener::notice);
        Dataset data = samples == 0 ? experiment.data() : experiment.samples(samples);
        try (ExactObjective exact = ExactObjective.of("The curvature", experiment, data, listener::notice)) {
            Objective objective = exact.get();
            CurvatureAnalysis.Result found = measures.of(
                    objective, experiment.loss(), data, experiment.weights().theta(), free, listener, cancel);
            Command command = command(experiment, data.samples());
            return new Result(found, free.size(), data.samples(), provenance(experiment, objective, command), command);
        }
    }

    private Provenance provenance(Experiment experiment, Objective objective, Command command) {
        Provenance provenance = experiment
                .provenance()
                .with(Key.SAMPLES, (long) objective.samples())
                .with(Key.SEED, measures.seed());
        return command.in((held.isEmpty() ? provenance : provenance.with(Key.HELD, List.copyOf(new TreeSet<>(held))))
                .and(Experiment.arithmetic(objective)));
    }

    private Command command(Experiment experiment, int used) {
        Command options = Command.of("--top", measures.largest())
                .flag(measures.density(), "--density")
                .flag(measures.layers(), "--layers")
                .flag(measures.heldOut(), "--held-out")
                .with(measures.groups() == 0 ? Command.of() : Command.of("--groups", measures.groups()))
                .with("--effort", measures.effort().name().toLowerCase(Locale.ROOT))
                .with("--seed", measures.seed())
                .each("--hold", new TreeSet<>(held));
        return experiment.exactCommand("spectrum", options, used);
    }
}
