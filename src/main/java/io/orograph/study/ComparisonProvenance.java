package io.orograph.study;

import io.orograph.file.FileName;
import io.orograph.provenance.Key;
import io.orograph.provenance.Provenance;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Says where a comparison comes from. */
final class ComparisonProvenance {

    /** What is said of each model by itself. */
    private static final List<Key<?>> OF_MODEL = List.of(
            Key.MODEL,
            Key.MODEL_SHA256,
            Key.MODEL_FORMAT,
            Key.PARAMETERS,
            Key.AS_PARAMETERS,
            Key.AS_CONSTANTS,
            Key.UNTIED,
            Key.SPLIT,
            Key.WEIGHTS,
            Key.COMMAND);

    private ComparisonProvenance() {}

    /**
     * Returns what the models have in common, and for each what it has not.
     *
     * @param test null if there are no test data
     */
    static Provenance of(List<ComparedModel> models, LoadedData test, Command command) {
        Map<String, Object> common =
                new LinkedHashMap<>(models.get(0).landscape().provenance().entries());
        OF_MODEL.forEach(key -> common.remove(key.name()));
        Provenance provenance = new Provenance(common)
                .with(
                        Key.MODELS,
                        models.stream().map(ComparisonProvenance::entries).toList());
        if (test != null) {
            provenance = provenance.with(
                    Key.TEST, Map.of("file", FileName.of(test.source().path()), "sha256", test.sha256()));
        }
        return command.in(provenance);
    }

    private static Map<String, Object> entries(ComparedModel model) {
        Map<String, Object> all = model.landscape().provenance().entries();
        Map<String, Object> entries = new LinkedHashMap<>();
        entries.put("name", model.name());
        for (Key<?> key : OF_MODEL) {
            if (all.containsKey(key.name())) {
                entries.put(key.name(), all.get(key.name()));
            }
        }
        return entries;
    }
}
