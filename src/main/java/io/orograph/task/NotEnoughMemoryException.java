package io.orograph.task;

/** Work that the program has too little memory for, which is known before it begins; the message is a sentence for the person. */
public final class NotEnoughMemoryException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public NotEnoughMemoryException(String sentence) {
        super(sentence);
    }
}
