package io.orograph.study;

import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.network.Parameter;
import io.orograph.network.ParameterLayout;
import io.orograph.plane.Plane;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrthogonalityTest {

    private static final ParameterLayout LAYOUT =
            new ParameterLayout(List.of(new Parameter("w", new long[] {2}, 0, Parameter.Role.BIAS, -1)));

    @Test
    void onlyDirectionsThatAreNotOrthogonalAreAnnounced() {
        double[] origin = {1, 2};
        assertThat(Orthogonality.notice(new Plane(LAYOUT, origin, new double[] {1, 0}, new double[] {1e-9, 1})))
                .isEmpty();
        assertThat(Orthogonality.notice(new Plane(LAYOUT, origin, new double[] {1, 0}, new double[] {1, 1})))
                .hasValueSatisfying(text -> assertThat(text).contains("cosine between them is 0.707"));
    }
}
