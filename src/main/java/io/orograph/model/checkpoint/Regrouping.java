package io.orograph.model.checkpoint;

import io.orograph.arrays.NamedArrays;
import io.orograph.network.ParameterLayout;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The arrays of a file in other groups than it keeps them in: some of them put together, others taken apart. The arrays that
 * are made so are {@link Composition}s, which their names say.
 */
final class Regrouping implements NamedArrays {

    private final NamedArrays file;
    private final List<Array> arrays;
    private final Map<String, Composition> made = new LinkedHashMap<>();

    private Regrouping(NamedArrays file, List<Array> arrays) {
        this.file = file;
        this.arrays = new ArrayList<>(arrays);
    }

    /** Begins with the arrays as the file has them. */
    static Regrouping of(NamedArrays file) throws IOException {
        return new Regrouping(file, file.arrays());
    }

    /** Returns the ways to read a file's arrays for a network, the likeliest first; the last is as they are. */
    static List<NamedArrays> candidates(NamedArrays file, ParameterLayout layout) throws IOException {
        Regrouping recurrent = RecurrentGroups.regrouped(file, layout);
        List<NamedArrays> candidates = new ArrayList<>();
        for (LayerGroups groups : LayerGroups.values()) {
            Regrouping layers = recurrent.copy();
            if (groups.apply(layers, layout)) {
                candidates.add(layers);
            }
        }
        if (!recurrent.made.isEmpty()) {
            candidates.add(0, recurrent);
        }
        candidates.add(file);
        return candidates;
    }

    private Regrouping copy() {
        Regrouping copy = new Regrouping(file, arrays);
        copy.made.putAll(made);
        return copy;
    }

    /** Puts an array in the place of others, of which the first says where. */
    void replace(List<Array> old, List<Composition> compositions, List<long[]> shapes) {
        List<String> names = old.stream().map(Array::name).toList();
        int place = arrays.stream().map(Array::name).toList().indexOf(names.get(0));
        List<Array> now = new ArrayList<>();
        for (int i = 0; i < compositions.size(); i++) {
            String name = compositions.get(i).text();
            made.put(name, compositions.get(i));
            now.add(new Array(name, old.get(0).type(), shapes.get(i)));
        }
        arrays.addAll(place, now);
        arrays.removeIf(array -> names.contains(array.name()));
    }

    @Override
    public Path file() {
        return file.file();
    }

    @Override
    public List<Array> arrays() {
        return List.copyOf(arrays);
    }

    @Override
    public double[] read(String name) throws IOException {
        Composition composition = made.get(name);
        return composition == null ? file.read(name) : composition.read(file, 0, composition.size());
    }

    @Override
    public double[] read(String name, int from, int to) throws IOException {
        Composition composition = made.get(name);
        return composition == null ? file.read(name, from, to) : composition.read(file, from, to);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
