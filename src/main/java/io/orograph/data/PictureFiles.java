package io.orograph.data;

import io.orograph.data.image.Picture;
import io.orograph.file.DamagedFileException;
import io.orograph.file.FileName;
import io.orograph.file.UnreadableFileException;
import io.orograph.file.UnsupportedFileException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Pictures that are a file each. Files of one name may be in several folders, so that both are named.
 *
 * @param folder that they lie in or below
 */
record PictureFiles(Path folder, List<Path> files) implements PictureStack.Pictures {

    @Override
    public int count() {
        return files.size();
    }

    @Override
    public Picture picture(int index) throws IOException {
        Path file = files.get(index);
        try {
            return Picture.read(file);
        } catch (DamagedFileException e) {
            throw new DamagedFileException(file, within(file) + predicate(e), e);
        } catch (UnsupportedFileException e) {
            throw new UnsupportedFileException(file, within(file) + predicate(e), e);
        }
    }

    /** Returns what is said of a file behind its name. */
    private static String predicate(UnreadableFileException e) {
        String sentence = e.getMessage();
        return sentence.substring(FileName.of(e.file()).length() + 1, sentence.length() - 1);
    }

    private String within(Path file) {
        Path parent = file.getParent();
        return parent == null || parent.equals(folder) ? "" : "in " + FileName.of(parent) + " ";
    }

    @Override
    public PictureStack.Place place(int index) {
        return new PictureStack.Place(files.get(index), within(files.get(index)));
    }
}
