package io.orograph.sharpness;

import io.orograph.network.Network;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.ToDoubleFunction;

/**
 * Other weights of the same function: a network rescaled by powers of two, wherever its operators allow it and the loss
 * says that it is the same.
 */
public final class ExactRescalings {

    /** The largest power: a factor of 16. */
    private static final int POWER = 4;

    /** Powers of two change no digit; what else rounds differently stays far below. */
    private static final double SAME_LOSS = 1e-12;

    private final ToDoubleFunction<double[]> loss;
    private final List<UnitScaling> places;
    private final double[] state;
    private final double there;

    /**
     * A rescaled network.
     *
     * @param state its weights, and its running statistics behind them
     * @param places how many layers, or layers whose units, were rescaled
     */
    public record Twin(Rescaling rescaling, double[] state, int places) {}

    /**
     * @param state the network's weights, and its running statistics behind them
     * @param loss of such a state
     */
    public ExactRescalings(Network network, double[] state, ToDoubleFunction<double[]> loss) {
        this.loss = loss;
        this.state = state;
        this.there = loss.applyAsDouble(state);
        this.places = UnitScaling.of(network);
    }

    /** Returns a network that is rescaled so; empty if it has no place for that. */
    public Optional<Twin> by(Rescaling rescaling, long seed) {
        Rescaling kind = rescaling == Rescaling.LAYERS ? Rescaling.UNITS : rescaling;
        Random random = new Random(seed);
        double[] scaled = state.clone();
        List<UnitScaling> done = new ArrayList<>();
        for (UnitScaling place : places) {
            int[] powers = powers(rescaling, place.units(), random);
            double[] tried = state.clone();
            place.apply(tried, powers);
            if (place.rescaling() == kind && isSame(tried)) {
                place.apply(scaled, powers);
                done.add(place);
            }
        }
        return done.isEmpty() || !isSame(scaled)
                ? Optional.empty()
                : Optional.of(new Twin(rescaling, scaled, done.size()));
    }

    private static int[] powers(Rescaling rescaling, int units, Random random) {
        int[] powers = new int[units];
        if (rescaling == Rescaling.LAYERS) {
            Arrays.fill(powers, random.nextBoolean() ? POWER : -POWER);
        } else {
            Arrays.setAll(powers, unit -> random.nextInt(2 * POWER + 1) - POWER);
        }
        return powers;
    }

    private boolean isSame(double[] other) {
        return Math.abs(loss.applyAsDouble(other) - there) <= SAME_LOSS * (1 + Math.abs(there));
    }
}
