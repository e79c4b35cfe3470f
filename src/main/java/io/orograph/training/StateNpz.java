package io.orograph.training;

import io.orograph.arrays.NpzArrays;
import io.orograph.arrays.NpzWriter;
import io.orograph.file.DamagedFileException;
import io.orograph.file.RegularFile;
import io.orograph.file.UnsupportedFileException;
import io.orograph.network.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A {@link TrainingState} as an NPZ file: {@code settings} (text), {@code steps}, {@code recorded}, {@code state}, and the optimiser's
 * {@code moment_1}, {@code moment_2}, …, all in double precision.
 */
public final class StateNpz {

    /** The name of the text that says the settings. */
    public static final String SETTINGS = "settings";

    static final String STEPS = "steps";
    private static final String RECORDED = "recorded";
    private static final String STATE = "state";
    private static final String MOMENT = "moment_";

    /** The arrays that every such file has. */
    static final List<String> NEEDED = List.of(SETTINGS, STEPS, RECORDED, STATE);

    private StateNpz() {}

    /** Writes or replaces a file, whole or not at all. */
    public static void write(Path file, TrainingState state, String settings) throws IOException {
        NpzWriter.write(file, npz -> add(npz, state, settings));
    }

    /** Adds a state to a file that holds more. */
    static void add(NpzWriter npz, TrainingState state, String settings) throws IOException {
        npz.addText(SETTINGS, settings);
        for (Map.Entry<String, Tensor> array : arrays(state).entrySet()) {
            npz.add(array.getKey(), array.getValue());
        }
    }

    /** Returns the arrays of a state by the names that a file has them under. */
    static Map<String, Tensor> arrays(TrainingState state) {
        Map<String, Tensor> arrays = new LinkedHashMap<>();
        arrays.put(STEPS, Tensor.of(new long[] {state.steps()}, 1));
        arrays.put(RECORDED, Tensor.of(new long[] {state.recorded()}, 1));
        arrays.put(STATE, vector(state.state()));
        for (int i = 0; i < state.moments().size(); i++) {
            arrays.put(MOMENT + (i + 1), vector(state.moments().get(i)));
        }
        return arrays;
    }

    private static Tensor vector(double[] values) {
        return Tensor.of(values, values.length);
    }

    /** Returns what a file says of the settings. */
    static String settings(Path file) throws IOException {
        try (NpzArrays npz = NpzArrays.open(file)) {
            return npz.contains(SETTINGS) ? npz.readText(SETTINGS) : "";
        }
    }

    /**
     * Reads the state of a training.
     *
     * @param settings what the file must say
     * @throws io.orograph.file.UnreadableFileException if it says something else, or is no such file
     */
    public static TrainingState read(Path file, String settings) throws IOException {
        RegularFile.requireReadable(file);
        try (NpzArrays npz = NpzArrays.open(file)) {
            return read(npz, settings);
        }
    }

    /** Reads a state from an open file. */
    static TrainingState read(NpzArrays npz, String settings) throws IOException {
        Path file = npz.file();
        for (String name : NEEDED) {
            if (!npz.contains(name)) {
                throw new DamagedFileException(
                        file, "is no state of a training: it has no array " + name + "; choose a recorded folder");
            }
        }
        String found = npz.readText(SETTINGS);
        if (!found.equals(settings)) {
            throw new UnsupportedFileException(
                    file,
                    "belongs to a training with other settings, so that this one cannot go on from it; it was: " + found
                            + "; and now it is: " + settings);
        }
        List<double[]> moments = new ArrayList<>();
        for (int i = 1; npz.contains(MOMENT + i); i++) {
            moments.add(npz.tensor(MOMENT + i).doubles());
        }
        return new TrainingState(
                number(npz, STEPS, 0), npz.tensor(STATE).doubles(), moments, number(npz, RECORDED, TrainingState.NONE));
    }

    private static long number(NpzArrays npz, String name, long least) throws IOException {
        Tensor tensor = npz.tensor(name);
        if (tensor.size() != 1 || tensor.getLong(0) < least) {
            throw new DamagedFileException(
                    npz.file(),
                    "is damaged: its array " + name + " holds "
                            + (tensor.size() == 1 ? tensor.getLong(0) : tensor.size() + " numbers")
                            + ", not a count of steps; choose another record, or train anew");
        }
        return tensor.getLong(0);
    }
}
