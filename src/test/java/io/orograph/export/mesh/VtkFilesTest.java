package io.orograph.export.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.orograph.export.PythonWithNumpy;
import io.orograph.landscape.Landscape;
import io.orograph.provenance.ProvenanceJson;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.StringTokenizer;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** VTS and VTP hold every number to the bit, and ParaView's own reader finds them there. */
final class VtkFilesTest {

    /** What python3-vtk9 says, Debian's package of ParaView's readers. */
    private static final String SCRIPT = """
            import sys
            import numpy as np
            from vtkmodules.util.numpy_support import vtk_to_numpy
            from vtkmodules.vtkIOXML import vtkXMLPolyDataReader, vtkXMLStructuredGridReader
            folder = sys.argv[1]
            def read(reader, name):
                reader.SetFileName(folder + "/" + name)
                reader.Update()
                return reader.GetOutput()
            def data(grid, name):
                return vtk_to_numpy(grid.GetPointData().GetArray(name))
            s = read(vtkXMLStructuredGridReader(), "s.vts")
            assert s.GetDimensions() == (7, 6, 1), s.GetDimensions()
            assert s.GetPointData().GetScalars().GetName() == "loss"
            places = vtk_to_numpy(s.GetPoints().GetData())
            assert places.dtype == np.float64 and places[41].tolist() == [1, 3, places[41, 2]]
            loss = data(s, "loss")
            assert loss.dtype == np.float64 and np.isnan(loss[16]) and np.isnan(loss[24]) and loss[32] == np.inf
            print(" ".join(float(v).hex() for v in loss))
            assert [i for i in range(42) if not s.IsPointVisible(i)] == [16, 24, 32]
            assert s.GetFieldData().GetAbstractArray("provenance").GetValue(0).startswith('{"model":"<digits>')
            p = read(vtkXMLPolyDataReader(), "s.vtp")
            assert p.GetNumberOfPoints() == 45 and p.GetNumberOfPolys() == 20 and p.GetNumberOfLines() == 1
            assert data(p, "loss")[42:].tolist() == [1.25, 0.75, 0.625]
            assert data(p, "residual")[42:].tolist() == [0.25] * 3
            assert p.GetCell(0).GetPointIds().GetNumberOfIds() == 3, "lines come first"
            assert vtk_to_numpy(p.GetPoints().GetData())[44, :2].tolist() == [0.1, 2.9]
            """;

    @TempDir
    private Path folder;

    @Test
    void theStructuredGridHoldsEveryBit() throws IOException {
        LandscapeMesh mesh = Meshes.withHoles(16, 24, 32);
        Landscape landscape = mesh.landscape();
        VtsFile.write(folder.resolve("s.vts"), mesh);
        Map<String, ByteBuffer> arrays = read("s.vts");
        assertThat(doubles(arrays.get("loss"))).isEqualTo(landscape.losses());
        assertThat(doubles(arrays.get("loss_se"))).isEqualTo(landscape.standardErrors());
        assertThat(doubles(arrays.get("accuracy"))).isEqualTo(landscape.accuracies());
        double[] places = doubles(arrays.get("Points"));
        for (int cell = 0; cell < 42; cell++) {
            assertThat(places[3 * cell]).isEqualTo(landscape.grid().alpha().value(cell % 7));
            assertThat(places[3 * cell + 1]).isEqualTo(landscape.grid().beta().value(cell / 7));
            boolean hole = cell == 16 || cell == 24 || cell == 32;
            assertThat(arrays.get("vtkGhostType").get(cell)).isEqualTo((byte) (hole ? 2 : 0));
            assertThat(places[3 * cell + 2] == 0).isEqualTo(hole || mesh.share(cell) == 0);
        }
    }

    @Test
    void thePolygonsHoldThePath() throws IOException {
        LandscapeMesh mesh = Meshes.withHoles(16);
        VtpFile.write(folder.resolve("s.vtp"), mesh);
        Map<String, ByteBuffer> arrays = read("s.vtp");
        double[] losses = doubles(arrays.get("loss"));
        assertThat(losses).hasSize(45).startsWith(mesh.landscape().losses());
        assertThat(losses).endsWith(1.25, 0.75, 0.625);
        assertThat(doubles(arrays.get("plane_loss"))).endsWith(1.25 / 1.5, 0.75 / 1.5, 0.625 / 1.5);
        assertThat(ints(arrays.get("Lines/connectivity"))).containsExactly(42, 43, 44);
        assertThat(ints(arrays.get("Lines/offsets"))).containsExactly(3);
        assertThat(ints(arrays.get("Verts/connectivity"))).isEmpty();
        assertThat(ints(arrays.get("Polys/connectivity")))
                .hasSize(4 * (30 - 4))
                .isEqualTo(mesh.squares())
                .doesNotContain(16);
    }

    @Test
    void paraViewsOwnReaderReadsThem() throws IOException {
        Optional<PythonWithNumpy> python = PythonWithNumpy.find();
        assumeTrue(python.isPresent(), "NumPy is not installed");
        assumeTrue(python.get().run("import vtkmodules.vtkIOXML", folder).isEmpty(), "python3-vtk9 is not installed");
        LandscapeMesh mesh = Meshes.withHoles(16, 24, 32);
        VtsFile.write(folder.resolve("s.vts"), mesh);
        VtpFile.write(folder.resolve("s.vtp"), mesh);
        StringTokenizer said = new StringTokenizer(python.get().run(SCRIPT, folder));
        for (double loss : mesh.landscape().losses()) {
            String hex = said.nextToken();
            if (Double.isFinite(loss)) {
                assertThat(Double.parseDouble(hex)).isEqualTo(loss);
            }
        }
        assertThat(said.hasMoreTokens()).isFalse();
    }

    /** Returns the arrays by name, those of lines and polygons with the name of their element before. */
    private Map<String, ByteBuffer> read(String name) throws IOException {
        Document document = parsed(folder.resolve(name));
        Map<String, ByteBuffer> arrays = new HashMap<>();
        NodeList elements = document.getElementsByTagName("DataArray");
        for (int i = 0; i < elements.getLength(); i++) {
            Element array = (Element) elements.item(i);
            String parent = array.getParentNode().getNodeName();
            if (array.getAttribute("type").equals("String")) {
                assertThat(text(array.getTextContent())).isEqualTo(ProvenanceJson.write(Meshes.PROVENANCE));
                continue;
            }
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(array.getTextContent()))
                    .order(ByteOrder.LITTLE_ENDIAN);
            assertThat(bytes.getLong()).isEqualTo(bytes.remaining());
            String prefix = parent.endsWith("s") && !parent.equals("Points") ? parent + "/" : "";
            arrays.put(prefix + array.getAttribute("Name"), bytes.slice().order(ByteOrder.LITTLE_ENDIAN));
        }
        return arrays;
    }

    private static Document parsed(Path file) throws IOException {
        try {
            return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException(e);
        }
    }

    private static String text(String codes) {
        String[] numbers = codes.strip().split(" ");
        byte[] bytes = new byte[numbers.length - 1];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Integer.parseInt(numbers[i]);
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static double[] doubles(ByteBuffer bytes) {
        double[] values = new double[bytes.remaining() / Double.BYTES];
        bytes.asDoubleBuffer().get(values);
        return values;
    }

    private static int[] ints(ByteBuffer bytes) {
        int[] values = new int[bytes.remaining() / Integer.BYTES];
        bytes.asIntBuffer().get(values);
        return values;
    }
}
