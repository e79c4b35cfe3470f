package io.orograph.arrays;

import io.orograph.arrays.Pickled.Bytes;
import io.orograph.arrays.Pickled.Global;
import io.orograph.arrays.Pickled.Mark;
import io.orograph.arrays.Pickled.None;
import io.orograph.arrays.Pickled.Opaque;
import io.orograph.arrays.Pickled.Tuple;
import io.orograph.file.DamagedFileException;
import io.orograph.file.Excerpt;
import io.orograph.file.UnsupportedFileException;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads Python pickles (protocols 2 to 5): dictionaries, lists, tuples, texts, numbers and PyTorch tensors. A pickle is a
 * program, and Python's own reader runs what it names; this one knows no way to run anything. Every class and function but
 * the few that PyTorch's tensors need becomes a {@link Opaque placeholder}, which does nothing: training scripts keep their
 * options and the state of their schedulers beside the weights.
 */
final class Unpickler {

    /** How many classes and functions a message may have to name. */
    private static final int MOST_NAMES = 3;

    /** A state dict of 10,000 tensors takes some 500,000; each makes one object at most. */
    private static final int MOST_OPCODES = 4_000_000;

    /** Bytes that the values of any file may take: ten thousands of tensors. A byte of a pickle can be a dictionary. */
    private static final long FREE_MEMORY = 48L << 20;

    private static final long MEMORY_PER_BYTE = 3;

    /** Bytes are names too, in Python 2 and where its data went on. */
    private static final int LONGEST_NAME = 256;

    private static final int BYTE_ARRAY = 0x96;

    /** Bytes that a dictionary, list or tuple takes, or a value that is remembered. */
    private static final int CONTAINER = 64;

    private static final int VALUE = 32;

    private final Path file;
    private final PickleInput in;
    private final boolean ofData;
    private final TensorBuilder tensors;
    private final Map<Long, Object> memo = new HashMap<>();
    private final List<Object> stack = new ArrayList<>();
    private final long mostMemory;
    private long memory;
    private final Set<String> names = new LinkedHashSet<>();

    Unpickler(Path file, PickleInput in) {
        this(file, in, false);
    }

    /**
     * Makes a reader.
     *
     * @param ofData whether bytes are wanted, as those of NumPy's arrays; else PyTorch's tensors
     */
    Unpickler(Path file, PickleInput in, boolean ofData) {
        this.file = file;
        this.ofData = ofData;
        this.in = in;
        this.mostMemory = FREE_MEMORY + MEMORY_PER_BYTE * in.limit();
        this.tensors = new TensorBuilder(file);
    }

    /** The storages that the pickles so far named, by their keys. */
    Map<String, Pickled.Storage> storages() {
        return tensors.storages();
    }

    /** The first classes and functions that the pickles named and that were not looked for. */
    Set<String> names() {
        return names;
    }

    /**
     * The value of the next pickle.
     *
     * @throws DamagedFileException if it is broken
     * @throws UnsupportedFileException if it holds what is refused
     */
    Object read() throws IOException {
        memo.clear();
        stack.clear();
        for (int count = 0; count < MOST_OPCODES; count++) {
            int opcode = in.next();
            if (opcode == '.') {
                return pop();
            }
            if (!value(opcode) && !structure(opcode)) {
                throw refused("uses the opcode " + PickleOpcodes.name(opcode));
            }
        }
        throw damaged("has more than " + MOST_OPCODES + " instructions");
    }

    /** Opcodes that push a value of their own, or remember one. */
    private boolean value(int opcode) throws IOException {
        if (opcode == BYTE_ARRAY && ofData) {
            bytes(in.number(8), false);
            return true;
        }
        switch (opcode) {
            case 0x80 -> in.next(); // PROTO
            case 0x95 -> in.number(8); // FRAME: a hint for readers of streams
            case 'N' -> push(None.NONE);
            case 0x88 -> push(true);
            case 0x89 -> push(false);
            case 'J' -> push((long) (int) in.number(4));
            case 'K' -> push(in.number(1));
            case 'M' -> push(in.number(2));
            case 0x8a -> push(longOf(in.bytes(in.number(1))));
            case 0x8b -> push(longOf(in.bytes(in.number(4))));
            case 'C', 'U' -> bytes(in.number(1), opcode == 'U');
            case 'B', 'T' -> bytes(in.number(4), opcode == 'T');
            case 0x8e -> bytes(in.number(8), false);
            case 'G' -> push(in.bigEndianDouble());
            case 'X' -> push(in.text(in.number(4)));
            case 0x8c -> push(in.text(in.number(1)));
            case 0x8d -> push(in.text(in.number(8)));
            case 'c' -> push(global(in.line(), in.line()));
            case 0x93 -> push(stackGlobal());
            case 'h' -> push(remembered(in.number(1)));
            case 'j' -> push(remembered(in.number(4)));
            case 'q' -> remember(in.number(1));
            case 'r' -> remember(in.number(4));
            case 0x94 -> remember(memo.size());
            default -> {
                return false;
            }
        }
        return true;
    }

    /** Opcodes that put values together. */
    private boolean structure(int opcode) throws IOException {
        switch (opcode) {
            case '(' -> push(Mark.MARK);
            case '}' -> push(new LinkedHashMap<>());
            case ']' -> push(new ArrayList<>());
            case ')' -> push(new Tuple(List.of()));
            case 't' -> push(new Tuple(popToMark()));
            case 0x85 -> push(new Tuple(popLast(1)));
            case 0x86 -> push(new Tuple(popLast(2)));
            case 0x87 -> push(new Tuple(popLast(3)));
            case 'a' -> append(popLast(1));
            case 'e' -> append(popToMark());
            case 's' -> setItems(popLast(2));
            case 'u' -> setItems(popToMark());
            case 'Q' -> push(tensors.storage(pop()));
            case 'R' -> reduce();
            case 'b' -> build();
            case 0x81 -> create(popLast(2), "NEWOBJ");
            case 0x92 -> create(popLast(3), "NEWOBJ_EX");
            case 0x8f -> push(new Opaque("set"));
            case 0x90 -> append(popToMark());
            case 0x91 -> {
                popToMark();
                push(new Opaque("frozenset"));
            }
            case '0' -> pop();
            case '2' -> push(peek());
            default -> {
                return false;
            }
        }
        return true;
    }

    private Object stackGlobal() throws IOException {
        List<Object> names = popLast(2);
        if (names.get(0) instanceof String module && names.get(1) instanceof String name) {
            return global(module, name);
        }
        throw damaged("names a class by something that is no text");
    }

    private Object global(String module, String name) throws UnsupportedFileException {
        String path = module + "." + name;
        for (Global global : Global.values()) {
            if (global.path().equals(path)) {
                return global;
            }
        }
        if (module.equals("torch")) {
            var format = StoredType.ofTorchStorage(name);
            if (format.isPresent()) {
                return format.get();
            }
        }
        return placeholder(path);
    }

    private Opaque placeholder(String path) {
        if (names.size() < MOST_NAMES) {
            names.add(path);
        }
        return new Opaque(path);
    }

    /**
     * Of a checkpoint, texts of Python 2 are texts, and other bytes belong to what is not read. Of data, either may be the
     * numbers of an array, and stays where it is.
     */
    private void bytes(long count, boolean text) throws IOException {
        if (!ofData) {
            if (text) {
                push(in.text(count));
            } else {
                in.skip(count);
                push(new Opaque("bytes"));
            }
            return;
        }
        long from = in.position();
        String name = "";
        if (count <= LONGEST_NAME) {
            name = new String(in.bytes(count), StandardCharsets.ISO_8859_1);
        } else {
            in.skip(count);
        }
        push(new Bytes(from, count, name));
    }

    private void create(List<Object> classAndArguments, String opcode) throws IOException {
        if (!(classAndArguments.get(0) instanceof Opaque made)) {
            throw refused("uses the opcode " + opcode);
        }
        push(new Opaque(made.path()));
    }

    private void reduce() throws IOException {
        Object arguments = pop();
        Object function = pop();
        if (function instanceof Opaque opaque) {
            push(new Opaque(opaque.path(), arguments));
            return;
        }
        if (!(function instanceof Global global) || !(arguments instanceof Tuple tuple)) {
            throw damaged("calls something that is no function");
        }
        push(made(global, tuple.items()));
    }

    private Object made(Global global, List<Object> given) throws IOException {
        return switch (global) {
            case ORDERED_DICT -> {
                if (!given.isEmpty()) {
                    throw refused("calls OrderedDict with arguments");
                }
                yield new LinkedHashMap<>();
            }
            case DEFAULT_DICT -> new LinkedHashMap<>();
            case REBUILD_TENSOR, REBUILD_OLD_TENSOR -> tensors.tensor(given);
            case REBUILD_PARAMETER, REBUILD_PARAMETER_WITH_STATE -> tensors.parameter(given);
            case REBUILD_SUBCLASS -> {
                boolean known = given.size() > 2 && given.get(0) instanceof Global && given.get(2) instanceof Tuple;
                yield known && given.get(0) != Global.REBUILD_SUBCLASS
                        ? made((Global) given.get(0), ((Tuple) given.get(2)).items())
                        : new Opaque(global.path());
            }
            case SIZE -> given.isEmpty() ? new Tuple(List.of()) : given.get(0);
        };
    }

    /**
     * Python would set attributes. A placeholder keeps them; a dictionary has one that PyTorch writes (versions of its
     * modules), which is left out.
     */
    private void build() throws IOException {
        Object state = pop();
        if (peek() instanceof Opaque opaque) {
            opaque.setState(state);
        } else if (!(peek() instanceof Map)) {
            throw refused("sets attributes of something that is no dictionary");
        }
    }

    private void append(List<Object> items) throws IOException {
        if (peek() instanceof Opaque) {
            return;
        }
        if (!(peek() instanceof List)) {
            throw damaged("appends to something that is no list");
        }
        @SuppressWarnings("unchecked") // Every list here was made by this class as a list of objects.
        List<Object> list = (List<Object>) peek();
        list.addAll(items);
    }

    private void setItems(List<Object> items) throws IOException {
        if (peek() instanceof Opaque) {
            return;
        }
        if (!(peek() instanceof Map) || items.size() % 2 != 0) {
            throw damaged("sets items of something that is no dictionary");
        }
        @SuppressWarnings("unchecked") // As above.
        Map<Object, Object> map = (Map<Object, Object>) peek();
        for (int i = 0; i < items.size(); i += 2) {
            Object key = items.get(i);
            if (key instanceof List || key instanceof Map) {
                throw refused("has a dictionary whose keys are lists or dictionaries");
            }
            map.put(key, items.get(i + 1));
        }
    }

    private static long longOf(byte[] littleEndian) {
        byte[] bytes = new byte[littleEndian.length + 1];
        for (int i = 0; i < littleEndian.length; i++) {
            bytes[littleEndian.length - i] = littleEndian[i];
        }
        if (littleEndian.length > 0) {
            bytes[0] = (byte) (littleEndian[littleEndian.length - 1] < 0 ? -1 : 0);
        }
        // PyTorch's magic number has 80 bits: its lowest 64 tell it well enough.
        return new BigInteger(bytes).longValue();
    }

    private void remember(long index) throws DamagedFileException {
        take(CONTAINER);
        memo.put(index, peek());
    }

    private Object remembered(long index) throws DamagedFileException {
        Object value = memo.get(index);
        if (value == null) {
            throw damaged("refers to something that it does not hold");
        }
        return value;
    }

    private void push(Object value) throws DamagedFileException {
        boolean contains = value instanceof Map || value instanceof List || value instanceof Tuple;
        take(contains ? CONTAINER : VALUE + (value instanceof String text ? text.length() : 0));
        stack.add(value);
    }

    /** Counts memory before it is taken for good; what a pickle throws away again is counted as well. */
    private void take(long bytes) throws DamagedFileException {
        memory += bytes;
        if (memory > mostMemory) {
            throw damaged("holds more values than any state dict of its size");
        }
    }

    private Object peek() throws DamagedFileException {
        if (stack.isEmpty() || stack.get(stack.size() - 1) == Mark.MARK) {
            throw damaged("uses a value that is not there");
        }
        return stack.get(stack.size() - 1);
    }

    private Object pop() throws DamagedFileException {
        peek();
        return stack.remove(stack.size() - 1);
    }

    private List<Object> popLast(int count) throws DamagedFileException {
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            values.add(0, pop());
        }
        return values;
    }

    private List<Object> popToMark() throws DamagedFileException {
        int mark = stack.lastIndexOf(Mark.MARK);
        if (mark < 0) {
            throw damaged("uses a value that is not there");
        }
        List<Object> values = new ArrayList<>(stack.subList(mark + 1, stack.size()));
        stack.subList(mark, stack.size()).clear();
        return values;
    }

    private DamagedFileException damaged(String what) {
        return new DamagedFileException(file, "is damaged: its pickle " + what + "; save or copy it again");
    }

    private UnsupportedFileException refused(String what) {
        return new UnsupportedFileException(
                file,
                "is not opened, for a pickle can run code: it "
                        + (names.isEmpty() ? "" : "asks for " + Excerpt.of(String.join(", ", names)) + " and ") + what
                        + ", and "
                        + (ofData
                                ? PickledArrays.ADVICE
                                : "only tensors in dictionaries are read; save model.state_dict() alone"));
    }
}
