package io.orograph.export;

import io.orograph.arrays.NpzArrays;
import io.orograph.arrays.NpzWriter;
import io.orograph.file.UnsupportedFileException;
import io.orograph.network.Parameter;
import io.orograph.network.ParameterLayout;
import io.orograph.network.Shape;
import io.orograph.network.Tensor;
import io.orograph.provenance.Provenance;
import io.orograph.provenance.ProvenanceJson;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Two directions through weight space as an NPZ file: for each parameter of the network an array
 * {@code d1/<parameter>} and an array {@code d2/<parameter>} of the parameter's shape, float64, and the
 * {@code provenance} as a text of JSON.
 */
public final class DirectionsNpz {

    static final String FIRST = "d1/";
    static final String SECOND = "d2/";
    private static final int MOST_NAMED = 4;

    private DirectionsNpz() {}

    /**
     * Two directions, each in the layout of θ. The arrays are not copied.
     */
    public record Directions(double[] first, double[] second) {}

    /** Writes or replaces a file, whole or not at all. */
    public static void write(Path file, ParameterLayout layout, Directions directions, Provenance provenance)
            throws IOException {
        NpzWriter.write(file, npz -> {
            add(npz, FIRST, layout, directions.first());
            add(npz, SECOND, layout, directions.second());
            npz.addText(ResultNpz.PROVENANCE, ProvenanceJson.write(provenance));
        });
    }

    private static void add(NpzWriter npz, String prefix, ParameterLayout layout, double[] direction)
            throws IOException {
        if (direction.length != layout.size()) {
            throw new IllegalArgumentException(
                    "a direction of " + direction.length + " numbers for " + layout.size() + " parameters");
        }
        for (Parameter parameter : layout.parameters()) {
            double[] values = Arrays.copyOfRange(direction, parameter.offset(), parameter.end());
            npz.add(prefix + parameter.name(), Tensor.of(values, parameter.shape()));
        }
    }

    /**
     * Reads two directions as they are: neither normalised nor made orthogonal. Arrays of any number type are taken.
     *
     * @throws io.orograph.file.UnreadableFileException if the file is damaged, or if an array is missing, has another
     *     shape than its parameter, belongs to no parameter, or holds NaN or infinities; the message says which
     * @throws IOException if it cannot be read
     */
    public static Directions read(Path file, ParameterLayout layout) throws IOException {
        try (NpzArrays npz = NpzArrays.open(file)) {
            if (npz.names().stream().noneMatch(name -> name.startsWith(FIRST) || name.startsWith(SECOND))) {
                throw new UnsupportedFileException(
                        file,
                        "holds no directions: they are arrays named d1/… and d2/…," + " but it holds " + npz.describe()
                                + "; choose a file of directions that Orograph saved");
            }
            requireMatch(file, npz, layout);
            return new Directions(read(file, npz, FIRST, layout), read(file, npz, SECOND, layout));
        }
    }

    private static void requireMatch(Path file, NpzArrays npz, ParameterLayout layout) throws IOException {
        Set<String> extra = new TreeSet<>(npz.names());
        extra.remove(ResultNpz.PROVENANCE);
        List<String> missing = new ArrayList<>();
        List<String> misshapen = new ArrayList<>();
        for (String prefix : new String[] {FIRST, SECOND}) {
            for (Parameter parameter : layout.parameters()) {
                String name = prefix + parameter.name();
                extra.remove(name);
                if (!npz.contains(name)) {
                    missing.add(name);
                } else if (!Arrays.equals(npz.shape(name), parameter.shape())) {
                    misshapen.add(
                            name + " " + Shape.text(npz.shape(name)) + " instead of " + Shape.text(parameter.shape()));
                }
            }
        }
        List<String> findings = new ArrayList<>();
        addFinding(findings, "missing: ", missing);
        addFinding(findings, "of no parameter: ", List.copyOf(extra));
        addFinding(findings, "of another shape: ", misshapen);
        if (!findings.isEmpty()) {
            throw new UnsupportedFileException(
                    file,
                    "does not fit this network: arrays " + String.join("; arrays ", findings)
                            + "; choose directions that were saved for this network");
        }
    }

    private static void addFinding(List<String> findings, String what, List<String> names) {
        if (!names.isEmpty()) {
            int more = names.size() - MOST_NAMED;
            findings.add(what
                    + String.join(", ", names.subList(0, Math.min(MOST_NAMED, names.size())))
                    + (more > 0 ? " and " + more + " more" : ""));
        }
    }

    private static double[] read(Path file, NpzArrays npz, String prefix, ParameterLayout layout) throws IOException {
        double[] direction = new double[layout.size()];
        for (Parameter parameter : layout.parameters()) {
            double[] values = npz.tensor(prefix + parameter.name()).doubles();
            for (double value : values) {
                if (!Double.isFinite(value)) {
                    throw new UnsupportedFileException(
                            file,
                            "cannot be used: its array " + prefix + parameter.name() + " holds the value " + value
                                    + "; a direction needs finite numbers");
                }
            }
            System.arraycopy(values, 0, direction, parameter.offset(), values.length);
        }
        return direction;
    }
}
