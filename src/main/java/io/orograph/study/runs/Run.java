package io.orograph.study.runs;

import io.orograph.export.Exportable;
import io.orograph.export.NamedValues;
import io.orograph.network.Weights;
import io.orograph.plane.WeightSeries;
import io.orograph.provenance.Provenance;
import io.orograph.study.Experiment;
import io.orograph.training.Ascent;
import io.orograph.training.OptimizerSettings;
import io.orograph.training.TrainingPoint;
import java.io.IOException;
import java.util.Optional;

/**
 * A training that is kept: what it was, how it went and where it ended.
 *
 * @param id by which it is known while it goes on, and again in a session
 * @param name a person's own, at first what tells it from others: its optimiser and learning rate
 * @param starred whether a person marked it
 * @param settings empty for a folder that does not say them
 * @param state how far it is
 * @param curves of its recorded points
 * @param end the weights of its last point; empty while it trains, and where they are not kept
 * @param path the weights at its points, in memory or in files; empty where they are not kept
 */
public record Run(
        String id,
        String name,
        boolean starred,
        Optional<RunSettings> settings,
        RunState state,
        RunCurves curves,
        Optional<Weights> end,
        Optional<WeightSeries> path)
        implements Exportable {

    /** Makes a run of which no weights are kept on the way. */
    public Run(
            String id,
            String name,
            boolean starred,
            Optional<RunSettings> settings,
            RunState state,
            RunCurves curves,
            Optional<Weights> end) {
        this(id, name, starred, settings, state, curves, end, Optional.empty());
    }

    /** Returns a name for a training: what a person would call it. */
    public static String nameOf(RunSettings settings) {
        try {
            OptimizerSettings optimizer = settings.training().study().settings().optimizer();
            String radius = optimizer.ascent() == Ascent.NONE ? "" : " ρ " + number(optimizer.radius());
            // Without commas: names stand in lists, as in the title of a plane.
            return optimizer.title() + radius + " η " + number(optimizer.learningRate()) + " batch "
                    + settings.training().batch();
        } catch (IOException e) {
            return settings.training().optimizer();
        }
    }

    private static String number(double value) {
        return Double.toString(value).replaceFirst("\\.0$", "");
    }

    /** Returns the run under another name. */
    public Run named(String other) {
        return new Run(id, other, starred, settings, state, curves, end, path);
    }

    /** Returns the run with a star, or without. */
    public Run starred(boolean is) {
        return new Run(id, name, is, settings, state, curves, end, path);
    }

    /** Returns the run with the weights at its points. */
    public Run along(WeightSeries weights) {
        return new Run(id, name, starred, settings, state, curves, end, Optional.of(weights));
    }

    /** Returns the run without the weights on its way, which take most of the memory of all. */
    public Run withoutPath() {
        return new Run(id, name, starred, settings, state, curves, end);
    }

    /** Returns the run without its weights, which take far more memory than all else. */
    public Run withoutWeights() {
        return new Run(id, name, starred, settings, state, curves, Optional.empty());
    }

    /** Returns the weights where it ended, called as the run is; empty where they are not kept. */
    public Optional<Weights> weights() {
        return end.map(weights -> weights.named(name));
    }

    /** Returns the steps that it has taken as far as they are recorded. */
    public long steps() {
        return curves.last().map(TrainingPoint::step).orElse(0L);
    }

    /** Tells whether its weights can be looked at with a network that is open. */
    public boolean fits(Experiment open) {
        return end.isPresent() && settings.map(of -> of.isOfNetwork(open)).orElse(true);
    }

    @Override
    public Provenance provenance() {
        return settings.map(RunSettings::origin).orElse(Provenance.NONE);
    }

    @Override
    public NamedValues values() {
        return StoredRun.values(this);
    }
}
