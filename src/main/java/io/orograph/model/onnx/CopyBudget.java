package io.orograph.model.onnx;

import io.orograph.file.UnsupportedFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import onnx.OnnxMl.NodeProto;

/**
 * What may be copied when the functions, loops and branches of a file are written out, over all of them together: a
 * file of a megabyte can ask for as many copies of as long lists and names as it likes.
 */
final class CopyBudget {

    /**
     * Nodes, inputs, outputs, attributes and bindings of names beyond what the size of the file gives: some 60 MB as
     * objects; a large export has a fifth.
     */
    private static final int MOST_ITEMS = 200_000;

    private static final int BYTES_PER_ITEM = 64;

    /** Characters of names beyond the size of the file. */
    private static final long MOST_CHARACTERS = 16L << 20;

    private final Path file;
    private final long mostItems;
    private final long mostCharacters;
    private long items;
    private long characters;

    /**
     * Makes the budget of a file.
     *
     * @throws IOException if its size cannot be read
     */
    CopyBudget(Path file) throws IOException {
        this.file = file;
        long bytes = Files.exists(file) ? Files.size(file) : 0;
        this.mostItems = MOST_ITEMS + bytes / BYTES_PER_ITEM;
        this.mostCharacters = MOST_CHARACTERS + bytes;
    }

    /**
     * Counts things to be copied or walked over, before that is done.
     *
     * @throws UnsupportedFileException if all that was counted is too much
     */
    void items(long count) throws UnsupportedFileException {
        items += count;
        if (items > mostItems) {
            throw tooMuch("more than " + mostItems + " nodes, inputs, outputs and attributes");
        }
    }

    /**
     * Counts a node to be copied under names with a prefix, before that is done.
     *
     * @throws UnsupportedFileException if all that was counted is too much
     */
    void node(NodeProto node, String prefix) throws UnsupportedFileException {
        items(1L + node.getInputCount() + node.getOutputCount() + node.getAttributeCount());
        name(prefix, node.getName());
        names(prefix, node.getInputList());
        names(prefix, node.getOutputList());
    }

    /**
     * Counts names that each get a prefix, before they are made.
     *
     * @throws UnsupportedFileException if all that was counted is too much
     */
    private void names(String prefix, List<String> names) throws UnsupportedFileException {
        for (String name : names) {
            name(prefix, name);
        }
    }

    /** Counts a name that gets a prefix. */
    void name(String prefix, String name) throws UnsupportedFileException {
        characters += prefix.length() + name.length();
        if (characters > mostCharacters) {
            throw tooMuch("names of more than " + (mostCharacters >> 20) + " million characters");
        }
    }

    private UnsupportedFileException tooMuch(String amount) {
        return new UnsupportedFileException(
                file,
                "holds functions, loops or branches that amount to " + amount
                        + " when they are written out, too many; export the model without them");
    }
}
