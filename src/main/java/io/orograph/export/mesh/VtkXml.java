package io.orograph.export.mesh;

import io.orograph.provenance.Provenance;
import io.orograph.provenance.ProvenanceJson;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * The XML files of VTK: elements with arrays in base64, little endian, each behind its length in bytes as UInt64, so that
 * every double is there to the bit. The provenance is a text of the field data.
 */
final class VtkXml implements AutoCloseable {

    private final Writer writer;
    private final String type;

    /**
     * Begins a file.
     *
     * @param type of the data set: {@code StructuredGrid}
     */
    VtkXml(OutputStream out, String type, Provenance provenance, String attributes) throws IOException {
        this.writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        this.type = type;
        writer.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<VTKFile type=\"" + type
                + "\" version=\"1.0\" byte_order=\"LittleEndian\" header_type=\"UInt64\">\n");
        open(type + attributes);
        open("FieldData");
        writeText("provenance", ProvenanceJson.write(provenance));
        close("FieldData");
    }

    /** Opens an element. */
    void open(String tag) throws IOException {
        writer.write("<" + tag + ">\n");
    }

    /** Closes an element. */
    void close(String tag) throws IOException {
        writer.write("</" + tag + ">\n");
    }

    /** Writes doubles. */
    void write(String name, int components, double[] values) throws IOException {
        ByteBuffer bytes = beginning(values.length * Double.BYTES);
        for (double value : values) {
            bytes.putDouble(value);
        }
        write("Float64", name, components, bytes);
    }

    /** Writes integers. */
    void write(String name, int components, int[] values) throws IOException {
        ByteBuffer bytes = beginning(values.length * Integer.BYTES);
        for (int value : values) {
            bytes.putInt(value);
        }
        write("Int32", name, components, bytes);
    }

    /** Writes small numbers. */
    void write(String name, byte[] values) throws IOException {
        write("UInt8", name, 1, beginning(values.length).put(values));
    }

    private static ByteBuffer beginning(int length) {
        return ByteBuffer.allocate(Math.addExact(Long.BYTES, length))
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(length);
    }

    private void write(String element, String name, int components, ByteBuffer bytes) throws IOException {
        writer.write("<DataArray type=\"" + element + "\" Name=\"" + name + "\" NumberOfComponents=\"" + components
                + "\" format=\"binary\">");
        ByteBuffer encoded = Base64.getEncoder().encode(bytes.flip());
        writer.write(StandardCharsets.US_ASCII.decode(encoded).toString());
        writer.write("</DataArray>\n");
    }

    /** Writes a text as VTK has it: its bytes as numbers, and a 0. */
    private void writeText(String name, String text) throws IOException {
        StringBuilder codes = new StringBuilder();
        for (byte code : text.getBytes(StandardCharsets.UTF_8)) {
            codes.append(code & 0xFF).append(' ');
        }
        writer.write("<DataArray type=\"String\" Name=\"" + name + "\" NumberOfTuples=\"1\" format=\"ascii\">" + codes
                + "0</DataArray>\n");
    }

    /** Ends the file; the stream stays open. */
    @Override
    public void close() throws IOException {
        close(type);
        close("VTKFile");
        writer.flush();
    }
}
