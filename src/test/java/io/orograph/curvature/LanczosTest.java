package io.orograph.curvature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.data.Percentage.withPercentage;

import io.orograph.math.Vectors;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class LanczosTest {

    /** 100 eigenvalues: −3, 98 of them spread over 0 to 1, and 10. */
    private static final double[] SPECTRUM = IntStream.range(0, 100)
            .mapToDouble(i -> i == 0 ? -3 : i == 99 ? 10 : i / 98.0)
            .toArray();

    private static final SymmetricOperator MATRIX = Matrices.operator(Matrices.rotated(1, SPECTRUM));

    @Test
    void eigenvaluesVectorsAndResidualsOfAKnownMatrix() {
        Lanczos.Result result = new Lanczos(2, 1, 1e-8, 100, 0).of(MATRIX, Lanczos.Listener.NONE);

        assertThat(result.converged()).isTrue();
        assertThat(result.largest().get(0).value()).isCloseTo(10, within(1e-10));
        assertThat(result.largest().get(1).value()).isCloseTo(1, within(1e-6));
        assertThat(result.smallest().get(0).value()).isCloseTo(-3, within(1e-10));
        for (Eigenpair pair : result.largest()) {
            assertThat(Vectors.norm(pair.vector())).isCloseTo(1, within(1e-12));
            double[] rest = MATRIX.apply(pair.vector());
            Vectors.add(rest, -pair.value(), pair.vector());
            assertThat(pair.residual()).isCloseTo(Vectors.norm(rest), within(1e-14));
            // The tolerance is relative to the largest eigenvalue; the estimate may be off by rounding.
            assertThat(pair.residual()).isLessThan(2e-7);
        }
    }

    @Test
    void allEigenvaluesOfASmallMatrixEvenIfTheyRepeat() {
        double[] values = {5, 5, 5, 2, -1, -1};
        Lanczos.Result result = new Lanczos(6, 0, 1e-12, 100, 3)
                .of(Matrices.operator(Matrices.rotated(2, values)), Lanczos.Listener.NONE);
        for (int i = 0; i < values.length; i++) {
            assertThat(result.largest().get(i).value()).isCloseTo(values[i], within(1e-9));
        }
    }

    /**
     * One start sees one vector of each eigenspace. With four of each value, as for four outputs of a linear layer, and far
     * more values than steps are needed for the wanted ones.
     */
    @Test
    void multipleEigenvaluesOccurAsOftenAsTheyAre() {
        double[] values = new double[160];
        for (int i = 0; i < values.length; i++) {
            values[i] = 5.0 / (1 + i / 4);
        }
        values[158] = -1;
        values[159] = -1;
        values[157] = -1;
        Lanczos.Result result = new Lanczos(6, 4, 1e-6, 300, 3)
                .of(Matrices.operator(Matrices.rotated(2, values)), Lanczos.Listener.NONE);
        assertThat(result.converged()).isTrue();
        // Relative to 5; a Ritz value that stands apart is exact to the square of its residual over the gap.
        assertThat(result.largest())
                .extracting(Eigenpair::value)
                .satisfiesExactly(
                        value -> assertThat(value).isCloseTo(5, within(1e-8)),
                        value -> assertThat(value).isCloseTo(5, within(1e-8)),
                        value -> assertThat(value).isCloseTo(5, within(1e-8)),
                        value -> assertThat(value).isCloseTo(5, within(1e-8)),
                        value -> assertThat(value).isCloseTo(2.5, within(1e-8)),
                        value -> assertThat(value).isCloseTo(2.5, within(1e-8)));
        for (int i = 0; i < 3; i++) {
            assertThat(result.smallest().get(i).value()).isCloseTo(-1, within(1e-8));
            for (int j = 0; j < i; j++) {
                assertThat(Vectors.dot(
                                result.smallest().get(i).vector(),
                                result.smallest().get(j).vector()))
                        .isCloseTo(0, within(1e-5));
            }
        }
        // 156 numbers of 5/k with k up to 40: the least is 5/40, wanted to 5e-6 of the largest.
        assertThat(result.smallest().get(3).value()).isCloseTo(5.0 / 40, within(1e-5));
    }

    @Test
    void aMultiplicityThatTheStepsDoNotSettleIsNotConverged() {
        double[] values = new double[160];
        for (int i = 0; i < values.length; i++) {
            values[i] = i < 2 ? 100 : 1 + i / 1000.0;
        }
        Lanczos.Result result =
                new Lanczos(2, 0, 1e-9, 3, 3).of(Matrices.operator(Matrices.rotated(2, values)), Lanczos.Listener.NONE);
        assertThat(result.converged()).isFalse();
    }

    /** λmin = −0.01 beside 100: to 1 % of itself, not of the largest. */
    @Test
    void anEigenvalueConvergesToItsOwnScaleWhereThatIsAsked() {
        double[] values = new double[120];
        for (int i = 0; i < values.length; i++) {
            values[i] = i == 0 ? -0.01 : 100 * Math.pow(i / 120.0, 6);
        }
        SymmetricOperator operator = Matrices.operator(Matrices.rotated(4, values));
        Lanczos.Result own = new Lanczos(1, 1, 1e-2, 300, 1, true).of(operator, Lanczos.Listener.NONE);
        assertThat(own.converged()).isTrue();
        assertThat(own.smallest().get(0).residual()).isLessThan(2e-4);
        assertThat(own.smallest().get(0).value()).isCloseTo(-0.01, within(1e-4));
        Lanczos.Result coarse = new Lanczos(1, 1, 1e-2, 300, 1).of(operator, Lanczos.Listener.NONE);
        assertThat(coarse.smallest().get(0).value()).isNotCloseTo(-0.01, within(1e-3));
    }

    @Test
    void atTheLimitItSaysThatItHasNotConvergedAndHowFarItIs() {
        Lanczos.Result result = new Lanczos(3, 1, 1e-10, 5, 0).of(MATRIX, Lanczos.Listener.NONE);
        assertThat(result.converged()).isFalse();
        assertThat(result.steps()).isEqualTo(5);
        assertThat(result.largest().get(2).residual()).isGreaterThan(1e-3);
    }

    @Test
    void theSameSeedGivesTheSameNumbersAndValuesAreHeardAsTheyCome() {
        List<Double> heard = new ArrayList<>();
        Lanczos lanczos = new Lanczos(1, 0, 1e-9, 100, 7);
        Lanczos.Result first = lanczos.of(MATRIX, (step, limit, values, residuals) -> heard.add(values[0]));
        Lanczos.Result second = lanczos.of(MATRIX, Lanczos.Listener.NONE);

        assertThat(first.largest().get(0).vector())
                .isEqualTo(second.largest().get(0).vector());
        assertThat(heard).hasSizeGreaterThan(5).isSorted();
        // Heard as a Ritz value, given as a Rayleigh quotient: equal up to the rounding of some dozen products.
        assertThat(heard.get(heard.size() - 1)).isCloseTo(first.largest().get(0).value(), withPercentage(1e-12));
    }

    /** A matrix whose third quick product is wrong in its first entry, as where a sample crosses a kink. */
    private record OnceWrong(double error, int[] quickProducts) implements SymmetricOperator {

        @Override
        public int size() {
            return MATRIX.size();
        }

        @Override
        public double[] apply(double[] v) {
            return MATRIX.apply(v);
        }

        @Override
        public SymmetricOperator quick() {
            return new SymmetricOperator() {
                @Override
                public int size() {
                    return MATRIX.size();
                }

                @Override
                public double[] apply(double[] v) {
                    double[] product = MATRIX.apply(v);
                    if (++quickProducts[0] == 3) {
                        product[0] += error;
                    }
                    return product;
                }
            };
        }
    }

    @Test
    void aWrongQuickProductIsNoticedAndMadeGood() {
        int[] quick = {0};
        SymmetricOperator operator = new OnceWrong(10, quick);
        Lanczos lanczos = new Lanczos(2, 1, 1e-9, 100, 7);
        Lanczos.Result exact = lanczos.of(MATRIX, Lanczos.Listener.NONE);
        Lanczos.Result result = lanczos.of(operator, Lanczos.Listener.NONE);
        assertThat(quick[0]).isGreaterThan(3);
        assertThat(result.largest().get(0).value())
                .isEqualTo(exact.largest().get(0).value());
        assertThat(result.largest().get(1).value())
                .isEqualTo(exact.largest().get(1).value());
        assertThat(result.smallest().get(0).value())
                .isEqualTo(exact.smallest().get(0).value());
    }

    @Test
    void moreWantedThanThereAreGivesAllAndNothingWantedIsRefused() {
        Lanczos.Result result =
                new Lanczos(5, 5, 1e-9, 100, 0).of(Matrices.operator(Matrices.diagonal(4)), Lanczos.Listener.NONE);
        assertThat(result.largest()).hasSize(1);
        assertThat(result.smallest().get(0).value()).isCloseTo(4, within(1e-14));
        assertThat(result.smallest().get(0).residual()).isLessThan(1e-14);
        assertThatThrownBy(() -> new Lanczos(0, 0, 1e-9, 10, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    /** It makes the recurrence's values so large that a coarse tolerance of them would let anything pass. */
    @Test
    void aQuickProductThatIsWrongByFarIsNoticedAtACoarseTolerance() {
        Lanczos lanczos = new Lanczos(1, 0, 0.05, 100, 7);
        Lanczos.Result exact = lanczos.of(MATRIX, Lanczos.Listener.NONE);
        Lanczos.Result result = lanczos.of(new OnceWrong(1e6, new int[1]), Lanczos.Listener.NONE);
        assertThat(result.largest().get(0).value())
                .isEqualTo(exact.largest().get(0).value());
    }

    /** In one dimension a lead may be the opposite of the random start. */
    @Test
    void aLeadDoesNotTakeTheStartAway() {
        for (double lead : new double[] {1, -1}) {
            SymmetricOperator operator = new SymmetricOperator() {
                @Override
                public int size() {
                    return 1;
                }

                @Override
                public double[] apply(double[] v) {
                    return new double[] {3 * v[0]};
                }

                @Override
                public double[] lead() {
                    return new double[] {lead};
                }
            };
            Lanczos.Result result = new Lanczos(1, 0, 1e-6, 5, 7).of(operator, Lanczos.Listener.NONE);
            assertThat(result.largest().get(0).value()).isEqualTo(3);
        }
    }
}
