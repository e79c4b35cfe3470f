package io.orograph.task;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * The results that long work has so far, unit by unit, so that the same work need not compute them again: rows of numbers in
 * named tables. Whoever computes a unit asks here first; whoever stores them takes {@link #tables} at any time. Work that is
 * done again in the same order and finds a part of its units here ends with the same bits as work that found none.
 *
 * <p>Tables may be asked from any thread. A {@link #part} is computed by one thread at a time, which may have others
 * compute for it.
 */
public final class Kept {

    /** Keeps nothing: every unit is computed. */
    public static final Kept NOTHING = new Kept(null, "");

    private final Store store;
    private final String prefix;

    /** Numbers before the values of a row that is found by a digest. */
    private static final int DIGEST = 2;

    /** Rows of so many numbers are always kept. */
    private static final int SMALL = 1024;

    /** So much memory the long rows that are found by a digest may take. */
    private static final long MOST_BYTES = Runtime.getRuntime().maxMemory() / 10;

    /** What is kept, and where work that is done one after the other is. */
    private static final class Store {
        private final Map<String, KeptTable> tables = new TreeMap<>();
        private final AtomicLong changes = new AtomicLong();
        private final Map<String, Map<Long, Integer>> digests = new HashMap<>();
        private final Deque<String> parts = new ArrayDeque<>();

        private synchronized void forget(String part) {
            tables.keySet().removeIf(name -> name.startsWith(part));
            digests.keySet().removeIf(name -> name.startsWith(part));
        }

        private synchronized Optional<double[]> find(String table, int row) {
            return Optional.ofNullable(tables.get(table)).flatMap(rows -> rows.find(row));
        }

        private synchronized String path(String prefix) {
            return parts.isEmpty() ? prefix : parts.peek() + prefix;
        }

        private synchronized void begin(String part) {
            parts.push(part);
        }

        private synchronized void end() {
            parts.pop();
        }

        private synchronized Optional<double[]> known(String table, long digest) {
            return Optional.ofNullable(rows(table).get(digest))
                    .flatMap(row -> find(table, row))
                    .map(row -> Arrays.copyOfRange(row, DIGEST, row.length));
        }

        /** Returns the rows of a table by the digest that each begins with. */
        private Map<Long, Integer> rows(String table) {
            return digests.computeIfAbsent(table, name -> {
                Map<Long, Integer> rows = new HashMap<>();
                KeptTable there = tables.get(name);
                if (there != null) {
                    there.firsts(DIGEST).forEach((row, first) -> rows.put(joined(first), row));
                }
                return rows;
            });
        }

        private synchronized void know(String table, long digest, double[] values) {
            if (values.length > SMALL && bytes() + (long) Double.BYTES * values.length > MOST_BYTES) {
                return;
            }
            double[] row = new double[DIGEST + values.length];
            // Whole numbers of 32 bits each: a double has no room for 64.
            row[0] = digest >>> 32;
            row[1] = digest & 0xFFFFFFFFL;
            System.arraycopy(values, 0, row, DIGEST, values.length);
            Map<Long, Integer> rows = rows(table);
            put(table, rows.computeIfAbsent(digest, key -> rows.size()), row);
        }

        private static long joined(double[] first) {
            return (long) first[0] << 32 | (long) first[1];
        }

        private synchronized long longBytes() {
            return bytes();
        }

        private long bytes() {
            return tables.values().stream().mapToLong(KeptTable::longBytes).sum();
        }

        private synchronized void put(String table, int row, double[] values) {
            tables.computeIfAbsent(table, name -> new KeptTable()).put(row, values);
            changes.incrementAndGet();
        }

        private synchronized Map<String, Rows> copy() {
            Map<String, Rows> copy = new TreeMap<>();
            tables.forEach((name, rows) -> copy.put(name, rows.copy()));
            return copy;
        }
    }

    /**
     * The rows of a table.
     *
     * @param numbers of the short rows, in ascending order
     * @param values of the short rows, one behind the other, all of one width
     * @param others the other rows by number
     */
    public record Rows(int[] numbers, double[] values, Map<Integer, double[]> others) {

        /** Returns how many values each of the short rows has. */
        public int width() {
            return numbers.length == 0 ? 0 : values.length / numbers.length;
        }
    }

    private Kept(Store store, String prefix) {
        this.store = store;
        this.prefix = prefix;
    }

    /** Makes an empty one. */
    public Kept() {
        this(new Store(), "");
    }

    /** Returns the same store for a part of the work, whose tables have names of their own. */
    public Kept within(String name) {
        return store == null ? this : new Kept(store, prefix + name + "/");
    }

    /** Tells whether anything is kept here at all. */
    public boolean isOn() {
        return store != null;
    }

    /** Returns a unit if it is there; not to be written to. */
    public Optional<double[]> find(String table, int row) {
        return store == null ? Optional.empty() : store.find(prefix + table, row);
    }

    /** Keeps a unit; the array is not copied and must not change. */
    public void put(String table, int row, double[] values) {
        if (store != null) {
            store.put(prefix + table, row, values);
        }
    }

    /** Returns a unit, computed if it is not there; not to be written to. */
    public double[] unit(String table, int row, Supplier<double[]> computed) {
        Optional<double[]> known = find(table, row);
        if (known.isPresent()) {
            return known.get();
        }
        double[] values = computed.get();
        put(table, row, values);
        return values;
    }

    /**
     * Returns a unit that follows from numbers, computed if none from the same numbers is there; not to be written to. From any
     * thread. Of long ones no more is kept than the memory has room for.
     *
     * @param digest of the numbers: see {@link #digest}
     */
    public double[] memo(String table, long digest, Supplier<double[]> computed) {
        if (store == null) {
            return computed.get();
        }
        Optional<double[]> known = store.known(path() + table, digest);
        if (known.isPresent()) {
            return known.get();
        }
        double[] values = computed.get();
        store.know(path() + table, digest, values);
        return values;
    }

    /** Returns a number by which vectors are told apart, bit by bit. */
    public static long digest(double[]... vectors) {
        long digest = vectors.length;
        for (double[] vector : vectors) {
            digest = mixed(digest ^ vector.length);
            for (double value : vector) {
                digest = mixed(digest ^ Double.doubleToRawLongBits(value));
            }
        }
        return digest;
    }

    /** The finalizer of SplitMix64 (Steele, Lea and Flood 2014), after a step of its sequence. */
    private static long mixed(long value) {
        long z = value + 0x9E3779B97F4A7C15L;
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }

    /**
     * Returns a unit that is made of others: while it is computed they are kept one by one, and afterwards only the whole.
     */
    public double[] part(String table, int row, Supplier<double[]> computed) {
        if (store == null) {
            return computed.get();
        }
        String here = path() + table;
        Optional<double[]> known = store.find(here, row);
        if (known.isPresent()) {
            return known.get();
        }
        String inner = here + "/" + row + "/";
        store.begin(inner);
        double[] values;
        try {
            values = computed.get();
        } finally {
            store.end();
        }
        store.put(here, row, values);
        store.forget(inner);
        return values;
    }

    /**
     * Does work whose units and parts are kept beside those of the part that is being computed: others need them too, and
     * they stay when that part is there.
     */
    public <T> T aside(Supplier<T> work) {
        if (store == null) {
            return work.get();
        }
        store.begin("");
        try {
            return work.get();
        } finally {
            store.end();
        }
    }

    private String path() {
        return store.path(prefix);
    }

    /** Returns a number that grows with every unit that is kept. */
    public long changes() {
        return store == null ? 0 : store.changes.get();
    }

    /** Returns how many bytes the long rows take that are there. */
    public long longBytes() {
        return store == null ? 0 : store.longBytes();
    }

    /** Returns all tables with their rows as they are now. */
    public Map<String, Rows> tables() {
        return store == null ? Map.of() : store.copy();
    }
}
