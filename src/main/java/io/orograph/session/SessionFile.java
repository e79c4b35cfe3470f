package io.orograph.session;

import io.orograph.arrays.NpzArrays;
import io.orograph.arrays.NpzWriter;
import io.orograph.export.LandscapeNpz;
import io.orograph.export.ResultNpz;
import io.orograph.file.DamagedFileException;
import io.orograph.file.Excerpt;
import io.orograph.landscape.ConvexityMap;
import io.orograph.landscape.Landscape;
import io.orograph.network.Tensor;
import io.orograph.network.Weights;
import io.orograph.study.LandscapeStudy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.Deflater;

/**
 * A session as a file: a zip archive of {@code session.json} and of arrays in NumPy's format, a folder a result
 * ({@code landscape-1/loss.npy}), so that {@code numpy.load(file)["landscape-1/loss"]} is the array. Nothing is packed: a file
 * can claim no more than it has.
 */
public final class SessionFile {

    /** The ending of the names of such files. */
    public static final String ENDING = ".orograph";

    private static final String WEIGHTS = "weights";
    private static final String THETA = "theta";
    private static final String STATISTICS = "statistics";

    private static final int LONGEST_NOTE = 16 << 20;
    private static final int LONGEST_TITLE = 200;
    private static final int LONGEST_NOTES = 1 << 20;

    /** Bytes that a file may claim beyond its own size, such as by arrays that something else has packed. */
    private static final long SLACK = 16L << 20;

    private static final Pattern FOLDER = Pattern.compile("[a-z]{1,32}-\\d{1,6}");

    private SessionFile() {}

    /** Writes or replaces a file, whole or not at all. */
    public static void write(Path file, Session session) throws IOException {
        List<SessionNote.ResultNote> notes = notes(session);
        SessionNote note = new SessionNote(
                SessionNote.FORMAT,
                SessionNote.VERSION,
                session.saved(),
                session.subject().map(subject -> subject.seenFrom(file)).orElse(null),
                session.weights().map(SessionFile::note).orElse(null),
                session.settings(),
                session.notes(),
                notes);
        NpzWriter.write(file, Deflater.NO_COMPRESSION, npz -> {
            npz.addBytes(SessionNote.ENTRY, note.bytes());
            if (session.weights().isPresent()) {
                add(npz, THETA, session.weights().get().theta());
                add(npz, STATISTICS, session.weights().get().statistics());
            }
            for (int i = 0; i < notes.size(); i++) {
                ResultNpz.add(
                        npz, notes.get(i).name() + "/", session.results().get(i).result());
            }
        });
    }

    private static SessionNote.WeightsNote note(Weights weights) {
        return new SessionNote.WeightsNote(weights.name(), StoredSource.entries(weights.source()));
    }

    private static void add(NpzWriter npz, String name, double[] values) throws IOException {
        npz.add(WEIGHTS + "/" + name, Tensor.of(values, values.length));
    }

    private static List<SessionNote.ResultNote> notes(Session session) {
        List<SessionNote.ResultNote> notes = new ArrayList<>();
        session.named()
                .forEach((name, result) -> notes.add(new SessionNote.ResultNote(
                        name, result.kind(), result.title(), result.shown(), result.cells())));
        return notes;
    }

    /**
     * Reads a session with all that is in it.
     *
     * @throws io.orograph.file.UnreadableFileException if it is none, is damaged or of a later version
     * @throws IOException if it cannot be read
     */
    public static Session read(Path file) throws IOException {
        try (NpzArrays npz = NpzArrays.openAny(file)) {
            long claimed = npz.claimedBytes();
            long size = Files.size(file);
            if (claimed > size + SLACK) {
                throw new DamagedFileException(
                        file,
                        "is damaged: its arrays claim " + (claimed >> 20) + " MB, and the file has " + (size >> 20)
                                + " MB; save it again");
            }
            return session(SessionNote.read(npz.bytes(SessionNote.ENTRY, LONGEST_NOTE), file), npz);
        }
    }

    private static Session session(SessionNote note, NpzArrays npz) throws IOException {
        List<StoredResult> results = new ArrayList<>();
        Set<String> folders = new HashSet<>();
        for (SessionNote.ResultNote result : note.results()) {
            String folder = result.name() == null ? "" : result.name();
            if (result.kind() == null || !FOLDER.matcher(folder).matches() || !folders.add(folder)) {
                throw new DamagedFileException(
                        npz.file(), "is damaged: it names a result that this program does not write; save it again");
            }
            results.add(result(result, npz.within(folder)));
        }
        return new Session(
                new Session.Saved(
                        Excerpt.of(note.saved().program()),
                        Excerpt.of(note.saved().time())),
                Optional.ofNullable(note.subject()),
                weights(note.weights(), npz.within(WEIGHTS)),
                note.settings(),
                note.notes().substring(0, Math.min(LONGEST_NOTES, note.notes().length())),
                results);
    }

    private static Optional<Weights> weights(SessionNote.WeightsNote note, NpzArrays npz) throws IOException {
        if (note == null || note.name() == null || note.source() == null) {
            return Optional.empty();
        }
        return Optional.of(new Weights(
                Excerpt.of(note.name(), LONGEST_TITLE),
                StoredSource.read(note.source(), npz.file()),
                npz.tensor(THETA).doubles(),
                npz.tensor(STATISTICS).doubles()));
    }

    private static StoredResult result(SessionNote.ResultNote note, NpzArrays npz) throws IOException {
        boolean landscape = note.kind().equals(StoredResult.LANDSCAPE);
        return new StoredResult(
                Excerpt.of(note.kind()),
                Excerpt.of(note.title() == null ? note.name() : note.title(), LONGEST_TITLE),
                note.shown(),
                note.cells() == null ? "" : Excerpt.of(note.cells(), LONGEST_TITLE),
                landscape ? landscape(npz) : ResultNpz.read(npz));
    }

    private static LandscapeStudy.Result landscape(NpzArrays npz) throws IOException {
        Landscape landscape = LandscapeNpz.read(npz);
        Optional<ConvexityMap> convexity = LandscapeNpz.readConvexity(npz);
        return LandscapeStudy.Result.opened(
                landscape, ResultNpz.read(npz).values().without(LandscapeNpz.values(landscape, convexity)), convexity);
    }
}
