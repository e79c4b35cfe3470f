package io.orograph.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.orograph.export.LandscapeNpz;
import io.orograph.export.PathValues;
import io.orograph.math.Vectors;
import io.orograph.network.StatisticsPolicy;
import io.orograph.network.Weights;
import io.orograph.network.WeightsSource;
import io.orograph.plane.ListedWeights;
import io.orograph.plane.Plane;
import io.orograph.plane.PlaneCoordinates;
import io.orograph.plane.PlanePath;
import io.orograph.plane.Section;
import io.orograph.plane.WeightSeries;
import io.orograph.plot.Overlay;
import io.orograph.plot.SectionOverlay;
import io.orograph.plot.SeriesColors;
import io.orograph.task.CancelToken;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Paths of several trainings in one plane, and the plane that follows a training. */
final class SharedPlaneTest {

    private static final CancelToken GO = new CancelToken();

    @TempDir
    private Path folder;

    private static double[] drawn(Random random, int size) {
        double[] drawn = random.doubles(size, -1, 1).toArray();
        Vectors.normalize(drawn);
        return drawn;
    }

    private static double[] at(double[] origin, double a, double[] u, double b, double[] v) {
        double[] sum = new double[origin.length];
        Arrays.setAll(sum, i -> origin[i] + a * u[i] + b * v[i]);
        return sum;
    }

    private static WeightSeries series(String name, List<double[]> thetas) {
        List<Weights> weights = new ArrayList<>();
        for (int i = 0; i < thetas.size(); i++) {
            weights.add(new Weights(name + " " + i, new WeightsSource.Training("test", i), thetas.get(i)));
        }
        return new ListedWeights(weights);
    }

    /** Two paths that are planted in one plane lie in it wholly; a third way off it is seen to. */
    @Test
    void pathsPlantedInAPlaneLieInIt() throws IOException {
        try (Experiment experiment = TestSamples.opened("breast-cancer-mlp", ExperimentSettings.DEFAULT)) {
            Random random = new Random(4);
            double[] origin = experiment.weights().theta();
            double[] u = drawn(random, origin.length);
            double[] v = drawn(random, origin.length);
            List<double[]> one = new ArrayList<>();
            List<double[]> other = new ArrayList<>();
            for (int t = 0; t < 12; t++) {
                one.add(at(origin, 2 - 0.1 * t, u, 0.02 * t * t, v));
            }
            for (int t = 0; t < 200; t++) {
                other.add(at(origin, 2 - 0.01 * t, u, -0.005 * t, v));
            }
            Trajectory.Result found = new SharedPlane(
                            List.of(
                                    new SharedPlane.Path("one", series("a", one), 0),
                                    new SharedPlane.Path("other", series("b", other), 3)),
                            StatisticsPolicy.OWN,
                            Command.NONE)
                    .run(experiment, (done, total) -> {}, GO);
            Section section = found.section();
            assertThat(found.explained()[0] + found.explained()[1]).isCloseTo(1, within(1e-12));
            assertThat(section.title()).isEqualTo("Plane through the paths of one, other");
            assertThat(section.origin()).isEqualTo("one, a 11");
            assertThat(section.vectors().origin()).containsExactly(one.get(11));
            assertThat(section.paths()).hasSize(2);
            for (PlanePath path : section.paths()) {
                assertThat(path.largestResidual()).isLessThan(1e-6);
                assertThat(path.points())
                        .allSatisfy(point -> assertThat(point.loss().loss())
                                .isCloseTo(point.planeLoss().loss(), within(1e-5)));
            }
            assertThat(section.paths().get(1).size()).isEqualTo(200);
            assertThat(found.command().isEmpty()).isTrue();
            Overlay overlay = SectionOverlay.of(section);
            assertThat(overlay.lines()).extracting(Overlay.Line::name).containsExactly("one", "other");
            assertThat(overlay.lines())
                    .extracting(Overlay.Line::argb)
                    .containsExactly(SeriesColors.argb(0), SeriesColors.argb(3));
            // What is written comes back, in a session and in an export alike.
            LandscapeStudy.Result evaluated = new LandscapeStudy(
                            found.found(), GridSettings.square(1, 5), Optional.empty(), false)
                    .run(experiment, LandscapeStudy.Listener.NONE, GO);
            Path file = folder.resolve("paths.npz");
            Outputs.NUMBERS.write(file, evaluated);
            List<PlanePath> read = LandscapeNpz.read(file).section().paths();
            assertThat(PathValues.of(read).arrays().keySet())
                    .containsAll(List.of("path", "path2", "path2_residual", "path2_number"));
            assertThat(read).extracting(PlanePath::title).containsExactly("one", "other");
            assertThat(read).extracting(PlanePath::number).containsExactly(0, 3);
            assertThat(read.get(1).points().get(7).place())
                    .isEqualTo(section.paths().get(1).points().get(7).place());
        }
    }

    @Test
    void pathsThatSpanNoPlaneAreRefused() throws IOException {
        try (Experiment experiment = TestSamples.opened("breast-cancer-mlp", ExperimentSettings.DEFAULT)) {
            double[] origin = experiment.weights().theta();
            double[] u = drawn(new Random(1), origin.length);
            WeightSeries line = series("a", List.of(origin, at(origin, 1, u, 0, u), at(origin, 2, u, 0, u)));
            SharedPlane study = new SharedPlane(
                    List.of(new SharedPlane.Path("one", line, 0), new SharedPlane.Path("other", line, 1)),
                    StatisticsPolicy.OWN,
                    Command.NONE);
            assertThatThrownBy(() -> study.run(experiment, (done, total) -> {}, GO))
                    .isInstanceOf(UnsuitableModelsException.class)
                    .hasMessageContaining("the points lie on one line");
        }
    }

    /** The plane that follows begins where the training does, and its axes stay where they were. */
    @Test
    void theFollowingPlaneTurnsAsLittleAsItCan() throws IOException {
        try (Experiment experiment = TestSamples.opened("breast-cancer-mlp", ExperimentSettings.DEFAULT)) {
            Random random = new Random(9);
            double[] origin = experiment.weights().theta();
            double[] u = drawn(random, origin.length);
            double[] v = drawn(random, origin.length);
            double[] w = drawn(random, origin.length);
            List<double[]> way = new ArrayList<>();
            for (int t = 0; t < 30; t++) {
                double[] there = at(origin, 0.1 * t, u, Math.sin(0.2 * t), v);
                way.add(at(there, 0.002 * t, w, 0, w));
            }
            FoundSection first = new FollowedPath(series("a", way.subList(0, 12)), Optional.empty())
                    .run(experiment, (d, t) -> {}, GO);
            Plane before = first.section().vectors();
            FoundSection next =
                    new FollowedPath(series("a", way), Optional.of(before)).run(experiment, (d, t) -> {}, GO);
            Plane after = next.section().vectors();
            assertThat(after.origin()).containsExactly(origin);
            assertThat(Vectors.dot(after.first(), after.second())).isCloseTo(0, within(1e-12));
            assertThat(Vectors.norm(after.first())).isCloseTo(1, within(1e-12));
            // No other pair of orthogonal directions in this plane is nearer: turned by any angle the sum falls.
            double sum = Vectors.dot(after.first(), before.first()) + Vectors.dot(after.second(), before.second());
            assertThat(sum).isGreaterThan(1.9);
            for (double angle = 0.1; angle < 2 * Math.PI; angle += 0.1) {
                double[] a =
                        at(new double[origin.length], Math.cos(angle), after.first(), Math.sin(angle), after.second());
                double[] b =
                        at(new double[origin.length], -Math.sin(angle), after.first(), Math.cos(angle), after.second());
                assertThat(Vectors.dot(a, before.first()) + Vectors.dot(b, before.second()))
                        .isLessThan(sum);
                double[] mirrored = at(new double[origin.length], -1, b, 0, b);
                assertThat(Vectors.dot(a, before.first()) + Vectors.dot(mirrored, before.second()))
                        .isLessThan(sum);
            }
            PlaneCoordinates last = PlaneCoordinates.of(after.of(experiment.layout()), way.get(29));
            assertThat(last.residual()).isLessThan(0.1);
            assertThat(next.section().extent().orElseThrow().alphaTo()
                            - next.section().extent().orElseThrow().alphaFrom())
                    .isGreaterThan(1);
        }
    }

    /** A mirror image is turned back. */
    @Test
    void aMirroredPairIsMirroredBack() throws IOException {
        try (Experiment experiment = TestSamples.opened("breast-cancer-mlp", ExperimentSettings.DEFAULT)) {
            int size = experiment.layout().size();
            Random random = new Random(2);
            double[] u = drawn(random, size);
            double[] v = drawn(random, size);
            Vectors.orthogonalize(v, u);
            Vectors.normalize(v);
            Plane old = new Plane(experiment.layout(), new double[size], u, v);
            Plane mirrored = new Plane(experiment.layout(), new double[size], v, u);
            Plane back = FollowedPath.turned(mirrored, old);
            for (int i = 0; i < size; i++) {
                assertThat(back.first()[i]).isCloseTo(u[i], within(1e-12));
                assertThat(back.second()[i]).isCloseTo(v[i], within(1e-12));
            }
        }
    }
}
