package io.orograph.data.parquet;

import java.io.IOException;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.Util;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;

/** The sizes that pages claim, compared with the file before the library allocates by them: it believes the last column's. */
final class PageSizes {

    private PageSizes() {}

    /**
     * Goes from page to page of a column.
     *
     * @param chunk that lies inside the file
     * @throws IOException if a page claims to reach beyond the file, or a header cannot be read
     */
    static void requireInside(InputFile file, ColumnChunkMetaData chunk) throws IOException {
        long end = chunk.getStartingPos() + chunk.getTotalSize();
        try (SeekableInputStream in = file.newStream()) {
            in.seek(chunk.getStartingPos());
            while (in.getPos() < end) {
                PageHeader header = Util.readPageHeader(in);
                long left = file.getLength() - in.getPos();
                if (header.getCompressed_page_size() < 0 || header.getCompressed_page_size() > left) {
                    throw new IOException("a page lies beyond the file");
                }
                in.seek(in.getPos() + header.getCompressed_page_size());
            }
        }
    }
}
