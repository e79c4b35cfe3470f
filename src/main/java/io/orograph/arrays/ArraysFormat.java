package io.orograph.arrays;

import io.orograph.file.FileName;
import io.orograph.format.Contents;
import io.orograph.format.FileHead;
import io.orograph.format.Format;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A format of files that hold arrays by name: weights without a network, or what else is saved as arrays. */
public interface ArraysFormat extends Format {

    /** The types of NumPy's texts, which an archive may hold beside its arrays of numbers. */
    Pattern TEXT = Pattern.compile("[USa]\\d+|text");

    /** The type of texts of any length, which NumPy has none for. */
    String ANY_TEXT = "text";

    /** How programs name the checkpoints of a training. */
    Pattern STEP = Pattern.compile("(?i)(step|epoch)[-_=]?(\\d{1,12})(?!\\d)");

    /**
     * Opens a file of this format.
     *
     * @throws io.orograph.file.UnreadableFileException if it is damaged, or holds what is not read
     * @throws IOException if it cannot be read
     */
    NamedArrays openArrays(FileHead head) throws IOException;

    @Override
    default Contents contents(FileHead head) throws IOException {
        try (NamedArrays arrays = openArrays(head)) {
            Contents.Builder contents = new Contents.Builder();
            describe(arrays, contents);
            return contents.build();
        }
    }

    /** Adds what arrays there are, how many numbers they hold, and what stands beside them. */
    static void describe(NamedArrays arrays, Contents.Builder contents) throws IOException {
        List<NamedArrays.Array> list = arrays.arrays();
        contents.fact("arrays", "Arrays", list.size());
        contents.fact("numbers", "Numbers", numbers(list));
        Matcher step = STEP.matcher(FileName.of(arrays.file()));
        if (step.find()) {
            contents.fact(
                    step.group(1).toLowerCase(Locale.ROOT),
                    "By its name, " + step.group(1),
                    Long.valueOf(step.group(2)));
        }
        contents.notes("notes", arrays.notes());
        contents.table("array_list", rows(list));
    }

    /** Returns a row for each array: name, type and shape. */
    static List<Map<String, Object>> rows(List<NamedArrays.Array> arrays) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (NamedArrays.Array array : arrays) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("array", array.name());
            row.put("type", array.type());
            row.put("shape", Arrays.stream(array.shape()).boxed().toList());
            rows.add(row);
        }
        return rows;
    }

    private static long numbers(List<NamedArrays.Array> arrays) {
        long numbers = 0;
        for (NamedArrays.Array array : arrays) {
            if (TEXT.matcher(array.type()).matches()) {
                continue;
            }
            long size = 1;
            for (long axis : array.shape()) {
                size *= axis;
            }
            numbers += size;
        }
        return numbers;
    }
}
