package io.orograph.model.onnx;

import io.orograph.file.Excerpt;
import java.util.Locale;
import onnx.OnnxMl.TensorProto.DataType;

/** The wording of messages about what is in a file. */
final class Wording {

    private static final int LONGEST_NAME = 80;

    private Wording() {}

    /** Returns a name in quotation marks, cut off where it is long: a file may hold names of any length. */
    static String quote(String name) {
        return "\"" + shorten(name, LONGEST_NAME) + "\"";
    }

    /** Returns the text as it may be shown, or its beginning and an ellipsis. */
    static String shorten(String text, int longest) {
        return Excerpt.of(text, longest);
    }

    /**
     * Returns the name that ONNX gives an element type, in lower case, or its number where that is newer than what we
     * know.
     */
    static String elementType(int number) {
        DataType type = DataType.forNumber(number);
        return type == null ? "type " + number : type.name().toLowerCase(Locale.ROOT);
    }
}
