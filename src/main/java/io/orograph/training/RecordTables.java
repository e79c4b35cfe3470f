package io.orograph.training;

import io.orograph.file.DamagedFileException;
import io.orograph.objective.Evaluation;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The tables of a folder that a training recorded: {@code losses.csv} and {@code sharpness.csv}. */
public final class RecordTables {

    /** The losses, a line a point. */
    static final String LOSSES = "losses.csv";

    /** The sharpness where it was measured. */
    static final String SHARPNESS = "sharpness.csv";

    /** A hundred bytes a point, a million points. */
    private static final long LARGEST = 100L << 20;

    private RecordTables() {}

    /**
     * Returns the points of a folder; none where it has no table of losses.
     *
     * @throws DamagedFileException if the table is no such table
     */
    public static List<TrainingPoint> losses(Path folder) throws IOException {
        Path file = folder.resolve(LOSSES);
        List<TrainingPoint> points = new ArrayList<>();
        for (Map<String, String> row : rows(file)) {
            try {
                points.add(new TrainingPoint(
                        Long.parseLong(row.getOrDefault("step", "")),
                        number(row, "epoch"),
                        number(row, "learning_rate"),
                        evaluation(row, "train"),
                        row.getOrDefault("validation_loss", "").isEmpty() ? null : evaluation(row, "validation")));
            } catch (NumberFormatException e) {
                throw damaged(file, e);
            }
        }
        return points;
    }

    private static Evaluation evaluation(Map<String, String> row, String of) {
        return new Evaluation(number(row, of + "_loss"), Double.NaN, number(row, of + "_accuracy"), 0);
    }

    private static double number(Map<String, String> row, String name) {
        String text = row.getOrDefault(name, "");
        return text.isEmpty() ? Double.NaN : Double.parseDouble(text);
    }

    /**
     * Returns the lines of the table of sharpnesses, as {@link RecordFolder#recordSharpness} had them, with numbers only;
     * none where there is no such table.
     *
     * @throws DamagedFileException if the table is no such table
     */
    public static List<Map<String, Double>> sharpness(Path folder) throws IOException {
        Path file = folder.resolve(SHARPNESS);
        List<Map<String, Double>> all = new ArrayList<>();
        for (Map<String, String> row : rows(file)) {
            try {
                Map<String, Double> numbers = new LinkedHashMap<>();
                row.keySet().forEach(name -> numbers.put(name, number(row, name)));
                all.add(numbers);
            } catch (NumberFormatException e) {
                throw damaged(file, e);
            }
        }
        return all;
    }

    /** Returns the lines of a table by the names of its header; a last line that was not written whole is left out. */
    private static List<Map<String, String>> rows(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return List.of();
        }
        List<String> lines = lines(file);
        List<Map<String, String>> rows = new ArrayList<>();
        String[] names = lines.isEmpty() ? new String[0] : lines.get(0).split(",", -1);
        for (int i = 1; i < lines.size(); i++) {
            String[] fields = lines.get(i).split(",", -1);
            if (fields.length != names.length) {
                if (i == lines.size() - 1) {
                    break;
                }
                throw damaged(file, null);
            }
            Map<String, String> row = new LinkedHashMap<>();
            for (int k = 0; k < names.length; k++) {
                row.put(names[k], fields[k]);
            }
            rows.add(row);
        }
        return rows;
    }

    private static List<String> lines(Path file) throws IOException {
        if (Files.size(file) > LARGEST) {
            throw new DamagedFileException(file, "is larger than any table of a training; choose another record");
        }
        try {
            return Files.readAllLines(file);
        } catch (CharacterCodingException e) {
            throw damaged(file, e);
        }
    }

    private static DamagedFileException damaged(Path file, Exception cause) {
        return new DamagedFileException(
                file, "is damaged: a line has other numbers than its header says; choose another record", cause);
    }
}
