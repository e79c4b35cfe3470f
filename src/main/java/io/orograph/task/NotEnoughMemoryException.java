package io.orograph.task;

/** Work that the program has too little memory for, which is known before it begins; the message is a sentence for the person. */
public final class NotEnoughMemoryException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public NotEnoughMemoryException(String sentence) {
        super(sentence);
    }

    /** Tells whether memory ran out, be it while a library was being loaded, which then says that it cannot be. */
    public static boolean isReasonOf(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof OutOfMemoryError || isOfAnEarlierUse(cause)) {
                return true;
            }
        }
        return false;
    }

    /** Of a class whose first use failed, on another thread perhaps, Java tells the later uses in words alone. */
    private static boolean isOfAnEarlierUse(Throwable cause) {
        return cause instanceof ExceptionInInitializerError
                && cause.getMessage() != null
                && cause.getMessage().startsWith("Exception " + OutOfMemoryError.class.getName());
    }
}
