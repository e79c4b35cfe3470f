package io.orograph.study;

import java.io.IOException;

/** Models do not suit a question that is asked of them together. The message is a sentence. */
public final class UnsuitableModelsException extends IOException {

    private static final long serialVersionUID = 1L;

    UnsuitableModelsException(String sentence) {
        super(sentence);
    }

    UnsuitableModelsException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
