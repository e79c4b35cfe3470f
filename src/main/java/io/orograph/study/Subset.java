package io.orograph.study;

import io.orograph.data.DataFormat;
import io.orograph.data.Dataset;
import io.orograph.data.Strata;
import io.orograph.math.Shuffle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * A part of the samples that stands for all: drawn without replacement, and stratified where the targets are classes,
 * so that each class keeps its share (largest remainders).
 */
final class Subset {

    /** Fixed, so that a subset of the same size is the same in every run and on every platform. */
    private static final long SEED = 0;

    private Subset() {}

    /**
     * @param count wanted samples
     * @return the data themselves if they have no more than that; else a part, in the data's order
     */
    static Dataset choose(Dataset data, int count) {
        if (count >= data.samples()) {
            return data;
        }
        List<List<Integer>> strata = strata(data);
        Random random = new Random(SEED);
        int[] quotas = quotas(strata, count, data.samples());
        int[] stratumOf = new int[data.samples()];
        IntStream.Builder chosen = IntStream.builder();
        for (int i = 0; i < quotas.length; i++) {
            List<Integer> stratum = strata.get(i);
            for (int sample : stratum) {
                stratumOf[sample] = i;
            }
            int[] order = Shuffle.order(stratum.size(), random);
            Arrays.stream(order, 0, quotas[i]).map(stratum::get).forEach(chosen);
        }
        int[] samples = chosen.build().sorted().toArray();
        return data.subset(samples)
                .drawn(new Strata(
                        Arrays.stream(samples).map(sample -> stratumOf[sample]).toArray(),
                        strata.stream().mapToInt(List::size).toArray()));
    }

    private static List<List<Integer>> strata(Dataset data) {
        Map<Double, List<Integer>> byClass = new TreeMap<>();
        boolean classes = data.targets().size() == data.samples() && data.hasWholeTargets();
        for (int i = 0; i < data.samples(); i++) {
            double target = classes ? data.targets().get(i) : 0;
            byClass.computeIfAbsent(target, c -> new ArrayList<>()).add(i);
        }
        if (byClass.size() <= DataFormat.MOST_CLASSES) {
            return new ArrayList<>(byClass.values());
        }
        List<Integer> all = new ArrayList<>();
        byClass.values().forEach(all::addAll);
        return new ArrayList<>(List.of(all));
    }

    private static int[] quotas(List<List<Integer>> strata, int count, int samples) {
        double[] exact = strata.stream()
                .mapToDouble(stratum -> (double) stratum.size() * count / samples)
                .toArray();
        int[] quotas = Arrays.stream(exact).mapToInt(share -> (int) share).toArray();
        List<Integer> byRemainder = new ArrayList<>();
        for (int i = 0; i < exact.length; i++) {
            byRemainder.add(i);
        }
        byRemainder.sort((a, b) -> Double.compare(exact[b] - quotas[b], exact[a] - quotas[a]));
        int missing = count - Arrays.stream(quotas).sum();
        for (int i = 0; i < missing; i++) {
            quotas[byRemainder.get(i)]++;
        }
        return quotas;
    }
}
