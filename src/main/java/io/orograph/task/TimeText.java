package io.orograph.task;

import java.util.Locale;

/** Times in words that a person reads at a glance: {@code 15 h 10 min}, {@code 3 days 4 h}. */
public final class TimeText {

    private static final long MINUTE = 60;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    /** Up to here the unit below is still used: 90 s, 90 min and 48 h are as easy to grasp. */
    private static final long LAST_SECONDS = 90;

    private static final long LAST_MINUTES = 90 * MINUTE;
    private static final long LAST_HOURS = 2 * DAY;

    private TimeText() {}

    /** Returns a time that is not known exactly. */
    public static String about(double seconds) {
        long whole = Math.round(seconds);
        if (whole < LAST_SECONDS) {
            return whole + " s";
        }
        if (whole < LAST_MINUTES) {
            return Math.round(seconds / MINUTE) + " min";
        }
        if (whole < LAST_HOURS) {
            long minutes = Math.round(seconds / MINUTE);
            return String.format(Locale.ROOT, "%d h %02d min", minutes / MINUTE, minutes % MINUTE);
        }
        long hours = Math.round(seconds / HOUR);
        return String.format(Locale.ROOT, "%,d days %d h", hours / 24, hours % 24);
    }
}
