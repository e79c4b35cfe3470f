package io.orograph.training;

import io.orograph.arrays.NpzArrays;
import io.orograph.arrays.NpzWriter;
import io.orograph.file.DamagedFileException;
import io.orograph.file.RegularFile;
import io.orograph.network.ParameterLayout;
import io.orograph.network.Tensor;
import io.orograph.objective.Evaluation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A training whose path is in memory, as it is at a moment: its state, and what it recorded until then. What a file holds
 * of it is enough to go on to the same bits: the state as {@link StateNpz} writes it, {@code points} [T, 13], a row a point,
 * {@code path} [3], and {@code weights/0}, {@code weights/1}, … in the precision of the training.
 */
public final class TrainingSnapshot {

    private static final String POINTS = "points";
    private static final String PATH = "path";
    private static final String WEIGHTS = "weights/";

    /** Numbers of a point: step, epoch, learning rate, and two evaluations. */
    private static final int WIDTH = 13;

    private static final int EVALUATION = 5;
    private static final int TRAIN = 3;
    private static final int VALIDATION = TRAIN + EVALUATION;

    /** More points than any path in memory has. */
    private static final int MOST_POINTS = 1024;

    private final TrainingState state;
    private final TrajectoryRecorder.Recorded path;

    private TrainingSnapshot(TrainingState state, TrajectoryRecorder.Recorded path) {
        this.state = state;
        this.path = path;
    }

    /** Returns what there is when a recorder is given a state, on the thread that trains. */
    public static TrainingSnapshot of(TrainingState state, TrajectoryRecorder recorder) {
        return new TrainingSnapshot(state, recorder.recorded());
    }

    /** Returns the state, to go on from. */
    public TrainingState state() {
        return state;
    }

    /** Returns the points that are recorded. */
    public List<TrainingPoint> points() {
        return path.points();
    }

    /**
     * Puts what was recorded into a recorder that is empty.
     *
     * @throws IllegalArgumentException if that is of another layout
     */
    public void restore(TrajectoryRecorder recorder) {
        recorder.restore(path);
    }

    /**
     * Writes or replaces a file, whole or not at all.
     *
     * @param settings what must be the same to go on
     */
    public void write(Path file, String settings) throws IOException {
        NpzWriter.write(file, npz -> {
            npz.addText(StateNpz.SETTINGS, settings);
            for (Map.Entry<String, Tensor> array : arrays().entrySet()) {
                npz.add(array.getKey(), array.getValue());
            }
        });
    }

    /** Returns the arrays that a file holds of it, by name; the text {@link StateNpz#SETTINGS} goes with them. */
    public Map<String, Tensor> arrays() {
        Map<String, Tensor> arrays = new LinkedHashMap<>(StateNpz.arrays(state));
        double[] numbers = new double[WIDTH * path.points().size()];
        for (int i = 0; i < path.points().size(); i++) {
            put(path.points().get(i), numbers, i * WIDTH);
            arrays.put(WEIGHTS + i, path.weights().get(i));
        }
        arrays.put(POINTS, Tensor.of(numbers, path.points().size(), WIDTH));
        arrays.put(PATH, Tensor.of(new long[] {path.recorded(), path.stride(), path.passing() ? 1 : 0}, 3));
        return arrays;
    }

    private static void put(TrainingPoint point, double[] numbers, int from) {
        numbers[from] = point.step();
        numbers[from + 1] = point.epoch();
        numbers[from + 2] = point.learningRate();
        put(point.train(), numbers, from + TRAIN);
        put(point.validation(), numbers, from + VALIDATION);
    }

    private static void put(Evaluation evaluation, double[] numbers, int from) {
        if (evaluation != null) {
            numbers[from] = evaluation.loss();
            numbers[from + 1] = evaluation.standardError();
            numbers[from + 2] = evaluation.differenceError();
            numbers[from + 3] = evaluation.accuracy();
            numbers[from + 4] = evaluation.samples();
        }
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @param settings what the file must say
     * @param layout of the states
     * @throws io.orograph.file.UnreadableFileException if it says something else, or is no such file
     * @throws IOException if it cannot be read
     */
    public static TrainingSnapshot read(Path file, String settings, ParameterLayout layout) throws IOException {
        RegularFile.requireReadable(file);
        try (NpzArrays npz = NpzArrays.open(file)) {
            TrainingState state = StateNpz.read(npz, settings);
            require(npz, state.state().length == layout.size(), "state");
            require(npz, state.moments().stream().allMatch(moment -> moment.length <= layout.size()), "moments");
            require(npz, npz.contains(POINTS) && npz.contains(PATH), POINTS);
            Tensor table = npz.tensor(POINTS);
            require(
                    npz,
                    table.rank() == 2 && table.size(1) == WIDTH && table.size(0) > 0 && table.size(0) <= MOST_POINTS,
                    POINTS);
            return new TrainingSnapshot(state, recorded(npz, table, layout));
        }
    }

    private static TrajectoryRecorder.Recorded recorded(NpzArrays npz, Tensor table, ParameterLayout layout)
            throws IOException {
        double[] numbers = table.doubles();
        List<TrainingPoint> points = new ArrayList<>();
        List<Tensor> weights = new ArrayList<>();
        for (int i = 0; i < table.size(0); i++) {
            String name = WEIGHTS + i;
            require(npz, npz.contains(name) && npz.shape(name).length == 1, name);
            require(npz, npz.shape(name)[0] == layout.size(), name);
            points.add(point(numbers, i * WIDTH));
            weights.add(npz.tensor(name));
        }
        long[] path = npz.tensor(PATH).longs();
        require(npz, path.length == 3 && path[0] >= points.size() && path[1] >= 1, PATH);
        return new TrajectoryRecorder.Recorded(points, weights, path[0], path[1], path[2] != 0);
    }

    /** Returns the points of such {@linkplain #arrays arrays}, without their weights; none where there are none of a training. */
    public static List<TrainingPoint> points(Map<String, Tensor> arrays) {
        Tensor table = arrays.get(POINTS);
        List<TrainingPoint> points = new ArrayList<>();
        if (table != null && table.rank() == 2 && table.size(1) == WIDTH) {
            double[] numbers = table.doubles();
            for (int from = 0; from < numbers.length; from += WIDTH) {
                points.add(point(numbers, from));
            }
        }
        return points;
    }

    private static TrainingPoint point(double[] numbers, int from) {
        return new TrainingPoint(
                (long) numbers[from],
                numbers[from + 1],
                numbers[from + 2],
                evaluation(numbers, from + TRAIN),
                numbers[from + VALIDATION + EVALUATION - 1] == 0 ? null : evaluation(numbers, from + VALIDATION));
    }

    private static Evaluation evaluation(double[] numbers, int from) {
        return new Evaluation(
                numbers[from], numbers[from + 1], numbers[from + 2], numbers[from + 3], (int) numbers[from + 4]);
    }

    private static void require(NpzArrays npz, boolean right, String what) throws DamagedFileException {
        if (!right) {
            throw new DamagedFileException(
                    npz.file(),
                    "is damaged: its " + what + " are not those of a training of this network; train anew without it");
        }
    }
}
