package io.orograph.ui.dialog;

/** Something that nobody foresaw: its message says so to the person, its cause is for those who can repair it. */
final class UnexpectedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnexpectedException(Throwable cause) {
        super(
                "Something happened that Orograph is not prepared for ("
                        + cause.getClass().getSimpleName()
                        + "). What is open stays open. Please copy the details into a report.",
                cause);
    }
}
