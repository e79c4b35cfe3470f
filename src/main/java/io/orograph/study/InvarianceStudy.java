package io.orograph.study;

import io.orograph.export.NamedValues;
import io.orograph.network.Precision;
import io.orograph.network.RunningStatistics;
import io.orograph.network.Weights;
import io.orograph.objective.Objective;
import io.orograph.provenance.Key;
import io.orograph.provenance.Provenance;
import io.orograph.sharpness.AdaptiveBallAscent;
import io.orograph.sharpness.AdaptiveSamIncrease;
import io.orograph.sharpness.AdaptiveTrace;
import io.orograph.sharpness.ExactRescalings;
import io.orograph.sharpness.GaussianIncrease;
import io.orograph.sharpness.PetzkaFlatness;
import io.orograph.sharpness.Rescaling;
import io.orograph.sharpness.SamIncrease;
import io.orograph.sharpness.SharpnessMeasure;
import io.orograph.sharpness.SharpnessMeasure.Measurement;
import io.orograph.task.CancelToken;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Which measures of sharpness change when the network at θ₀ is rescaled so that its function stays as it is, tried on the
 * network itself.
 *
 * @param measures that are taken of the network and of each rescaled one
 * @param seed of the factors, and of what is random in the measures
 */
public record InvarianceStudy(List<SharpnessMeasure> measures, long seed)
        implements Study<SharpnessStudy.Listener, InvarianceStudy.Result> {

    /** Changes below this share are none: to so much are products with a Hessian computed. */
    private static final double SHARE = 1e-3;

    /** Changes within so many standard errors of draws that are not the same before and after are none. */
    private static final double ERRORS = 4;

    private static final int FEW = 4;

    /** Samples at most: the function of a rescaled network is the same on each, so that more show nothing more. */
    private static final int SAMPLES = 32;

    public InvarianceStudy {
        measures = List.copyOf(measures);
    }

    /**
     * Returns one with the measures that state an invariance, and plain noise and step beside them. Few draws and steps are
     * enough: they are the same before and after.
     */
    public static InvarianceStudy usual(long seed) {
        return new InvarianceStudy(
                List.of(
                        new GaussianIncrease(GaussianIncrease.DEFAULT_SIGMA, FEW, seed, false),
                        new GaussianIncrease(Comparison.SIGMA, FEW, seed, true),
                        new SamIncrease(SamIncrease.DEFAULT_RHO),
                        new AdaptiveSamIncrease(AdaptiveSamIncrease.DEFAULT_RHO),
                        new AdaptiveBallAscent(AdaptiveBallAscent.DEFAULT_RHO, FEW, 1, seed),
                        new AdaptiveTrace(FEW, seed),
                        new PetzkaFlatness(FEW / 2, seed)),
                seed);
    }

    /**
     * What a rescaled network gives.
     *
     * @param places how many layers were rescaled, or had their units rescaled; 0 if none could be
     * @param measurements of the rescaled network; empty if nothing could be rescaled
     */
    public record Rescaled(Rescaling rescaling, int places, Map<SharpnessMeasure, Measurement> measurements) {}

    /**
     * What moved.
     *
     * @param name of the weights
     * @param loss of the network, and of each rescaled one
     * @param samples how many it was measured on
     * @param before what was measured of the network itself
     */
    public record Result(
            String name,
            double loss,
            int samples,
            Map<SharpnessMeasure, Measurement> before,
            List<Rescaled> rescaled,
            Provenance provenance,
            Command command)
            implements io.orograph.study.Result {

        public Result {
            rescaled = List.copyOf(rescaled);
        }

        /** Tells whether a measure is another one at a rescaled network. */
        public boolean hasMoved(SharpnessMeasure measure, Rescaled at) {
            Measurement first = before.get(measure);
            Measurement second = at.measurements().get(measure);
            List<Double> draws = first.replicates().draws();
            List<Double> drawsThere = second.replicates().draws();
            if (!draws.isEmpty() && draws.size() == drawsThere.size()) {
                return hasMoved(draws, drawsThere);
            }
            double errors = ERRORS * Math.hypot(error(first), error(second));
            double share = SHARE * Math.max(Math.abs(first.value()), Math.abs(second.value()));
            double size = Math.abs(second.value() - first.value());
            return !(size <= Math.max(share, errors));
        }

        /** Draw by draw: they are the same before and after, so that what stays does so in each. */
        private static boolean hasMoved(List<Double> draws, List<Double> there) {
            double size = Stream.concat(draws.stream(), there.stream())
                    .mapToDouble(Math::abs)
                    .max()
                    .orElse(0);
            return !IntStream.range(0, draws.size())
                    .allMatch(i -> Math.abs(draws.get(i) - there.get(i)) <= SHARE * size);
        }

        private static double error(Measurement measured) {
            return Double.isNaN(measured.standardError()) ? 0 : measured.standardError();
        }

        /** Returns what was found of one rescaling, a sentence. */
        public String inWords(Rescaled at) {
            String what = Character.toUpperCase(at.rescaling().words().charAt(0))
                    + at.rescaling().words().substring(1);
            if (at.places() == 0) {
                return what + ": none was found that leaves the loss of this network as it is.";
            }
            List<String> moved = before.keySet().stream()
                    .filter(measure -> hasMoved(measure, at))
                    .map(measure -> measure.label() + " from " + text(before.get(measure)) + " to "
                            + text(at.measurements().get(measure)))
                    .toList();
            List<String> stayed = before.keySet().stream()
                    .filter(measure -> !hasMoved(measure, at))
                    .map(SharpnessMeasure::label)
                    .toList();
            return what + ", rescaled at " + at.places() + (at.places() == 1 ? " place" : " places")
                    + (moved.isEmpty() ? ": nothing moved" : ": moved " + String.join(", ", moved))
                    + (stayed.isEmpty() ? "." : "; stayed " + String.join(", ", stayed) + ".");
        }

        private static String text(Measurement measured) {
            return String.format(java.util.Locale.ROOT, "%.3g", measured.value());
        }

        /** Returns measures that moved although they state that they do not; there should be none. */
        public List<String> contradicted() {
            return rescaled.stream()
                    .filter(at -> at.places() > 0)
                    .flatMap(at -> before.keySet().stream()
                            .filter(measure -> measure.invariances().contains(at.rescaling()) && hasMoved(measure, at))
                            .map(measure -> measure.label() + " under scaling "
                                    + at.rescaling().words()))
                    .toList();
        }

        @Override
        public NamedValues values() {
            NamedValues values = new NamedValues()
                    .put(
                            "measure",
                            before.keySet().stream()
                                    .map(SharpnessMeasure::label)
                                    .collect(Collectors.joining("\n")))
                    .put("value", numbers(before));
            for (Rescaled at : rescaled) {
                if (at.places() > 0) {
                    values = values.put("value_" + at.rescaling().label(), numbers(at.measurements()));
                }
            }
            return values;
        }

        private static double[] numbers(Map<SharpnessMeasure, Measurement> of) {
            return of.values().stream().mapToDouble(Measurement::value).toArray();
        }
    }

    @Override
    public Result run(Experiment experiment, SharpnessStudy.Listener listener, CancelToken cancel) {
        if (experiment.data().samples() <= SAMPLES) {
            return onAll(experiment, listener, cancel);
        }
        try (Experiment some = experiment.onSamples(SAMPLES)) {
            return onAll(some, listener, cancel);
        }
    }

    private Result onAll(Experiment experiment, SharpnessStudy.Listener listener, CancelToken cancel) {
        SharpnessStudy study = new SharpnessStudy(measures, seed);
        SharpnessStudy.Result before = study.runWithoutSampleErrors(experiment, listener, cancel);
        List<Rescaled> rescaled = new ArrayList<>();
        for (Optional<ExactRescalings.Twin> twin : twins(experiment, cancel)) {
            Rescaling rescaling = Rescaling.values()[rescaled.size()];
            rescaled.add(
                    twin.isEmpty()
                            ? new Rescaled(rescaling, 0, Map.of())
                            : new Rescaled(
                                    rescaling,
                                    twin.get().places(),
                                    at(experiment, twin.get(), study, listener, cancel)));
        }
        String names = measures.stream().map(SharpnessMeasure::label).collect(Collectors.joining(","));
        Command options = Command.of("--check-invariance", "--seed", seed);
        Command command = experiment.exactCommand(
                "sharpness",
                equals(usual(seed)) ? options : options.with("--measures", names),
                experiment.data().samples());
        Provenance provenance = command.in(
                experiment.provenance().with(Key.SEED, seed).and(Experiment.arithmetic(experiment.objective())));
        return new Result(
                before.name(),
                before.loss(),
                before.samples(),
                new LinkedHashMap<>(before.measurements()),
                rescaled,
                provenance,
                command);
    }

    private List<Optional<ExactRescalings.Twin>> twins(Experiment experiment, CancelToken cancel) {
        double[] state = RunningStatistics.state(
                experiment.weights().theta(), experiment.weights().statistics());
        List<Optional<ExactRescalings.Twin>> twins = new ArrayList<>();
        try (Objective exact = experiment.objectiveIn(Precision.DOUBLE)) {
            ExactRescalings rescalings = new ExactRescalings(
                    experiment.loss().network(),
                    state,
                    there -> exact.evaluate(there, cancel).loss());
            for (Rescaling rescaling : Rescaling.values()) {
                twins.add(rescalings.by(rescaling, seed));
            }
        }
        return twins;
    }

    private static Map<SharpnessMeasure, Measurement> at(
            Experiment experiment,
            ExactRescalings.Twin twin,
            SharpnessStudy study,
            SharpnessStudy.Listener listener,
            CancelToken cancel) {
        Weights weights = Weights.of(
                experiment.weights().name() + ", rescaled",
                experiment.weights().source(),
                twin.state(),
                experiment.layout().size());
        try (Experiment there = experiment.at(weights)) {
            return study.runWithoutSampleErrors(there, listener, cancel).measurements();
        }
    }
}
