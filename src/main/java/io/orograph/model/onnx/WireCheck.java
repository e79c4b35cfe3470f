package io.orograph.model.onnx;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import onnx.OnnxMl.ModelProto;
import org.nd4j.shade.protobuf.ByteString;
import org.nd4j.shade.protobuf.CodedInputStream;
import org.nd4j.shade.protobuf.Descriptors.Descriptor;
import org.nd4j.shade.protobuf.Descriptors.FieldDescriptor;
import org.nd4j.shade.protobuf.InvalidProtocolBufferException;
import org.nd4j.shade.protobuf.WireFormat;

/**
 * Walks over a protobuf message without building it, to bound what building it costs: two bytes in the file can become
 * an object of a hundred bytes, and the parser follows nested groups until the stack is full.
 */
final class WireCheck {

    /** Far above any real model (a large transformer has some 10⁵), and some 150 MB when built. */
    static final int MOST_OBJECTS = 1_000_000;

    /** What a small file may hold: two bytes are enough for an object of 150. */
    private static final int FEW_OBJECTS = 200_000;

    private static final int BYTES_PER_OBJECT = 32;

    /** A tensor in a node's attribute is at depth 5; every subgraph adds 3. */
    static final int MOST_LEVELS = 50;

    private final CodedInputStream in;
    private final int mostObjects;
    private int objects;

    private WireCheck(CodedInputStream in, int bytes) {
        this.in = in;
        this.mostObjects = Math.min(MOST_OBJECTS, FEW_OBJECTS + bytes / BYTES_PER_OBJECT);
    }

    /**
     * Walks over a whole model.
     *
     * @throws InvalidProtocolBufferException if the bytes are not a protobuf message, end too soon, hold more
     *     strings and messages than its size gives, {@link #MOST_OBJECTS} at most, nest deeper than {@link #MOST_LEVELS}, or hold a group, which
     *     ONNX never uses, or a message in several parts
     */
    static void check(ByteString model) throws IOException {
        new WireCheck(model.newCodedInput(), model.size()).message(ModelProto.getDescriptor(), 1);
    }

    private void message(Descriptor type, int level) throws IOException {
        if (level > MOST_LEVELS) {
            throw new InvalidProtocolBufferException("it nests more than " + MOST_LEVELS + " levels deep");
        }
        Set<FieldDescriptor> met = null;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (WireFormat.getTagWireType(tag)) {
                case WireFormat.WIRETYPE_LENGTH_DELIMITED -> {
                    FieldDescriptor field = type.findFieldByNumber(WireFormat.getTagFieldNumber(tag));
                    if (isSingleMessage(field)) {
                        met = met == null ? new HashSet<>() : met;
                        requireOnce(field, met);
                    }
                    delimited(field, level);
                }
                case WireFormat.WIRETYPE_START_GROUP, WireFormat.WIRETYPE_END_GROUP ->
                    throw new InvalidProtocolBufferException("it holds a protobuf group");
                default -> in.skipField(tag);
            }
        }
    }

    private static boolean isSingleMessage(FieldDescriptor field) {
        return field != null && field.getType() == FieldDescriptor.Type.MESSAGE && !field.isRepeated();
    }

    /** The parser copies all it has of a message whenever a further part of it comes, which nobody writes. */
    private static void requireOnce(FieldDescriptor field, Set<FieldDescriptor> met)
            throws InvalidProtocolBufferException {
        if (!met.add(field)) {
            throw new InvalidProtocolBufferException("it holds \"" + field.getName() + "\" twice in one message");
        }
    }

    private void delimited(FieldDescriptor field, int level) throws IOException {
        if (++objects > mostObjects) {
            throw new InvalidProtocolBufferException("it holds more than " + mostObjects + " strings and messages");
        }
        int length = in.readRawVarint32();
        if (field == null || field.getType() != FieldDescriptor.Type.MESSAGE) {
            in.skipRawBytes(length);
            return;
        }
        int outer = in.pushLimit(length);
        message(field.getMessageType(), level + 1);
        in.popLimit(outer);
    }
}
