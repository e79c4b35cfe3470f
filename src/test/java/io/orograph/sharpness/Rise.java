package io.orograph.sharpness;

import io.orograph.task.ProgressListener;
import java.util.List;
import java.util.Set;

/** A measure that the program does not have, as someone would add it: how far the loss at θ = 0 lies above L(θ). */
public record Rise() implements SharpnessMeasure {

    @Override
    public Definition definition() {
        return new Definition("rise", "rise of the loss to the origin", "L(0) − L(θ)", "an example");
    }

    @Override
    public Set<Rescaling> invariances() {
        return Set.of(Rescaling.UNITS, Rescaling.LAYERS);
    }

    @Override
    public boolean votes() {
        return true;
    }

    @Override
    public Measurement measure(MeasuredPoint point, ProgressListener progress) {
        double[] origin = new double[point.theta().length];
        Replicates replicates = new Replicates(point.increasesWithoutEachGroup(origin), List.of());
        return new Measurement(point.increase(origin), Double.NaN, "", replicates, Double.NaN);
    }
}
