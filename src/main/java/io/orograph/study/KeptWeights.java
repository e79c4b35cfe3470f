package io.orograph.study;

import io.orograph.arrays.NpzArrays;
import io.orograph.arrays.NpzWriter;
import io.orograph.file.DamagedFileException;
import io.orograph.file.UnsupportedFileException;
import io.orograph.network.Network;
import io.orograph.network.RunningStatistics;
import io.orograph.network.Tensor;
import io.orograph.network.Weights;
import io.orograph.network.WeightsSource;
import io.orograph.provenance.ProvenanceJson;
import io.orograph.task.Kept;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Weights in memory as a file of this program's own, which gives them back to the bit with their name and source:
 * {@code theta} and {@code statistics} in 64 bits, and {@code weights}, a text of JSON.
 */
public final class KeptWeights {

    private static final String THETA = "theta";
    private static final String STATISTICS = "statistics";
    private static final String WEIGHTS = "weights";

    private static final String NAME = "name";
    private static final String KIND = "kind";
    private static final String FILE = "file";
    private static final String SHA256 = "sha256";
    private static final String ARRAYS = "arrays";
    private static final String OPTIMIZER = "optimizer";
    private static final String STEP = "step";
    private static final String SECTION = "section";
    private static final String CURVE = "curve";

    private KeptWeights() {}

    /** Returns what tells weights apart, bit by bit. */
    public static String digest(Weights weights) {
        return String.format("%016x", Kept.digest(weights.theta(), weights.statistics()));
    }

    /** Returns how many bytes of numbers a file of them takes. */
    public static long bytes(Weights weights) {
        return (long) Double.BYTES * (weights.theta().length + weights.statistics().length);
    }

    /** Writes or replaces a file, whole or not at all. */
    public static void write(Path file, Weights weights) throws IOException {
        NpzWriter.write(file, npz -> {
            npz.add(THETA, Tensor.of(weights.theta(), weights.theta().length));
            npz.add(STATISTICS, Tensor.of(weights.statistics(), weights.statistics().length));
            npz.addText(WEIGHTS, ProvenanceJson.json(words(weights)));
        });
    }

    private static Map<String, Object> words(Weights weights) {
        Map<String, Object> words = new LinkedHashMap<>();
        words.put(NAME, weights.name());
        WeightsSource source = weights.source();
        if (source instanceof WeightsSource.InFile file) {
            words.put(FILE, file.file().toAbsolutePath().toString());
            words.put(SHA256, file.sha256());
        }
        if (source instanceof WeightsSource.ModelFile) {
            words.put(KIND, "model");
        } else if (source instanceof WeightsSource.Checkpoint checkpoint) {
            words.put(KIND, "checkpoint");
            words.put(ARRAYS, new TreeMap<>(checkpoint.arrays()));
        } else if (source instanceof WeightsSource.Training training) {
            words.put(KIND, "training");
            words.put(OPTIMIZER, training.optimizer());
            words.put(STEP, training.step());
        } else if (source instanceof WeightsSource.PlanePoint point) {
            words.put(KIND, SECTION);
            words.put(SECTION, point.section());
            words.put("alpha", point.alpha());
            words.put("beta", point.beta());
        } else if (source instanceof WeightsSource.CurvePoint point) {
            words.put(KIND, CURVE);
            words.put(CURVE, point.curve());
            words.put("t", point.t());
        }
        return words;
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @param network that they are of
     * @throws io.orograph.file.UnreadableFileException if it is no such file, or of another network
     * @throws IOException if it cannot be read
     */
    public static Weights read(Path file, Network network) throws IOException {
        try (NpzArrays npz = NpzArrays.open(file)) {
            if (!npz.contains(THETA) || !npz.contains(STATISTICS) || !npz.contains(WEIGHTS)) {
                throw new UnsupportedFileException(
                        file, "holds no weights that were kept, but " + npz.describe() + "; open the model without it");
            }
            double[] theta = npz.read(THETA);
            double[] statistics = npz.read(STATISTICS);
            int wanted = network.layout().size();
            int moving = RunningStatistics.of(network).held().length;
            if (theta.length != wanted || statistics.length != 0 && statistics.length != moving) {
                throw new UnsupportedFileException(
                        file,
                        "holds " + theta.length + " weights, and the model has " + wanted
                                + "; open the model without it");
            }
            Map<String, Object> words = words(npz);
            return new Weights(String.valueOf(words.get(NAME)), source(words), theta, statistics);
        } catch (IllegalArgumentException e) {
            throw damaged(file, e);
        }
    }

    private static Map<String, Object> words(NpzArrays npz) throws IOException {
        String text = npz.readText(WEIGHTS);
        try {
            return ProvenanceJson.read(text).entries();
        } catch (IOException e) {
            throw damaged(npz.file(), e);
        }
    }

    private static WeightsSource source(Map<String, Object> words) {
        String kind = text(words, KIND);
        return switch (kind) {
            case "model" -> new WeightsSource.ModelFile(Path.of(text(words, FILE)), text(words, SHA256));
            case "checkpoint" ->
                new WeightsSource.Checkpoint(Path.of(text(words, FILE)), text(words, SHA256), arrays(words));
            case "training" -> new WeightsSource.Training(text(words, OPTIMIZER), (long) number(words, STEP));
            case SECTION ->
                new WeightsSource.PlanePoint(text(words, SECTION), number(words, "alpha"), number(words, "beta"));
            case CURVE -> new WeightsSource.CurvePoint(text(words, CURVE), number(words, "t"));
            default -> throw new IllegalArgumentException("weights of the kind \"" + kind + "\"");
        };
    }

    private static Map<String, String> arrays(Map<String, Object> words) {
        Map<String, String> arrays = new TreeMap<>();
        if (words.get(ARRAYS) instanceof Map<?, ?> chosen) {
            chosen.forEach((parameter, array) -> arrays.put(String.valueOf(parameter), String.valueOf(array)));
        }
        return arrays;
    }

    private static String text(Map<String, Object> words, String name) {
        if (words.get(name) instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("weights without " + name);
    }

    private static double number(Map<String, Object> words, String name) {
        if (words.get(name) instanceof Number number) {
            return number.doubleValue();
        }
        throw new IllegalArgumentException("weights without " + name);
    }

    private static DamagedFileException damaged(Path file, Exception cause) {
        return new DamagedFileException(
                file, "is damaged: it does not say where its weights come from; open the model without it", cause);
    }
}
