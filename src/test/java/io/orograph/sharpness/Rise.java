package io.orograph.sharpness;

import io.orograph.task.ProgressListener;

/** A measure that the program does not have, as someone would add it: how far the loss at θ = 0 lies above L(θ). */
public record Rise() implements SharpnessMeasure {

    @Override
    public Definition definition() {
        return new Definition("rise", "rise of the loss to the origin", "L(0) − L(θ)", "an example");
    }

    @Override
    public boolean isScaleFree() {
        return true;
    }

    @Override
    public Measurement measure(MeasuredPoint point, ProgressListener progress) {
        return Measurement.exact(point.increase(new double[point.theta().length]));
    }
}
