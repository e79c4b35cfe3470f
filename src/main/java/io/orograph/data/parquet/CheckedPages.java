package io.orograph.data.parquet;

import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.io.ParquetDecodingException;

/** The pages of a group of rows, with what they claim to hold compared with their size before the library allocates by it. */
record CheckedPages(PageReadStore pages) implements PageReadStore {

    /** Eight booleans take a byte. */
    private static final int MOST_A_BYTE = 8;

    @Override
    public PageReader getPageReader(ColumnDescriptor column) {
        PageReader reader = pages.getPageReader(column);
        return new PageReader() {

            @Override
            public DictionaryPage readDictionaryPage() {
                DictionaryPage page = reader.readDictionaryPage();
                if (page != null
                        && (page.getDictionarySize() < 0
                                || page.getDictionarySize() > (long) MOST_A_BYTE * page.getUncompressedSize())) {
                    throw new ParquetDecodingException("a dictionary claims more than it has");
                }
                return page;
            }

            @Override
            public long getTotalValueCount() {
                return reader.getTotalValueCount();
            }

            @Override
            public DataPage readPage() {
                DataPage page = reader.readPage();
                if (page != null) {
                    PackedRuns.require(page, column);
                }
                return page;
            }
        };
    }

    @Override
    public long getRowCount() {
        return pages.getRowCount();
    }
}
