package io.orograph.plane;

import io.orograph.network.Parameter;
import io.orograph.network.ParameterLayout;
import java.util.List;

/** The scale of the weights around each weight: the unit of perturbations that respect a network's scale. */
public final class FilterScale {

    private FilterScale() {}

    /**
     * Returns for each weight the root mean square of its filter, ‖w_f‖/√|f|; for biases and other tensors without an
     * output axis, of the whole tensor. Noise N(0, 1) times this has, filter by filter, the weights' own norm on
     * average.
     */
    public static double[] of(ParameterLayout layout, double[] theta) {
        double[] scale = new double[theta.length];
        java.util.Arrays.fill(scale, 1);
        for (Parameter parameter : layout.parameters()) {
            List<Group> groups =
                    parameter.outputAxis() >= 0 ? Group.filters(parameter) : List.of(Group.tensor(parameter));
            for (Group group : groups) {
                group.scale(scale, group.norm(theta) / Math.sqrt(group.size()));
            }
        }
        return scale;
    }
}
