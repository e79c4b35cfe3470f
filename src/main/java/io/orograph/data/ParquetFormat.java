package io.orograph.data;

import io.orograph.data.parquet.Column;
import io.orograph.data.parquet.ParquetFile;
import io.orograph.file.UnsupportedFileException;
import io.orograph.format.Contents;
import io.orograph.format.FileHead;
import io.orograph.format.Role;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/**
 * Parquet files: a table of single values, which is taken as other tables are; a column of pictures and one of their
 * targets; or columns of lists, each an array.
 */
public final class ParquetFormat implements DataFormat {

    @Override
    public Identity identity() {
        return new Identity("parquet", "Parquet", "a Parquet file", List.of(".parquet", ".pq"), Set.of(Role.DATA));
    }

    @Override
    public boolean matches(FileHead head) {
        return head.startsWith("PAR1");
    }

    @Override
    public Samples read(DataSource source) throws IOException {
        try (ParquetFile parquet = ParquetFile.open(source.path())) {
            if (ParquetPictures.column(parquet).isPresent()) {
                return ParquetPictures.read(parquet, source, true);
            }
            if (parquet.columns().stream().anyMatch(column -> column.depth() > 0)) {
                return ArrayData.samples(ParquetArrays.open(source.path()), source);
            }
            CsvReader.Table table = table(parquet, source);
            Dataset data = table.dataset();
            return new Samples(source.path(), data.inputs(), source.path(), data.targets(), data.classes())
                    .noticing(table.notices());
        }
    }

    @Override
    public Inputs readInputs(DataSource source) throws IOException {
        try (ParquetFile parquet = ParquetFile.open(source.path())) {
            if (ParquetPictures.column(parquet).isPresent()) {
                return ParquetPictures.read(parquet, source, false).inputs();
            }
            return parquet.columns().stream().anyMatch(column -> column.depth() > 0)
                    ? ArrayData.inputs(ParquetArrays.open(source.path()), source)
                    : table(parquet, source).dataset().arrays();
        }
    }

    private static CsvReader.Table table(ParquetFile parquet, DataSource source) throws IOException {
        if (source.inputName().isPresent()) {
            throw new UnsupportedFileException(
                    source.path(), "is a table (Parquet), whose inputs are all columns but the target; leave --x out");
        }
        return ParquetTable.read(parquet, source);
    }

    @Override
    public Contents contents(FileHead head) throws IOException {
        Contents.Builder contents = new Contents.Builder();
        try (ParquetFile parquet = ParquetFile.open(head.path())) {
            contents.fact(
                    "columns",
                    "Columns",
                    parquet.columns().stream().map(Column::name).toList());
        }
        DataFormat.describeSamples(head.path(), contents);
        return contents.build();
    }
}
