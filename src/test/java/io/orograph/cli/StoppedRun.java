package io.orograph.cli;

import io.orograph.task.CancelToken;
import java.io.StringWriter;

/** Runs of commands that are cancelled while they work. */
final class StoppedRun {

    private StoppedRun() {}

    /** Cancels when the bar of a part of the work has been drawn so often, which is when something of it is there. */
    private static final class CancellingWriter extends StringWriter {

        private final CancelToken cancel;
        private final String bar;
        private int left;

        CancellingWriter(CancelToken cancel, String bar, int draws) {
            this.cancel = cancel;
            this.bar = bar + " [";
            this.left = draws;
        }

        @Override
        public void write(String text, int from, int length) {
            super.write(text, from, length);
            if (text.contains(bar) && --left == 0) {
                cancel.cancel();
            }
        }
    }

    /** Runs a command until the bar with these words was drawn so often. */
    static CommandRun at(String bar, int draws, Object... args) {
        CancelToken cancel = new CancelToken();
        return CommandRun.onConsole(cancel, true, new CancellingWriter(cancel, bar, draws), args);
    }
}
