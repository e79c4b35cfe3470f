package io.orograph.data;

import io.orograph.data.image.Picture;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Pictures that are a file each. */
record PictureFiles(List<Path> files) implements PictureStack.Pictures {

    @Override
    public int count() {
        return files.size();
    }

    @Override
    public Picture picture(int index) throws IOException {
        return Picture.read(files.get(index));
    }

    @Override
    public PictureStack.Place place(int index) {
        return new PictureStack.Place(files.get(index), "");
    }
}
