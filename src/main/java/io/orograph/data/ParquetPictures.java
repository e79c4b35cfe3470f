package io.orograph.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.orograph.data.image.Picture;
import io.orograph.data.parquet.Column;
import io.orograph.data.parquet.ParquetFile;
import io.orograph.file.DamagedFileException;
import io.orograph.file.Excerpt;
import io.orograph.file.UnsupportedFileException;
import io.orograph.network.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A Parquet file with a column of encoded pictures, as data sets are handed out by hubs, and one of their targets. */
final class ParquetPictures implements PictureStack.Pictures {

    private final Path file;
    private final List<byte[]> encoded = new ArrayList<>();
    private final List<String> fields = new ArrayList<>();

    private ParquetPictures(Path file) {
        this.file = file;
    }

    /** Returns the column that may hold pictures: the only one of bytes. */
    static Optional<Column> column(ParquetFile parquet) {
        List<Column> bytes = parquet.columns().stream()
                .filter(column -> column.kind() == Column.Kind.BYTES && column.depth() == 0)
                .toList();
        return bytes.size() == 1 ? Optional.of(bytes.get(0)) : Optional.empty();
    }

    /**
     * Reads pictures alone, or with their targets.
     *
     * @param withTargets whether there has to be a column of targets
     * @throws io.orograph.file.UnreadableFileException if the file is damaged, or does not say which column the targets are
     * @throws IOException if it cannot be read
     */
    static DataFormat.Samples read(ParquetFile parquet, DataSource source, boolean withTargets) throws IOException {
        Column pictures = column(parquet).orElseThrow();
        Path file = source.path();
        if (source.inputName().filter(name -> !pictures.name().equals(name)).isPresent()) {
            throw new UnsupportedFileException(
                    file, "holds pictures in its column " + Excerpt.of(pictures.name()) + "; leave --x out");
        }
        List<Column> wanted = new ArrayList<>(List.of(pictures));
        if (withTargets) {
            wanted.add(target(parquet, source));
        }
        ParquetPictures read = new ParquetPictures(file);
        parquet.read(wanted, new ParquetFile.Rows() {

            @Override
            public void value(int column, ParquetFile.Value value) {
                if (column == 0) {
                    read.encoded.add(value.bytes());
                } else {
                    read.fields.add(value.text());
                }
            }

            @Override
            public void end() {
                // Both columns have one value a row.
            }
        });
        if (read.encoded.isEmpty() || !Picture.isEncoded(read.encoded.get(0))) {
            throw new UnsupportedFileException(
                    file,
                    "holds bytes in its column " + Excerpt.of(pictures.name())
                            + " that are no pictures; save PNG or JPEG, or lists of numbers");
        }
        Tensor inputs = PictureStack.read(file, source, read);
        if (!withTargets) {
            return new DataFormat.Samples(file, inputs, file, Tensor.of(new long[0], 0), List.of());
        }
        return read.samples(inputs, wanted.get(1), source, names(parquet, wanted.get(1)));
    }

    private static Column target(ParquetFile parquet, DataSource source) throws IOException {
        List<Column> others = parquet.columns().stream()
                .filter(column -> column.depth() == 0 && column.kind() != Column.Kind.BYTES)
                .toList();
        List<String> names = others.stream().map(Column::name).toList();
        Optional<Integer> at = source.targetName().map(names::indexOf).or(() -> TargetNames.likeliest(names));
        if (at.isEmpty() && others.size() == 1) {
            at = Optional.of(0);
        }
        if (at.filter(place -> place >= 0).isEmpty()) {
            throw new UnsupportedFileException(
                    source.path(),
                    "holds pictures and does not say which column their targets are; its other columns are "
                            + TableLayout.listed(names) + "; name one with --y");
        }
        return others.get(at.get());
    }

    /** Returns the names of classes that Hugging Face's data sets say beside their columns. */
    private static List<String> names(ParquetFile parquet, Column target) {
        List<String> names = new ArrayList<>();
        try {
            JsonNode features = new ObjectMapper()
                    .readTree(parquet.note("huggingface").orElse("{}"))
                    .path("info")
                    .path("features");
            features.path(target.name()).path("names").forEach(name -> names.add(Excerpt.of(name.asText())));
        } catch (JsonProcessingException e) {
            // They are a courtesy.
            return List.of();
        }
        return names;
    }

    private DataFormat.Samples samples(Tensor inputs, Column column, DataSource source, List<String> names)
            throws IOException {
        TargetColumn targets = new TargetColumn(!source.classes().isEmpty(), false);
        for (int row = 0; row < fields.size(); row++) {
            String wanted = targets.add(fields.get(row));
            if (wanted != null) {
                throw new DamagedFileException(
                        file,
                        "has '" + Excerpt.of(fields.get(row)) + "' in row " + (row + 1) + ", column "
                                + Excerpt.of(column.name()) + ", which " + wanted
                                + "; correct it, or leave the row out");
            }
        }
        List<String> notices = new ArrayList<>();
        notices.add("The inputs are pictures, and the target is the column " + Excerpt.of(column.name())
                + "; name another with --y.");
        List<String> classes = targets.classes();
        if (classes.isEmpty()) {
            Tensor numbers = TargetColumn.tensor(targets.numbers(), fields.size());
            return new DataFormat.Samples(file, inputs, file, numbers, names, notices);
        }
        ClassNumbering numbering = ClassNumbering.of(file, classes, source.classes());
        notices.add(numbering.notice());
        return new DataFormat.Samples(file, inputs, file, numbering.numbers(classes), numbering.names(), notices);
    }

    @Override
    public int count() {
        return encoded.size();
    }

    @Override
    public Picture picture(int index) throws IOException {
        return Picture.decode(encoded.get(index), file, place(index).name());
    }

    @Override
    public PictureStack.Place place(int index) {
        return new PictureStack.Place(file, "holds in row " + (index + 1) + " a picture that ");
    }
}
