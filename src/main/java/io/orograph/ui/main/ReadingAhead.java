package io.orograph.ui.main;

import io.orograph.lesson.Lessons;
import io.orograph.study.Samples;
import io.orograph.ui.settings.SettingsStore;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads once ahead what the window reads of files when it is made. Not the files take the time but the readers of JSON, which
 * Java and Jackson prepare at their first use: there is time for that on another thread while JavaFX starts.
 */
final class ReadingAhead implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(ReadingAhead.class);

    private ReadingAhead() {}

    /** Begins on a thread of its own; whoever reads the same meanwhile does so as ever. */
    static void begin() {
        Thread thread = new Thread(new ReadingAhead(), "reading-ahead");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void run() {
        try {
            SettingsStore.prepare();
            Samples.all();
            Lessons.all();
        } catch (IOException | RuntimeException e) {
            LOG.debug("What cannot be read ahead cannot be read by the window either, which reports it", e);
        }
    }
}
