package io.orograph.data.parquet;

import io.orograph.file.CancellableReading;
import io.orograph.file.DamagedFileException;
import io.orograph.file.Excerpt;
import io.orograph.file.RegularFile;
import io.orograph.file.UnsupportedFileException;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.DummyRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.schema.MessageType;

/** An open Parquet file, whose rows are gone through once. */
public final class ParquetFile implements Closeable {

    private static final int MOST_COLUMNS = 100_000;

    private final Path file;
    private final long bytes;
    private final ParquetFileReader reader;
    private final MessageType schema;
    private final List<Column> columns = new ArrayList<>();

    private ParquetFile(Path file, long bytes, ParquetFileReader reader) throws IOException {
        this.file = file;
        this.bytes = bytes;
        this.reader = reader;
        this.schema = reader.getFooter().getFileMetaData().getSchema();
        guarded(file, () -> {
            requireInside();
            schema.getColumns().forEach(descriptor -> columns.add(Column.of(schema, descriptor)));
            return null;
        });
        if (columns.isEmpty() || columns.size() > MOST_COLUMNS) {
            throw new UnsupportedFileException(file, "holds " + columns.size() + " columns; choose another file");
        }
    }

    /**
     * Opens a file and reads what it says of its columns.
     *
     * @throws io.orograph.file.UnreadableFileException if it is damaged, or holds what is not read
     * @throws IOException if it cannot be read
     */
    public static ParquetFile open(Path file) throws IOException {
        long bytes = RegularFile.requireReadable(file);
        ParquetFileReader reader = guarded(
                file,
                () -> ParquetFileReader.open(
                        new LocalInputFile(file),
                        ParquetReadOptions.builder(new PlainParquetConfiguration())
                                .withCodecFactory(new Unpackers())
                                .build()));
        try {
            return new ParquetFile(file, bytes, reader);
        } catch (IOException | RuntimeException e) {
            reader.close();
            throw e;
        }
    }

    private interface Use<T> {
        T get() throws IOException;
    }

    /** Runs a use of the library, which throws exceptions of many kinds where a file is broken. */
    private static <T> T guarded(Path file, Use<T> use) throws IOException {
        try {
            return use.get();
        } catch (io.orograph.file.UnreadableFileException | CancellationException e) {
            throw e;
        } catch (Unpackers.UnpackableException e) {
            throw new UnsupportedFileException(
                    file,
                    "is packed by " + Excerpt.of(e.getMessage())
                            + ", which is not read here; save it with snappy, zstd," + " gzip or without compression",
                    e);
        } catch (IOException | RuntimeException | StackOverflowError e) {
            throw new DamagedFileException(file, "is damaged: its columns cannot be read; save or copy it again", e);
        }
    }

    /** The library allocates by what the footer says of the columns' places. */
    private void requireInside() throws IOException {
        for (BlockMetaData block : reader.getFooter().getBlocks()) {
            for (ColumnChunkMetaData chunk : block.getColumns()) {
                long from = chunk.getStartingPos();
                if (from < 0 || chunk.getTotalSize() < 0 || chunk.getTotalSize() > bytes - from) {
                    throw new IOException("a column lies beyond the file");
                }
                PageSizes.requireInside(new LocalInputFile(file), chunk);
            }
            if (block.getRowCount() < 0) {
                throw new IOException("a negative count of rows");
            }
        }
    }

    /** Returns the columns, in the order of the file. */
    public List<Column> columns() {
        return List.copyOf(columns);
    }

    /** Returns what the file says beside its columns under a name; empty if nothing. */
    public Optional<String> note(String name) {
        return Optional.ofNullable(
                reader.getFooter().getFileMetaData().getKeyValueMetaData().get(name));
    }

    /** Takes the values of a row; those of a list one after the other. */
    public interface Rows {

        /**
         * Takes a value.
         *
         * @param column its place in the list of columns
         */
        void value(int column, Value value) throws IOException;

        /** Ends a row. */
        void end() throws IOException;
    }

    /** The value that a column is at. */
    public static final class Value {

        private final Column column;
        private final ColumnReader reader;

        private Value(Column column, ColumnReader reader) {
            this.column = column;
            this.reader = reader;
        }

        /** Returns the list that goes on with this value, from 1 for the outermost; 0 for a new row. */
        public int repetition() {
            return reader.getCurrentRepetitionLevel();
        }

        /** Returns whether there is a value, or at least an element of a list that has none. */
        public boolean isPresent() {
            return reader.getCurrentDefinitionLevel() >= column.present();
        }

        /** Returns the value as a table has it; empty for none. */
        public String text() {
            return column.text(reader);
        }

        /** Returns a number; NaN for none. */
        public double number() {
            return column.number(reader);
        }

        /** Returns bytes; none for no value. */
        public byte[] bytes() {
            return column.bytes(reader);
        }
    }

    /**
     * Goes through the rows.
     *
     * @param wanted the columns to read
     * @throws io.orograph.file.UnreadableFileException if the file is damaged, or packed in a way that is not read
     * @throws IOException if it cannot be read
     */
    public void read(List<Column> wanted, Rows rows) throws IOException {
        guarded(file, () -> {
            for (PageReadStore pages = reader.readNextRowGroup(); pages != null; pages = reader.readNextRowGroup()) {
                readGroup(new CheckedPages(pages), wanted, rows);
            }
            return null;
        });
    }

    private List<ColumnReader> readers(PageReadStore pages, List<Column> wanted) {
        ColumnReadStoreImpl store = new ColumnReadStoreImpl(
                pages,
                new DummyRecordConverter(schema).getRootConverter(),
                schema,
                reader.getFooter().getFileMetaData().getCreatedBy());
        return wanted.stream()
                .map(column -> store.getColumnReader(column.descriptor()))
                .toList();
    }

    private void readGroup(PageReadStore pages, List<Column> wanted, Rows rows) throws IOException {
        List<ColumnReader> readers = readers(pages, wanted);
        List<Value> values = new ArrayList<>();
        for (int i = 0; i < wanted.size(); i++) {
            values.add(new Value(wanted.get(i), readers.get(i)));
        }
        for (long row = 0; row < pages.getRowCount(); row++) {
            CancellableReading.check();
            for (int i = 0; i < wanted.size(); i++) {
                do {
                    rows.value(i, values.get(i));
                    readers.get(i).consume();
                } while (readers.get(i).getCurrentRepetitionLevel() > 0);
            }
            rows.end();
        }
    }

    /**
     * Returns the rows of columns without lists, each value as a table has it; empty for none. They are read as they are
     * asked for, and what is wrong with the file is an {@link UncheckedIOException} then.
     */
    public Iterator<List<String>> rows(List<Column> wanted) {
        return new Iterator<>() {

            private List<ColumnReader> readers = List.of();
            private long left;

            @Override
            public boolean hasNext() {
                try {
                    return guarded(file, () -> {
                        PageReadStore pages = null;
                        while (left == 0 && (pages = reader.readNextRowGroup()) != null) {
                            readers = readers(new CheckedPages(pages), wanted);
                            left = pages.getRowCount();
                        }
                        return left > 0;
                    });
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }

            @Override
            public List<String> next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                try {
                    return guarded(file, () -> {
                        List<String> row = new ArrayList<>(wanted.size());
                        for (int i = 0; i < wanted.size(); i++) {
                            row.add(wanted.get(i).text(readers.get(i)));
                            readers.get(i).consume();
                        }
                        left--;
                        return row;
                    });
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
