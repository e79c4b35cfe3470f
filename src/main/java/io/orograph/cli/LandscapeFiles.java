package io.orograph.cli;

import io.orograph.export.DirectionsNpz;
import io.orograph.export.OutputFormat;
import io.orograph.export.ResultFile;
import io.orograph.file.DiskRoom;
import io.orograph.file.FileName;
import io.orograph.landscape.Grid;
import io.orograph.landscape.Landscape;
import io.orograph.network.ParameterLayout;
import io.orograph.network.Weights;
import io.orograph.plane.Plane;
import io.orograph.plane.Section;
import io.orograph.provenance.Provenance;
import io.orograph.session.Session;
import io.orograph.session.SessionFile;
import io.orograph.session.StoredResult;
import io.orograph.session.Subject;
import io.orograph.study.Experiment;
import io.orograph.study.GridSettings;
import io.orograph.study.Keeping;
import io.orograph.study.LandscapeForecast;
import io.orograph.study.LandscapeProgress;
import io.orograph.study.LandscapeStudy;
import io.orograph.study.Outputs;
import io.orograph.study.SubjectDigest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The files that a landscape is written to. */
final class LandscapeFiles {

    /** After so long without a cell it is told how far the first ones are. */
    private static final double SLOW_SECONDS = 3;

    /** Values and kept units of the new file and of the one that it replaces; they shrink by a half at most. */
    private static final int BYTES_PER_CELL = 2 * 10 * Double.BYTES;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Write the grid with its provenance, as ${bundle:outputs.landscape}; numpy.load opens .npz")
    private Path out;

    @Mixin
    private FigureOptions figure;

    @Mixin
    private PlaneLookOptions plane;

    @Option(names = "--save-directions", paramLabel = "FILE", description = "Write the two directions, as .npz")
    private Path directions;

    @Option(
            names = "--save-session",
            paramLabel = "FILE",
            description = "Write a session (.orograph) that the window opens: model, data, choices and the grid")
    private Path session;

    private Optional<Keeping> keeping = Optional.empty();
    private Experiment subject;
    private Map<String, Map<String, Object>> settings = Map.of();

    @Mixin
    private ResumeOption resumption;

    @CommandLine.Spec(CommandLine.Spec.Target.MIXEE)
    private CommandLine.Model.CommandSpec mixee;

    /** Checks the files as {@link #checked} does, for a command whose path only an .npz file can hold. */
    OutputFiles checkedForPath(Path... inputs) throws IOException {
        OutputFormat<LandscapeStudy.Result> usual = Outputs.LANDSCAPE.all().get(0);
        if (out != null && !Outputs.LANDSCAPE.of(out).holdsPath()) {
            throw new CommandLine.ParameterException(
                    mixee.commandLine(),
                    "--out writes " + usual.name() + " here, or another format that holds a path, since "
                            + Outputs.LANDSCAPE.of(out).name()
                            + " has no place for the path; give it a name that ends in " + usual.ending());
        }
        return checked(inputs);
    }

    /** Checks before the work begins that all files can be written, and over nothing that is read. */
    OutputFiles checked(Path... inputs) throws IOException {
        OutputFiles files = new OutputFiles(inputs).add("--out", out);
        figure.addTo(files);
        files.add("--save-directions", directions);
        files.add("--save-session", session);
        files.check();
        return files;
    }

    /**
     * Has the studies of an experiment keep what they have in the file of the grid while they go on, and go on from what
     * was stopped before.
     *
     * @return what is to be closed when the command is over
     * @throws java.nio.file.FileSystemException if the disks have no room for the files
     */
    Keep begin(Experiment experiment, GridSettings grid, Console console) throws IOException {
        if (out != null) {
            DiskRoom.require(out, (long) grid.nx() * grid.ny() * BYTES_PER_CELL);
        }
        if (directions != null) {
            DiskRoom.require(directions, 2L * Float.BYTES * experiment.layout().size());
        }
        subject = experiment;
        keeping = resumption.begin(out, experiment, console);
        return () -> keeping.ifPresent(Keeping::close);
    }

    /** Ends the keeping of what there is. */
    @FunctionalInterface
    interface Keep extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Writes what was found: the grid, and the figure with what lies on its plane.
     *
     * @param more whether something else is to be found over it, before which it is only kept
     */
    void write(LandscapeStudy.Result result, boolean more) throws IOException {
        writeGrid(result, more);
        figure.write(plane.plot(result.landscape()), result.provenance());
    }

    /** Has the session say by which settings of the window the plane is laid. */
    void sayInSession(Map<String, Object> plane) {
        settings = Map.of(Session.PLANE, plane);
    }

    private void writeSession(LandscapeStudy.Result result) throws IOException {
        String cells = SubjectDigest.of(subject, result.landscape().section().vectors());
        Optional<Weights> theta = Optional.of(subject.weights()).filter(weights -> !weights.areOfModel());
        SessionFile.write(
                session,
                new Session(
                        Session.Saved.now(),
                        Optional.of(Subject.of(subject)),
                        theta,
                        settings,
                        "",
                        List.of(StoredResult.of(result, true, cells))));
    }

    /** Writes the grid, with what was found since. */
    void writeGrid(LandscapeStudy.Result result, boolean more) throws IOException {
        if (more && keeping.isPresent()) {
            keeping.get().holds(() -> result);
            keeping.get().write();
            return;
        }
        keeping.ifPresent(Keeping::end);
        if (out != null) {
            ResultFile.usual().write(plane.formats(), out, result);
        }
        if (session != null) {
            writeSession(result);
        }
        if (keeping.isPresent()) {
            keeping.get().finished();
        }
    }

    /** Keeps what there is, should the study fail or be stopped. */
    private final class Following extends StudyProgress implements LandscapeStudy.Listener {

        private final ParameterLayout layout;
        private volatile LandscapeProgress landscape;
        private Watch watch;

        Following(Console console, ParameterLayout layout) {
            super(console, "Evaluating");
            this.layout = layout;
        }

        /** Keeps the plane before the evaluation, so that what a stopped one leaves can be gone on with. */
        @Override
        public void found(Section section, Provenance provenance) throws IOException {
            if (directions != null) {
                Plane plane = section.vectors().of(layout);
                DirectionsNpz.Directions vectors = new DirectionsNpz.Directions(plane.first(), plane.second());
                DirectionsNpz.write(directions, layout, vectors, provenance);
            }
        }

        /** Tells how far it is where cells take so long that they do not. */
        private void look() {
            LandscapeProgress now = landscape;
            if (now.pace().seconds() >= SLOW_SECONDS && now.pace().measured() > 0) {
                progress(now.evaluatedCells(), now.whole().landscape().grid().cells());
            }
        }

        /** By samples, of which there are some long before the first cell. */
        @Override
        public synchronized void progress(long done, long total) {
            LandscapeProgress now = landscape;
            if (now == null || now.pace().done() == 0) {
                super.progress(done, total);
            } else {
                super.progress(now.pace().done(), now.pace().total());
            }
        }

        @Override
        List<String> forecast(String what, double seconds) {
            LandscapeProgress now = landscape;
            if (now == null || Double.isNaN(now.pace().secondsInAll())) {
                return super.forecast(what, seconds);
            }
            Grid grid = now.whole().landscape().grid();
            return LandscapeForecast.now(grid, now.samples(), now.pace().secondsInAll())
                    .sentences();
        }

        /** Ends the watch, before the bar is wiped for good. */
        void end() {
            if (watch != null) {
                watch.close();
            }
            close();
        }

        @Override
        public void evaluating(LandscapeProgress now) {
            landscape = now;
            if (watch != null) {
                watch.close();
            }
            watch = new Watch(this::look);
            keeping.ifPresent(kept -> kept.holds(now::evaluated));
        }
    }

    /**
     * Evaluates the whole landscape; what there is of one that fails or is stopped is kept.
     *
     * @throws CancellationException if it was stopped; the message says what became of it
     */
    LandscapeStudy.Result run(LandscapeStudy study, Experiment experiment, Console console) throws IOException {
        LandscapeStudy.Result result;
        Following listener = new Following(console, experiment.layout());
        try {
            result = study.run(experiment, listener, console.cancel());
        } catch (CancellationException e) {
            throw e;
        } catch (RuntimeException | OutOfMemoryError e) {
            listener.end();
            if (listener.landscape != null) {
                console.err().println("Failed " + keep(listener.landscape.evaluated()) + ".");
            }
            throw e;
        } finally {
            listener.end();
        }
        if (!result.landscape().isComplete()) {
            throw new CancellationException("Stopped " + keep(result));
        }
        return result;
    }

    /**
     * Puts away what there is of a landscape that was not finished.
     *
     * @return what became of it, to follow "Stopped"
     */
    private String keep(LandscapeStudy.Result part) throws IOException {
        Landscape landscape = part.landscape();
        String cells = String.format(
                Locale.ROOT,
                "after %,d of %,d cells",
                landscape.evaluatedCells(),
                landscape.grid().cells());
        if (landscape.evaluatedCells() == 0) {
            return cells;
        }
        if (out == null) {
            return cells + ", which are lost; with --out they would have been kept";
        }
        String missing = Outputs.LANDSCAPE.isUsual(out) ? "nan in the others" : "nothing of the others";
        String holds = cells + "; " + FileName.of(out) + " holds these, and " + missing;
        if (keeping.isEmpty() || !keeping.get().file().equals(out)) {
            ResultFile.usual().write(plane.formats(), out, part);
        }
        if (keeping.isEmpty()) {
            return holds;
        }
        keeping.get().write();
        return holds + ", and --resume " + FileName.of(keeping.get().file()) + " goes on";
    }
}
