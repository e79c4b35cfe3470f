package io.orograph.task;

/** What to tell a person where a part of the program could not be loaded. */
public final class LoadingProblem {

    private LoadingProblem() {}

    /** Returns a sentence without its full stop: a native library does not load here, or classes do not fit each other. */
    public static String sentence(LinkageError error) {
        return isOfClasses(error)
                ? "A part of the program is missing or of another version than the rest ("
                        + root(error).getMessage() + "); install it anew, or build it again if it is built from source"
                : "The native library that computes cannot be loaded ("
                        + root(error).getMessage() + "); use one of the systems that Orograph is built for";
    }

    /** Tells whether a class or a member of one is not there; of a class whose library failed before, Java says so too. */
    private static boolean isOfClasses(LinkageError error) {
        boolean failedBefore =
                error.getMessage() != null && error.getMessage().startsWith("Could not initialize class");
        return error instanceof IncompatibleClassChangeError
                || error instanceof NoClassDefFoundError
                        && !failedBefore
                        && !(error.getCause() instanceof UnsatisfiedLinkError);
    }

    private static Throwable root(Throwable error) {
        return error.getCause() == null ? error : root(error.getCause());
    }
}
