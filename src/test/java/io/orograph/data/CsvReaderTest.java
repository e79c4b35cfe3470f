package io.orograph.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orograph.file.DamagedFileException;
import io.orograph.file.UnreadableFileException;
import io.orograph.file.UnsupportedFileException;
import io.orograph.network.Tensor;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvReaderTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t"})
    void readsWhateverTheSeparator(String separator) throws IOException {
        Dataset data = read("a,b,label\n1,2.5,0\n-3e2,.5,1\n".replace(",", separator));
        assertThat(data.name()).isEqualTo("table.csv");
        assertThat(data.inputs()).isEqualTo(Tensor.of(new double[] {1, 2.5, -300, 0.5}, 2, 2));
        assertThat(data.targets()).isEqualTo(Tensor.of(new long[] {0, 1}, 2));
    }

    @Test
    void takesTheNamedTarget() throws IOException {
        Dataset data = CsvReader.read(file("a,b,c\n1,2,3\n4,5,6\n"), Optional.of("b"));
        assertThat(data.inputs()).isEqualTo(Tensor.of(new double[] {1, 3, 4, 6}, 2, 2));
        assertThat(data.targets().longs()).containsExactly(2, 5);
    }

    @Test
    void oneFractionMakesTheTargetsReal() throws IOException {
        assertThat(read("a,y\n1,2\n1,2.5\n").targets()).isEqualTo(Tensor.of(new double[] {2, 2.5}, 2));
        assertThat(read("a,y\n1,2.0\n1,-3e0\n").targets()).isEqualTo(Tensor.of(new long[] {2, -3}, 2));
        assertThat(read("a,y\n1,1e300\n1,2\n").targets()).isEqualTo(Tensor.of(new double[] {1e300, 2}, 2));
    }

    @Test
    void classNamesBecomeIndicesInTheirOrder() throws IOException {
        Dataset data = read("a,kind\n1,virginica\n1,setosa\n1,versicolor\n1,setosa\n");
        assertThat(data.targets()).isEqualTo(Tensor.of(new long[] {2, 0, 1, 0}, 4));
        assertThat(data.classes()).containsExactly("setosa", "versicolor", "virginica");
        assertThat(data.subset(new int[] {0}).classes()).hasSize(3);
        assertThat(read("a,y\n1,2\n1,3\n").classes()).isEmpty();
    }

    @Test
    void takesQuotesMarksEmptyLinesAndWindowsEnds() throws IOException {
        Dataset data = read("\uFEFF\"a;b\";\"c \"\"x\"\"\"; y\r\n\r\n 1 ;\"2\";3\r\n\r\n");
        assertThat(data.inputs()).isEqualTo(Tensor.of(new double[] {1, 2}, 1, 2));
        assertThat(data.targets().longs()).containsExactly(3);
    }

    /** A data frame without names is saved with counted columns. */
    @Test
    void takesCountedColumnsForAHeader() throws IOException {
        assertThat(read("0,1,2\n5,6,7\n").targets().longs()).containsExactly(7);
    }

    /** More rows than the lists' first room, checked by their sum. */
    @Test
    void readsManyRows() throws IOException {
        StringBuilder text = new StringBuilder("a,y\n");
        for (int i = 0; i < 5000; i++) {
            text.append(i).append(',').append(i % 10).append('\n');
        }
        Dataset data = read(text.toString());
        assertThat(data.samples()).isEqualTo(5000);
        for (int i = 0; i < 5000; i++) {
            assertThat(data.inputs().get(i)).isEqualTo(i);
            assertThat(data.targets().get(i)).isEqualTo(i % 10);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a,b,y/1,2,3/4,x,6 | 'x' in line 3, column b",
                "a,b,y/1,2,3//4,,6 | nothing in line 4, column b",
                "a;b;y/1.5;2,5;3 | '2,5' in line 2, column b, which needs a finite number (write decimals with a point)",
                "a,b,y/1,NaN,3 | 'NaN' in line 2, column b",
                "a,b,y/1,1e999,3 | '1e999' in line 2, column b",
                "a,b,y/1,0x1p3,3 | '0x1p3' in line 2, column b",
                "a,b,y/1,2,3/1,2 | 2 fields in line 3 where its header names 3 columns",
                "a,b,y/1,2,3,4 | 4 fields in line 2 where its header names 3 columns",
                "a,b,y/1,2,3/1,2, | nothing in line 3, column y, which needs a target",
                "a,b,y/1,2,3/1,2,cat | 'cat' in line 3, column y, which needs a finite number, as the lines before",
                "a,b,y/1,2,cat/1,2,3 | '3' in line 3, column y, which needs a class name, as the lines before",
                "a,b,y/1,2,? | '?' in line 2, column y, which needs a target",
                "a,b,y | holds no samples",
                "a,b,a/1,2,3 | a second name a in the header of column 3",
                "a,,y/0,2,3 | no name in the header of column 2",
                "1.5,2,3/1,2,3 | has no header",
                "just one/1 | has a single column, just one",
                "a,b/'\"'1,2 | is no proper table"
            })
    void saysWhereItIsWrong(String text, String found) throws IOException {
        Path file = file(text.replace("'\"'", "\"").replace("/", "\n"));
        assertThatThrownBy(() -> CsvReader.read(file, Optional.empty()))
                .isInstanceOf(DamagedFileException.class)
                .hasMessageStartingWith("table.csv ")
                .hasMessageContaining(found);
    }

    /** Separators and comments as other programs write them, among them {@code numpy.savetxt} with and without a header. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "a|b|y/1|2|0/3|4|1",
                "# made by hand/# in cm/a,b,y/1,2,0/3,4,1",
                "# a b y/1.0e+00 2.0e+00 0.0e+00/3.0e+00 4.0e+00 1.0e+00",
                "# a, b, y/1,2,0/3,4,1",
                "#a;b;y/1;2;0/#3;3;0/3;4;1",
                "a b y/ 1   2 0/   3 4     1 ",
                "a/tb/ty/1/t2/t0/3/t4/t1",
            })
    void takesSeparatorsAndComments(String text) throws IOException {
        Dataset data = read(text.replace("/t", "\t").replace('/', '\n'));
        assertThat(data.inputs().doubles()).containsExactly(1, 2, 3, 4);
        assertThat(data.targets().doubles()).containsExactly(0, 1);
    }

    /** A comment that does not name as many columns as there are is none of them, also between the samples. */
    @Test
    void linesOfCommentsAreCountedForMessages() {
        assertThatThrownBy(() -> read("# one\n# two\na,b,y\n1,2,3\n# three\n4,x,6\n"))
                .hasMessageContaining("'x' in line 6, column b");
        assertThatThrownBy(() -> read("# one\na b y\n1 2 3\n# three\n4 x 6\n"))
                .hasMessageContaining("'x' in line 5, column b");
    }

    @Test
    void whatIsNotUnicodeIsReadAsWindowsTextAndSaid() throws IOException {
        Path table = folder.resolve("table.csv");
        Files.write(table, "Größe;Länge;Klasse\n1;2;früh\n3;4;spät\n5;6;früh\n".getBytes("windows-1252"));
        CsvReader.Table read = CsvReader.read(DataSource.of(table));
        assertThat(read.dataset().classes()).containsExactly("früh", "spät");
        assertThat(read.notices()).contains("The table is not in UTF-8; it was read as Windows-1252 text.");
        Files.write(table, new byte[] {'a', ',', 'b', '\n', (byte) 0xfc, 1, '\n'});
        assertThatThrownBy(() -> CsvReader.read(DataSource.of(table))).hasMessageContaining("is not text in UTF-8");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[{\"a\": 1}] | is JSON",
                "% iris/@RELATION iris/@ATTRIBUTE a NUMERIC/@DATA/1 | is an ARFF table",
                "1 1:0.5 2:0.25/0 2:1 | is a sparse table of LIBSVM",
            })
    void textsOfOtherKindsAreCalledWhatTheyAre(String text, String found) {
        assertThatThrownBy(() -> read(text.replace('/', '\n')))
                .isInstanceOf(UnsupportedFileException.class)
                .hasMessageContaining(found);
    }

    @Test
    void columnsOfWordsAreLeftOutAndSaid() throws IOException {
        CsvReader.Table read =
                CsvReader.read(DataSource.of(file("a,part,b,y\n1,train,2,0\n3,test,4,1\n5,train,6,0\n")));
        assertThat(read.dataset().inputs().doubles()).containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(read.notices()).contains("The column part was left out of the inputs, for it holds words.");
    }

    @Test
    void columnsThatOnlyNumberTheSamplesAreLeftOut() throws IOException {
        assertThat(read(",b,y\n0,2,3\n1,4,5\n").inputs().doubles()).containsExactly(2, 4);
        // The names of R's data frames have no header.
        assertThat(read("b,y\nr1,2,3\nr2,4,5\n").inputs().doubles()).containsExactly(2, 4);
        DataSource id = DataSource.of(file("Id,a,b,y\n7,1,2,0\n8,3,4,1\n"));
        assertThat(CsvReader.read(id.forInput(-1, 2)).dataset().inputs().doubles())
                .containsExactly(1, 2, 3, 4);
        assertThat(CsvReader.read(id.forInput(-1, 3)).dataset().inputs().doubles())
                .containsExactly(7, 1, 2, 8, 3, 4);
    }

    @Test
    void theTargetIsFoundByItsNameOrByItsTypeAndSaid() throws IOException {
        assertThat(read("Target,a,b\n5,1,2\n6,3,4\n").targets().longs()).containsExactly(5, 6);
        assertThat(read("x,y,kind\n1,2,u\n3,4,v\n5,6,u\n").targets().longs()).containsExactly(0, 1, 0);
        assertThat(read("x,y,z\n1,2,3\n4,5,6\n").targets().longs()).containsExactly(3, 6);
        assertThat(read("kind,a,b\nu,1,2\nv,3,4\nu,5,6\n").targets().longs()).containsExactly(0, 1, 0);
        assertThat(read("a,y1,y2\n1,2,3\n4,5,6\n").targets()).isEqualTo(Tensor.of(new long[] {2, 3, 5, 6}, 2, 2));
        assertThat(CsvReader.read(DataSource.of(file("a,b,c\n1,2,3\n"))).notices())
                .containsExactly("The target is the column c, the last; name another with --y.");
        assertThat(CsvReader.read(DataSource.of(file("a,b,c\n1,2,3\n")).named(null, "b"))
                        .notices())
                .isEmpty();
    }

    @Test
    void aFirstLineOfTheSameTypesIsNoHeader() throws IOException {
        Dataset data = read("5.1,3.5,setosa\n4.9,3,virginica\n6,2,setosa\n");
        assertThat(data.samples()).isEqualTo(3);
        assertThat(data.targets().longs()).containsExactly(0, 1, 0);
        assertThat(CsvReader.read(file("7,1.5,2\n8,3,4\n"), Optional.of("1"))
                        .targets()
                        .longs())
                .containsExactly(7, 8);
        assertThat(read("0,1,species\n4.9,3,virginica\n6,2,setosa\n").samples()).isEqualTo(2);
        assertThat(read("a,b,setosa\n4.9,3,virginica\n6,2,setosa\n").samples()).isEqualTo(2);
    }

    @Test
    void formsThatSpreadsheetsWriteAreTaken() throws IOException {
        assertThat(read("sep=;\na;b;y\n1,5;2;3\n").inputs().doubles()).containsExactly(1.5, 2);
        assertThat(read("a;b;y\n1,5;2,25;u\n3,5;4,5;v\n").inputs().doubles()).containsExactly(1.5, 2.25, 3.5, 4.5);
        assertThat(read("a,b,y,,\n1,2,3,,\n4,5,6,,\n,,,,\n").targets().longs()).containsExactly(3, 6);
        assertThat(read("a,b,y\n1,2,3,\n4,5,6,\n").targets().longs()).containsExactly(3, 6);
        assertThat(read("a,b,y\nTRUE,2,3\nfalse,5,6\n").inputs().doubles()).containsExactly(1, 2, 0, 5);
        for (String charset : new String[] {"UTF-16LE", "UTF-16BE"}) {
            Path file =
                    Files.write(folder.resolve("t.csv"), "\uFEFFgröße\ty\n1\t2\n".getBytes(Charset.forName(charset)));
            assertThat(CsvReader.read(file, Optional.empty()).targets().longs()).containsExactly(2);
        }
    }

    @Test
    void classesAreNumberedAsGiven() throws IOException {
        DataSource source = DataSource.of(file("a,kind\n1,low\n2,high\n3,low\n"));
        CsvReader.Table table = CsvReader.read(source.withClasses(List.of("low", "mid", "high")));
        assertThat(table.dataset().targets().longs()).containsExactly(0, 2, 0);
        assertThat(table.dataset().classes()).containsExactly("low", "mid", "high");
        assertThatThrownBy(() -> CsvReader.read(source.withClasses(List.of("low", "mid"))))
                .hasMessageContaining("holds the class high, which is not among low, mid");
        DataSource counted = DataSource.of(file("a,y\n1,1\n2,3\n")).withClasses(List.of("1", "2", "3"));
        assertThat(CsvReader.read(counted).dataset().targets().longs()).containsExactly(0, 2);
    }

    @Test
    void namesTheColumnsWhereTheTargetIsNotOne() throws IOException {
        Path file = file("a,b\n1,2\n");
        assertThatThrownBy(() -> CsvReader.read(file, Optional.of("label")))
                .isInstanceOf(UnreadableFileException.class)
                .hasMessageContaining("no column label for the targets; its columns are a, b");
    }

    @Test
    void textInAnotherEncodingIsRefused() throws IOException {
        Path early = Files.write(folder.resolve("t.csv"), "größe,y\n1,2\n".getBytes(StandardCharsets.UTF_16LE));
        assertThatThrownBy(() -> CsvReader.read(early, Optional.empty())).isInstanceOf(DamagedFileException.class);
    }

    /** Beyond the first buffer, where the parser is the one who meets it. */
    @Test
    void anEncodingThatShowsLateIsStillFound() throws IOException {
        String text = "a,b,y\n" + "1,2,no\n".repeat(50_000) + "3,4,ö\n";
        Path late = Files.write(folder.resolve("t.csv"), text.getBytes(StandardCharsets.ISO_8859_1));
        assertThat(CsvReader.read(late, Optional.empty()).classes()).containsExactly("no", "ö");
        Path broken = Files.write(folder.resolve("t.csv"), (text + "\u0081").getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> CsvReader.read(broken, Optional.empty()))
                .isInstanceOf(DamagedFileException.class)
                .hasMessageContaining("not text in UTF-8");
    }

    private Dataset read(String text) throws IOException {
        return CsvReader.read(file(text), Optional.empty());
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("table.csv"), text);
    }
}
