package io.orograph.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orograph.arrays.NpzArrays;
import io.orograph.arrays.NpzWriter;
import io.orograph.export.Exportable;
import io.orograph.file.Sha256;
import io.orograph.file.UnreadableFileException;
import io.orograph.format.Formats;
import io.orograph.format.Role;
import io.orograph.network.Tensor;
import io.orograph.network.WeightsSource;
import io.orograph.provenance.Key;
import io.orograph.study.LandscapeStudy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is saved comes back, each number to the bit; what is no session ends in a sentence. */
class SessionFileTest {

    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("work.orograph");
    }

    private Session saved() throws IOException {
        Session session = SoundSession.of(folder.resolve("model.onnx"));
        SessionFile.write(file(), session);
        return session;
    }

    @Test
    void everyNumberComesBackToTheBit() throws IOException {
        Session session = saved();
        Session read = SessionFile.read(file());
        assertThat(read.saved()).isEqualTo(session.saved());
        assertThat(read.settings()).isEqualTo(session.settings());
        assertThat(read.notes()).isEqualTo(session.notes());
        assertThat(read.subject()).isEqualTo(session.subject().map(subject -> subject.seenFrom(file())));
        assertThat(read.weights().orElseThrow().theta()).containsExactly(SoundSession.AWKWARD);
        assertThat(read.weights().orElseThrow().statistics()).containsExactly(0.3);
        assertThat(read.weights().orElseThrow().source()).isEqualTo(new WeightsSource.Training("SGD", 3));
        assertThat(read.results()).hasSameSizeAs(session.results());
        for (int i = 0; i < read.results().size(); i++) {
            isSame(session.results().get(i), read.results().get(i));
        }
        LandscapeStudy.Result shown = read.shown().orElseThrow();
        assertThat(shown.landscape().evaluatedCells()).isEqualTo(8);
        assertThat(shown.samples()).isEqualTo(12);
        assertThat(shown.landscape().pairErrors().of(1, 4)).isEqualTo(0.1);
        assertThat(shown.convexity()).isPresent();
    }

    private static void isSame(StoredResult saved, StoredResult read) {
        assertThat(read.kind()).isEqualTo(saved.kind());
        assertThat(read.title()).isEqualTo(saved.title());
        assertThat(read.shown()).isEqualTo(saved.shown());
        assertThat(read.cells()).isEqualTo(saved.cells());
        isSame(saved.result(), read.result());
    }

    private static void isSame(Exportable saved, Exportable read) {
        assertThat(read.provenance()).isEqualTo(saved.provenance());
        Map<String, Tensor> arrays = saved.values().arrays();
        assertThat(read.values().arrays().keySet()).isEqualTo(arrays.keySet());
        arrays.forEach((name, array) -> {
            Tensor back = read.values().arrays().get(name);
            assertThat(back.shape()).isEqualTo(array.shape());
            assertThat(back.type()).isEqualTo(array.type());
            for (int i = 0; i < array.size(); i++) {
                assertThat(Double.doubleToRawLongBits(back.get(i)))
                        .as(name)
                        .isEqualTo(Double.doubleToRawLongBits(array.get(i)));
                assertThat(back.getLong(i)).as(name).isEqualTo(array.getLong(i));
            }
        });
        assertThat(read.values().texts()).containsAllEntriesOf(saved.values().texts());
    }

    @Test
    void savedAgainItIsTheSameFile() throws IOException {
        saved();
        byte[] first = Files.readAllBytes(file());
        SessionFile.write(file(), SessionFile.read(file()));
        assertThat(Files.readAllBytes(file())).isEqualTo(first);
    }

    @Test
    void isToldByItsContent() throws IOException {
        saved();
        Path renamed = Files.move(file(), folder.resolve("work.zip"));
        assertThat(Formats.all().tell(renamed).orElseThrow().roles()).containsExactly(Role.SESSION);
        assertThat(Formats.all()
                        .tell(renamed)
                        .orElseThrow()
                        .contents()
                        .tables()
                        .get(0)
                        .rows())
                .hasSize(2);
    }

    @Test
    void itsArraysArePlainOnesOfAnArchive() throws IOException {
        saved();
        try (NpzArrays npz = NpzArrays.open(file())) {
            assertThat(npz.read("spectrum-1/eigenvalues")).containsExactly(SoundSession.AWKWARD);
        }
    }

    @Test
    void refusesWhatIsNone() throws IOException {
        refuses("{}", "does not say that it is one");
        refuses("[1]", "does not say that it is one");
        refuses("{", "not what this program writes");
        refuses(text("\"version\": 2"), "is a session of version 2, and this program reads version 1");
        refuses(text("\"version\": 1"), "not what this program writes");
        String results = "\"version\": 1, \"saved\": {\"program\": \"\", \"time\": \"\"}, \"results\": ";
        refuses(text(results + "[null]"), "not what this program writes");
        refuses(text(results + "[{\"kind\": \"landscape\", \"name\": \"../x\"}]"), "names a result");
        refuses(text(results + "[{\"kind\": \"landscape\", \"name\": \"landscape-1\"}]"), "has no array alpha");
    }

    private static String text(String entries) {
        return "{\"format\": \"orograph-session\", " + entries + "}";
    }

    private void refuses(String json, String sentence) throws IOException {
        NpzWriter.write(file(), npz -> npz.addBytes("session.json", json.getBytes(StandardCharsets.UTF_8)));
        assertThatThrownBy(() -> SessionFile.read(file()))
                .isInstanceOf(UnreadableFileException.class)
                .hasMessageContaining(sentence);
    }

    @Test
    void refusesAnArchiveThatInflatesToMuchMore() throws IOException {
        NpzWriter.write(file(), Deflater.BEST_COMPRESSION, npz -> {
            npz.addBytes("session.json", text("\"version\": 1").getBytes(StandardCharsets.UTF_8));
            npz.add("weights/theta", Tensor.of(new double[4 << 20], 4 << 20));
        });
        assertThatThrownBy(() -> SessionFile.read(file()))
                .isInstanceOf(UnreadableFileException.class)
                .hasMessageContaining("claim 32 MB");
    }

    @Test
    void findsItsFilesWhereTheyWereBesideItAndNotWhereTheyChanged() throws IOException {
        Path old = Files.createDirectories(folder.resolve("old/data"));
        Path model = Files.writeString(old.resolve("m.onnx"), "model");
        Path session = folder.resolve("old/s.orograph");
        StoredFile stored = StoredFile.of(model, Sha256.of(model)).seenFrom(session);
        assertThat(stored.find(session)).isEqualTo(new StoredFile.Found(model, StoredFile.State.SAME));
        Path moved = Files.move(folder.resolve("old"), folder.resolve("new"));
        Path there = moved.resolve("data/m.onnx");
        assertThat(stored.find(moved.resolve("s.orograph")))
                .isEqualTo(new StoredFile.Found(there, StoredFile.State.SAME));
        assertThat(stored.find(session).state()).isEqualTo(StoredFile.State.MISSING);
        Files.writeString(there, "another");
        assertThat(stored.find(moved.resolve("s.orograph")))
                .isEqualTo(new StoredFile.Found(there, StoredFile.State.CHANGED));
    }

    @Test
    void settingsAreRecordsOfPlainValues() {
        record Choices(double range, long seed, List<String> held) {}
        Choices choices = new Choices(0.1, 1L << 60, List.of("w"));
        assertThat(SettingsWords.read(SettingsWords.of(choices), Choices.class)).contains(choices);
        assertThat(SettingsWords.read(Map.of("range", "far"), Choices.class)).isEmpty();
        assertThat(SettingsWords.read(null, Choices.class)).isEmpty();
    }

    @Test
    void namesItsProgramAndTime() {
        assertThat(Session.Saved.now().program()).startsWith("Orograph ");
        assertThat(Session.Saved.now().time()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:\\d\\d)?");
    }

    @Test
    void theCommandOfALandscapeIsWhatItsProvenanceSays() throws IOException {
        saved();
        assertThat(SessionFile.read(file()).shown().orElseThrow().provenance().text(Key.DIRECTIONS))
                .isEqualTo("random");
    }
}
