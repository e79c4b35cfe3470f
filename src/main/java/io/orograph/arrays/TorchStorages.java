package io.orograph.arrays;

import io.orograph.arrays.Pickled.Storage;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Set;

/** A file of PyTorch's: what its pickle holds, and the numbers that it refers to. */
interface TorchStorages extends Closeable {

    /** The value of the pickle. */
    Object root();

    /** The first classes and functions that the pickle asks for and that are not looked for. */
    Set<String> names();

    /**
     * A part of a storage, little-endian.
     *
     * @param from first byte of it
     * @throws io.orograph.file.DamagedFileException if it is not there
     */
    ByteBuffer read(Storage storage, long from, long length) throws IOException;
}
