package io.orograph.objective;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Platform;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a thread give way: workers keep every core busy, and a window that is drawn in software beside them would get
 * its turn only every second or so. Java's own thread priorities are without effect on Linux.
 */
final class Niceness {

    private static final Logger LOG = LoggerFactory.getLogger(Niceness.class);

    /** The process or thread itself, for setpriority(2). */
    private static final int PRIO_PROCESS = 0;

    private static final int SELF = 0;

    /** The most willing to wait: such a thread runs when no other wants to, and alone it runs at full speed. */
    private static final int LOWEST = 19;

    /** A property of Java's that is "false" where threads are to keep their priority, as in tests beside other tests. */
    private static final boolean WANTED = !"false".equals(System.getProperty("orograph.give-way"));

    /** The C library, of which Linux's setpriority acts on the calling thread alone. */
    interface CLibrary extends Library {
        int setpriority(int which, int who, int priority);
    }

    private Niceness() {}

    /** Has the calling thread give way to all others; where that cannot be done, nothing happens. */
    static void giveWay() {
        if (!WANTED || !Platform.isLinux()) {
            return;
        }
        try {
            Native.load("c", CLibrary.class).setpriority(PRIO_PROCESS, SELF, LOWEST);
        } catch (LinkageError e) {
            LOG.debug("Worker threads keep their priority", e);
        }
    }
}
