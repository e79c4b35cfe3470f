package io.orograph.cli;

import io.orograph.choice.Named;
import io.orograph.export.Exportable;
import io.orograph.export.NamedValues;
import io.orograph.export.ResultFile;
import io.orograph.export.UnfinishedNpz;
import io.orograph.file.FileName;
import io.orograph.provenance.Provenance;
import io.orograph.study.Experiment;
import io.orograph.study.GridSettings;
import io.orograph.study.Keeping;
import io.orograph.study.Outputs;
import io.orograph.study.Question;
import io.orograph.task.Kept;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;

/** The option to go on with long work that was stopped, from the file into which it was written while it went on. */
final class ResumeOption {

    private static final String UNFINISHED = "-unfinished";

    /** Options that change no bit of the result: what is written and said, and how many threads there are. */
    private static final Set<String> OTHER_MATTERS = Set.of(
            "--out",
            "--resume",
            "--figure",
            "--log",
            "--clip",
            "--save-directions",
            "--save-session",
            "--bend",
            "--workers",
            // What computes is compared by itself.
            "--kernels",
            "--json",
            "--verbose",
            "--help",
            "--version",
            // Its contents are known from the experiment.
            "--data");

    @Option(
            names = "--resume",
            paramLabel = "FILE",
            description =
                    "Go on with what was stopped, from the file of its --out; the other options as before. What is"
                            + " there is not computed again, and the result is the same, to the last bit, as if it had not stopped")
    private Path resume;

    @CommandLine.Spec(CommandLine.Spec.Target.MIXEE)
    private CommandSpec mixee;

    /** What there is of a result before any of it is there. */
    private record Beginning(Provenance provenance) implements Exportable {
        @Override
        public NamedValues values() {
            return new NamedValues();
        }
    }

    /**
     * Has the studies of an experiment keep what they have, and go on from what is there.
     *
     * @param out the file to keep it in; null for none
     * @return what writes it, to be closed before the result itself is written
     * @throws io.orograph.file.UnreadableFileException if the file of the option is no part of the same work
     */
    Optional<Keeping> begin(Path out, Experiment experiment, Console console) throws IOException {
        if (out == null && resume == null) {
            return Optional.empty();
        }
        Question question = question(experiment);
        Kept kept = resume == null ? new Kept() : from(question, console);
        experiment.keepIn(kept);
        if (out == null || OutputFiles.isDevice(out)) {
            return Optional.empty();
        }
        spare(out, console);
        Keeping.Place place = place(out);
        if (place.aside()) {
            spare(place.file(), console);
        }
        Beginning beginning = new Beginning(experiment.provenance());
        return Optional.of(new Keeping(place, question, kept, () -> beginning, console::tell));
    }

    /** Returns the file of the result, or one beside it where that is no archive: the others have no place for
     * unfinished work. */
    private static Keeping.Place place(Path out) {
        if (Outputs.LANDSCAPE.isUsual(out)) {
            return new Keeping.Place(out, false);
        }
        String name = FileName.of(besides(out, UNFINISHED));
        int cut = name.lastIndexOf('.');
        return new Keeping.Place(
                out.resolveSibling((cut > 0 ? name.substring(0, cut) : name)
                        + Outputs.ARRAYS.all().get(0).ending()),
                true);
    }

    /** Long work whose result is written into a file. */
    @FunctionalInterface
    interface Work<R> {
        R run() throws IOException;
    }

    /**
     * Does long work that is kept while it goes on, and writes its result.
     *
     * @param out the file of the result; null for none
     * @throws CancellationException if it was stopped; the message says what became of it
     */
    <R extends Exportable> R kept(Path out, Experiment experiment, Console console, Work<R> work) throws IOException {
        Optional<Keeping> keeping = begin(out, experiment, console);
        try {
            R result = work.run();
            keeping.ifPresent(Keeping::end);
            if (out != null) {
                ResultFile.usual().write(Outputs.NUMBERS, out, result);
            }
            if (keeping.isPresent()) {
                keeping.get().finished();
            }
            return result;
        } catch (CancellationException e) {
            keeping.ifPresent(Keeping::close);
            Path kept = keeping.map(Keeping::file)
                    .filter(ResumeOption::isUnfinished)
                    .orElseThrow(() -> e);
            throw new CancellationException("Stopped; " + FileName.of(kept) + " holds what there is, and --resume "
                    + FileName.of(kept) + " goes on");
        } finally {
            keeping.ifPresent(Keeping::close);
        }
    }

    private Kept from(Question question, Console console) throws IOException {
        UnfinishedNpz.Unfinished begun = UnfinishedNpz.read(resume);
        question.requireSame(resume, new Question(begun.question()));
        console.tell("Going on from " + FileName.of(resume));
        return begun.kept();
    }

    private Question question(Experiment experiment) throws IOException {
        CommandSpec command = mixee.commandLine().getCommandSpec();
        Map<String, Object> settings = new LinkedHashMap<>();
        for (ArgSpec arg : command.args()) {
            String name = arg instanceof OptionSpec option ? option.longestName() : arg.paramLabel();
            Object value = arg.getValue();
            boolean given = value != null
                    && !Boolean.FALSE.equals(value)
                    && !(value instanceof Collection<?> list && list.isEmpty())
                    && !(value instanceof Map<?, ?> map && map.isEmpty());
            if (given && !OTHER_MATTERS.contains(name) && !name.equals("MODEL")) {
                settings.put(name, word(value));
            }
        }
        return Question.of(experiment, command.name(), settings);
    }

    /** Returns a value as it is typed, or the file or files that it is. */
    private static Object word(Object value) {
        if (value instanceof OptionTypes.KindOrFile<?> choice) {
            return choice.file().map(Object.class::cast).orElseGet(() -> word(choice.kind()));
        }
        if (value instanceof OptionTypes.Resolution cells) {
            return cells.nx() + "x" + cells.ny();
        }
        if (value instanceof GridSettings.Interval interval) {
            return interval.from() + ":" + interval.to();
        }
        if (value instanceof Named named) {
            return named.label();
        }
        return value instanceof Enum<?> constant ? constant.name().toLowerCase(Locale.ROOT) : value;
    }

    /** Puts away unfinished work that is in the place of the result, if this is not what goes on with it. */
    private void spare(Path out, Console console) throws IOException {
        if (!isUnfinished(out) || resume != null && Files.exists(resume) && Files.isSameFile(out, resume)) {
            return;
        }
        Path place = out;
        for (int i = 1; Files.exists(place); i++) {
            place = besides(out, i == 1 ? UNFINISHED : UNFINISHED + "-" + i);
        }
        Files.move(out, place);
        String name = FileName.of(place);
        console.tell(FileName.of(out) + " held unfinished work, which is " + name + " now; --resume " + name
                + " goes on with it.");
    }

    private static boolean isUnfinished(Path out) {
        try {
            return Files.isRegularFile(out) && UnfinishedNpz.isUnfinished(out);
        } catch (IOException e) {
            return false;
        }
    }

    private static Path besides(Path out, String ending) {
        String name = FileName.of(out);
        int cut = name.lastIndexOf('.');
        int stem = cut > 0 ? cut : name.length();
        return out.resolveSibling(name.substring(0, stem) + ending + name.substring(stem));
    }
}
