package io.orograph;

import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The log messages that libraries may write: warnings. Their progress at start-up is not for the person who uses the
 * program.
 */
final class Logs {

    // Held here: a logger that nothing holds is collected, and its level with it.
    private static final Logger[] CHATTY = {Logger.getLogger("org.nd4j"), Logger.getLogger("org.reflections")};

    /** JavaFX warns that it runs from the class path, which is how this program is meant to run. */
    private static final Logger JAVAFX = Logger.getLogger("javafx");

    /** jHDF warns that it does not verify a checksum, once a chunk; Parquet, of each oddity that it reads all the same. */
    private static final Logger[] WARNING = {Logger.getLogger("io.jhdf"), Logger.getLogger("org.apache.parquet")};

    private Logs() {}

    static void quieten() {
        for (Logger logger : CHATTY) {
            logger.setLevel(Level.WARNING);
        }
        JAVAFX.setLevel(Level.SEVERE);
        for (Logger logger : WARNING) {
            logger.setLevel(Level.SEVERE);
        }
    }
}
