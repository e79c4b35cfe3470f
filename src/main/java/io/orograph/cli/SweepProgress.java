package io.orograph.cli;

import io.orograph.plot.Ticks;
import io.orograph.provenance.Provenance;
import io.orograph.study.Command;
import io.orograph.study.Experiment;
import io.orograph.study.sweep.Sweep;
import io.orograph.study.sweep.SweepWords;
import io.orograph.study.sweep.SweptOutcome;
import io.orograph.task.TimeText;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** What a sweep tells while it runs: a line a network, where nobody parses the output. */
final class SweepProgress extends StudyProgress implements Sweep.Listener {

    private final Console console;
    private final boolean json;
    private final boolean untilLoss;
    private final Function<Experiment, List<String>> notices;
    private final Function<Experiment, Command> says;
    private Provenance provenance = Provenance.NONE;
    private Command command = Command.NONE;
    private boolean opened;

    /**
     * Makes one.
     *
     * @param untilLoss whether a run may end before all its epochs
     * @param notices what a person should know of an architecture with the data
     * @param says the command that gives the same, of the first experiment
     */
    SweepProgress(
            Console console,
            boolean json,
            boolean untilLoss,
            Function<Experiment, List<String>> notices,
            Function<Experiment, Command> says) {
        super(console, "Training");
        this.console = console;
        this.json = json;
        this.untilLoss = untilLoss;
        this.notices = notices;
        this.says = says;
    }

    @Override
    public void opened(Experiment experiment) {
        // What is to be known of the data is the same for each architecture.
        notices.apply(experiment).stream()
                .filter(sentence -> !console.told().contains(sentence))
                .forEach(this::notice);
        if (!opened) {
            opened = true;
            command = says.apply(experiment);
            provenance = command.in(experiment.provenance());
        }
    }

    @Override
    List<String> forecast(String what, double seconds) {
        return untilLoss
                ? List.of(what + " takes " + TimeText.about(seconds)
                        + " at most; it ends sooner where its training loss is reached.")
                : super.forecast(what, seconds);
    }

    /** Returns where the result comes from, once a model is open. */
    Provenance provenance() {
        return provenance;
    }

    /** Returns the command that gives the same. */
    Command command() {
        return command;
    }

    @Override
    public void ended(int number, int total, SweptOutcome outcome, boolean known) {
        close();
        if (!json) {
            console.out().println(line(number, total, outcome, known));
        }
    }

    private static String line(int number, int total, SweptOutcome outcome, boolean known) {
        String end = SweepWords.end(outcome);
        String after = outcome.end() == SweptOutcome.End.ELSEWHERE
                ? end
                : String.format(Locale.ROOT, "%s after %,d steps", end, outcome.steps());
        String tested = Double.isNaN(outcome.test().loss())
                ? ""
                : ", on the test data " + Ticks.number(outcome.test().loss(), 4);
        return String.format(
                Locale.ROOT,
                "%d of %d  %s: %s, loss %s%s%s",
                number,
                total,
                outcome.run().name(),
                after,
                Ticks.number(outcome.train().loss(), 4),
                tested,
                known ? " (from the folder)" : "");
    }
}
