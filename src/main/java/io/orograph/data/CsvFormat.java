package io.orograph.data;

import io.orograph.file.UnsupportedFileException;
import io.orograph.format.Contents;
import io.orograph.format.FileHead;
import io.orograph.format.Role;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Tables of numbers as text, with a header: any text may be one. */
public final class CsvFormat implements DataFormat {

    private static final String SEPARATORS = ",;|\t";

    @Override
    public Identity identity() {
        return new Identity("csv", "CSV", "a table (CSV)", List.of(".csv", ".tsv", ".txt"), Set.of(Role.DATA));
    }

    @Override
    public boolean matches(FileHead head) {
        return head.isText();
    }

    @Override
    public boolean isWeak() {
        return true;
    }

    /**
     * Returns the roles that a file can have: a text that is not called a table is one only if its first line has
     * columns.
     */
    @Override
    public Set<Role> rolesOf(FileHead head) {
        String line = head.text().strip().lines().findFirst().orElse("");
        boolean columns = line.chars().anyMatch(c -> SEPARATORS.indexOf(c) >= 0);
        return columns || head.isNamed(List.of(".csv", ".tsv")) ? roles() : Set.of();
    }

    @Override
    public String refusal(FileHead head, Role wanted, String choice) {
        return "is a text file, not " + wanted.noun() + "; " + choice;
    }

    @Override
    public Samples read(DataSource source) throws IOException {
        CsvReader.Table table = table(source);
        Dataset data = table.dataset();
        return new Samples(source.path(), data.inputs(), source.path(), data.targets(), data.classes())
                .noticing(table.notices());
    }

    @Override
    public Inputs readInputs(DataSource source) throws IOException {
        return table(source).dataset().arrays();
    }

    @Override
    public Optional<String> advice(DataSource source) throws IOException {
        return Optional.of(CsvReader.advice(source));
    }

    private CsvReader.Table table(DataSource source) throws IOException {
        if (source.inputName().isPresent()) {
            throw new UnsupportedFileException(
                    source.path(), "is " + label() + ", whose inputs are all columns but the target; leave --x out");
        }
        return CsvReader.read(source);
    }

    @Override
    public Contents contents(FileHead head) throws IOException {
        Contents.Builder contents = new Contents.Builder();
        CsvReader.Columns columns = CsvReader.columns(head.path());
        contents.fact("columns", "Columns", columns.names());
        contents.fact("target", "Target", String.join(", ", columns.targets()));
        DataFormat.describeSamples(head.path(), contents);
        return contents.build();
    }
}
