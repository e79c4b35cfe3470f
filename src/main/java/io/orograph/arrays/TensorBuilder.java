package io.orograph.arrays;

import io.orograph.arrays.Pickled.None;
import io.orograph.arrays.Pickled.Opaque;
import io.orograph.arrays.Pickled.Storage;
import io.orograph.arrays.Pickled.TensorView;
import io.orograph.arrays.Pickled.Tuple;
import io.orograph.file.DamagedFileException;
import io.orograph.file.UnsupportedFileException;
import io.orograph.network.Shape;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes tensors from the arguments that a pickle of PyTorch gives, and checks them against their storages. */
final class TensorBuilder {

    private static final int STORAGE_FIELDS = 5;
    private static final int TENSOR_FIELDS = 4;

    private final Path file;
    private final Map<String, Storage> storages = new LinkedHashMap<>();

    TensorBuilder(Path file) {
        this.file = file;
    }

    Map<String, Storage> storages() {
        return storages;
    }

    /**
     * A storage from a persistent id: ('storage', class, key, device, count) and in old files a view, always None. One of
     * a type that is not read is a placeholder.
     */
    Object storage(Object id) throws DamagedFileException, UnsupportedFileException {
        if (id instanceof Tuple tuple && tuple.items().size() >= STORAGE_FIELDS) {
            List<Object> fields = tuple.items();
            if (fields.get(1) instanceof Opaque type) {
                return new Opaque(type.path());
            }
            boolean viewed = fields.size() > STORAGE_FIELDS && fields.get(STORAGE_FIELDS) != None.NONE;
            if (viewed) {
                throw new UnsupportedFileException(
                        file, "shares storages in the way of PyTorch before 0.4; load and save it with a newer one");
            }
            if ("storage".equals(fields.get(0))
                    && fields.get(1) instanceof StoredType format
                    && fields.get(2) instanceof String key
                    && fields.get(4) instanceof Long count
                    && count >= 0
                    && count <= Long.MAX_VALUE / format.bytes()) {
                Storage storage = new Storage(format, key, count);
                Storage known = storages.putIfAbsent(key, storage);
                if (known == null || known.equals(storage)) {
                    return storage;
                }
            }
        }
        throw damaged("describes a storage in a way that PyTorch does not");
    }

    /**
     * A tensor from the arguments of {@code _rebuild_tensor_v2}: storage, offset, shape, strides and more. A placeholder
     * where the storage is one.
     */
    Object tensor(List<Object> arguments) throws DamagedFileException {
        if (!arguments.isEmpty() && arguments.get(0) instanceof Opaque storage) {
            return storage;
        }
        if (arguments.size() >= TENSOR_FIELDS
                && arguments.get(0) instanceof Storage storage
                && arguments.get(1) instanceof Long offset
                && arguments.get(2) instanceof Tuple shape
                && arguments.get(3) instanceof Tuple strides
                && shape.items().size() == strides.items().size()) {
            TensorView view = new TensorView(storage, offset, wholes(shape), wholes(strides));
            requireInside(view);
            return view;
        }
        throw damaged("describes a tensor in a way that PyTorch does not");
    }

    /** A parameter: the tensor that it wraps. */
    Object parameter(List<Object> arguments) throws DamagedFileException {
        if (!arguments.isEmpty() && (arguments.get(0) instanceof TensorView || arguments.get(0) instanceof Opaque)) {
            return arguments.get(0);
        }
        throw damaged("describes a parameter in a way that PyTorch does not");
    }

    private long[] wholes(Tuple tuple) throws DamagedFileException {
        long[] numbers = new long[tuple.items().size()];
        for (int i = 0; i < numbers.length; i++) {
            if (!(tuple.items().get(i) instanceof Long number) || number < 0) {
                throw damaged("gives a tensor a shape of something else than whole numbers");
            }
            numbers[i] = number;
        }
        return numbers;
    }

    /**
     * More elements than the storage has would let a small file ask for any memory: a stride of 0 repeats an element.
     */
    private void requireInside(TensorView view) throws DamagedFileException {
        try {
            int count = Shape.size(view.shape());
            long last = view.offset();
            for (int axis = 0; axis < view.shape().length && count > 0; axis++) {
                last = Math.addExact(last, Math.multiplyExact(view.shape()[axis] - 1, view.strides()[axis]));
            }
            if (view.offset() >= 0
                    && count <= view.storage().count()
                    && (count == 0 || last < view.storage().count())) {
                return;
            }
        } catch (ArithmeticException | IllegalArgumentException e) {
            throw new DamagedFileException(
                    file, "is damaged: a tensor in it has an impossible shape; save it again", e);
        }
        throw damaged("holds a tensor of shape " + Shape.text(view.shape()) + " in a storage of "
                + view.storage().count() + " numbers, where it does not fit");
    }

    private DamagedFileException damaged(String what) {
        return new DamagedFileException(file, "is damaged: its pickle " + what + "; save or copy it again");
    }
}
