package io.orograph.data.parquet;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.StringLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;

/**
 * A column of a Parquet file.
 *
 * @param name its path between points, without the names that the format gives to lists
 * @param depth lists in lists; 0 for a single value a row
 * @param present the definition level from which on a list has an element
 */
public record Column(ColumnDescriptor descriptor, String name, Kind kind, int depth, int present) {

    /** What a value is. */
    public enum Kind {
        WHOLE("int64"),
        BYTE("uint8"),
        FLOAT("float32"),
        DOUBLE("float64"),
        BOOLEAN("bool"),
        TEXT("text"),
        BYTES("bytes"),
        /** Dates, decimals and the like: read as text, and as no array of numbers. */
        OTHER("other");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        /** Returns NumPy's name of it, where it has one. */
        public String label() {
            return label;
        }
    }

    private static final Set<String> OF_LISTS = Set.of("list", "element", "item", "array", "bag", "array_element");

    static Column of(MessageType schema, ColumnDescriptor descriptor) {
        List<String> names = new ArrayList<>();
        String[] path = descriptor.getPath();
        Type type = schema;
        int level = 0;
        int present = 0;
        for (int i = 0; i < path.length; i++) {
            type = type.asGroupType().getType(path[i]);
            level += type.isRepetition(Type.Repetition.REQUIRED) ? 0 : 1;
            if (type.isRepetition(Type.Repetition.REPEATED)) {
                present = level;
            }
            if (i == 0 || descriptor.getMaxRepetitionLevel() == 0 || !OF_LISTS.contains(path[i])) {
                names.add(path[i]);
            }
        }
        return new Column(
                descriptor,
                String.join(".", names),
                kind(descriptor.getPrimitiveType()),
                descriptor.getMaxRepetitionLevel(),
                present);
    }

    private static Kind kind(PrimitiveType type) {
        LogicalTypeAnnotation logical = type.getLogicalTypeAnnotation();
        if (logical instanceof StringLogicalTypeAnnotation
                || logical instanceof LogicalTypeAnnotation.EnumLogicalTypeAnnotation) {
            return Kind.TEXT;
        }
        if (logical instanceof IntLogicalTypeAnnotation whole) {
            boolean small = !whole.isSigned() && whole.getBitWidth() == Byte.SIZE;
            return small ? Kind.BYTE : Kind.WHOLE;
        }
        if (logical != null) {
            return Kind.OTHER;
        }
        return switch (type.getPrimitiveTypeName()) {
            case INT32, INT64 -> Kind.WHOLE;
            case FLOAT -> Kind.FLOAT;
            case DOUBLE -> Kind.DOUBLE;
            case BOOLEAN -> Kind.BOOLEAN;
            case BINARY -> Kind.BYTES;
            default -> Kind.OTHER;
        };
    }

    /** Returns whether the column holds numbers, true and false among them. */
    public boolean isNumeric() {
        return kind != Kind.TEXT && kind != Kind.BYTES && kind != Kind.OTHER;
    }

    private boolean isNull(ColumnReader reader) {
        return reader.getCurrentDefinitionLevel() < descriptor.getMaxDefinitionLevel();
    }

    /** Returns the current value as a table has it; empty for none. */
    String text(ColumnReader reader) {
        if (isNull(reader)) {
            return "";
        }
        PrimitiveType type = descriptor.getPrimitiveType();
        return switch (type.getPrimitiveTypeName()) {
            case INT32 -> type.stringifier().stringify(reader.getInteger());
            case INT64 -> type.stringifier().stringify(reader.getLong());
            case FLOAT -> Double.toString(reader.getFloat());
            case DOUBLE -> Double.toString(reader.getDouble());
            case BOOLEAN -> Boolean.toString(reader.getBoolean());
            default -> type.stringifier().stringify(reader.getBinary());
        };
    }

    /** Returns the current number; NaN for none. */
    double number(ColumnReader reader) {
        if (isNull(reader)) {
            return Double.NaN;
        }
        return switch (descriptor.getPrimitiveType().getPrimitiveTypeName()) {
            case INT32 -> isUnsigned() ? Integer.toUnsignedLong(reader.getInteger()) : reader.getInteger();
            case INT64 -> reader.getLong();
            case FLOAT -> reader.getFloat();
            case DOUBLE -> reader.getDouble();
            case BOOLEAN -> reader.getBoolean() ? 1 : 0;
            default -> Double.NaN;
        };
    }

    private boolean isUnsigned() {
        return descriptor.getPrimitiveType().getLogicalTypeAnnotation() instanceof IntLogicalTypeAnnotation whole
                && !whole.isSigned();
    }

    /** Returns the current bytes; none for no value. */
    byte[] bytes(ColumnReader reader) {
        if (isNull(reader)) {
            return new byte[0];
        }
        // A view first, which ends within its page: getBytes would make an array as long as a broken file claims.
        ByteBuffer view = reader.getBinary().toByteBuffer();
        byte[] bytes = new byte[view.remaining()];
        view.get(bytes);
        return bytes;
    }
}
