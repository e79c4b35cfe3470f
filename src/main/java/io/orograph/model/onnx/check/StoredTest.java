package io.orograph.model.onnx.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A folder with a model, and with inputs and outputs that belong to it.
 *
 * @param folder the folder
 * @param models its ONNX models: one, where all is well
 * @param dataSets its folders {@code test_data_set_*}, at least one
 */
public record StoredTest(Path folder, List<Path> models, List<Path> dataSets) {

    private static final String DATA_SET = "test_data_set_";
    private static final int DEEPEST = 32;

    /** Puts test_data_set_2 before test_data_set_10. */
    private static final Comparator<Path> NUMBERED = Comparator.comparing(
                    (Path path) -> path.getFileName().toString().length())
            .thenComparing(Comparator.naturalOrder());

    public StoredTest {
        models = List.copyOf(models);
        dataSets = List.copyOf(dataSets);
    }

    /**
     * Returns the tests in folders and in the folders below them, by name, each once.
     *
     * @param paths folders, or models, whose folders they stand for
     * @throws IOException if a folder cannot be read
     */
    public static List<StoredTest> in(List<Path> paths) throws IOException {
        Set<StoredTest> found = new LinkedHashSet<>();
        for (Path path : paths) {
            if (Files.isDirectory(path)) {
                for (Path folder : folders(path)) {
                    add(folder, entries(folder, name -> name.endsWith(".onnx")), found);
                }
            } else {
                add(path.toAbsolutePath().getParent(), List.of(path), found);
            }
        }
        return new ArrayList<>(found);
    }

    private static List<Path> folders(Path top) throws IOException {
        try (Stream<Path> walk = Files.walk(top, DEEPEST)) {
            return walk.filter(Files::isDirectory).sorted().toList();
        }
    }

    private static void add(Path folder, List<Path> models, Set<StoredTest> found) throws IOException {
        List<Path> dataSets = entries(folder, name -> name.startsWith(DATA_SET));
        if (!models.isEmpty() && !dataSets.isEmpty()) {
            found.add(new StoredTest(folder, models, dataSets));
        }
    }

    private static List<Path> entries(Path folder, Predicate<String> named) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(entry -> named.test(entry.getFileName().toString()))
                    .sorted(NUMBERED)
                    .toList();
        }
    }
}
