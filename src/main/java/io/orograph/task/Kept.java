package io.orograph.task;

import java.util.ArrayDeque;
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
 * <p>Tables may be asked from any thread. {@link #next} and {@link #part} count the units of work that is done one after the
 * other, for one thread at a time.
 */
public final class Kept {

    /** Keeps nothing: every unit is computed. */
    public static final Kept NOTHING = new Kept(null, "");

    private final Store store;
    private final String prefix;

    /** What is kept, and where work that is done one after the other is. */
    private static final class Store {
        private final Map<String, KeptTable> tables = new TreeMap<>();
        private final AtomicLong changes = new AtomicLong();
        private final Deque<String> parts = new ArrayDeque<>();
        private final Map<String, Integer> counts = new HashMap<>();

        private synchronized void forget(String part) {
            tables.keySet().removeIf(name -> name.startsWith(part));
            counts.keySet().removeIf(name -> name.startsWith(part));
        }

        private synchronized Optional<double[]> find(String table, int row) {
            return Optional.ofNullable(tables.get(table)).flatMap(rows -> rows.find(row));
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

    /** The units of work that is done again are not those that were kept. */
    public static final class OtherWorkException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        OtherWorkException(String table) {
            super("what was kept of " + table + " belongs to other work");
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
     * Returns the next of a sequence of units, within the {@link #part} that is being computed.
     *
     * @param check a number that the unit follows from, such as a digest of its arguments
     * @throws OtherWorkException if what is kept at this place followed from another number
     */
    public double[] next(String table, long check, Supplier<double[]> computed) {
        if (store == null) {
            return computed.get();
        }
        Kept here = new Kept(store, path());
        int row = store.counts.merge(path() + table, 1, Integer::sum) - 1;
        double[] kept = here.unit(table, row, () -> {
            double[] values = computed.get();
            double[] checked = new double[values.length + 1];
            checked[0] = check;
            System.arraycopy(values, 0, checked, 1, values.length);
            return checked;
        });
        if (kept.length == 0 || kept[0] != (double) check) {
            throw new OtherWorkException(path() + table);
        }
        double[] values = new double[kept.length - 1];
        System.arraycopy(kept, 1, values, 0, values.length);
        return values;
    }

    /**
     * Returns a unit that is made of others: while it is computed they are kept one by one, and afterwards only the whole.
     */
    public double[] part(String table, int row, Supplier<double[]> computed) {
        if (store == null) {
            return computed.get();
        }
        Kept here = new Kept(store, path());
        Optional<double[]> known = here.find(table, row);
        if (known.isPresent()) {
            return known.get();
        }
        String inner = path() + table + "/" + row + "/";
        store.parts.push(inner);
        double[] values;
        try {
            values = computed.get();
        } finally {
            store.parts.pop();
        }
        here.put(table, row, values);
        store.forget(inner);
        return values;
    }

    private String path() {
        return store.parts.isEmpty() ? prefix : store.parts.peek();
    }

    /** Returns a number that grows with every unit that is kept. */
    public long changes() {
        return store == null ? 0 : store.changes.get();
    }

    /** Returns all tables with their rows as they are now. */
    public Map<String, Rows> tables() {
        return store == null ? Map.of() : store.copy();
    }
}
