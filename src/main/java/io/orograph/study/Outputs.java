package io.orograph.study;

import static io.orograph.export.OutputFormat.Holds.ALL;
import static io.orograph.export.OutputFormat.Holds.GRID;
import static io.orograph.export.OutputFormat.Holds.PATH;
import static io.orograph.export.OutputFormat.Holds.SHAPE;

import io.orograph.export.Exportable;
import io.orograph.export.Figure;
import io.orograph.export.FigureFile;
import io.orograph.export.LandscapeCsv;
import io.orograph.export.OutputFormat;
import io.orograph.export.OutputFormats;
import io.orograph.export.ResultHdf5;
import io.orograph.export.ResultJson;
import io.orograph.export.ResultTable;
import io.orograph.export.mesh.GlbFile;
import io.orograph.export.mesh.LandscapeMesh;
import io.orograph.export.mesh.ObjFile;
import io.orograph.export.mesh.StlFile;
import io.orograph.export.mesh.VtpFile;
import io.orograph.export.mesh.VtsFile;
import io.orograph.export.page.LandscapePage;
import io.orograph.figure.film.Film;
import io.orograph.figure.film.GifFile;
import io.orograph.figure.film.Mp4File;
import io.orograph.landscape.Landscape;
import io.orograph.plot.ColorMap;
import io.orograph.plot.LandscapeData;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The formats that results are written in, a list for each kind of result. The options of the command line, their help
 * and messages, and what the window offers follow from them.
 *
 * <p>A writer that needs a library stands in a lambda: a reference to its method would load the library with this list.
 */
public final class Outputs {

    /** A landscape with what was found about it. */
    public static final OutputFormats<LandscapeStudy.Result> LANDSCAPE =
            landscape(LandscapeData::automatic, ColorMap.standard());

    /** The numbers of any other study. */
    public static final OutputFormats<Exportable> NUMBERS = OutputFormats.of(OutputFormat.npz())
            .with(OutputFormat.whole("CSV", "Table (csv)", ".csv", ResultTable::write))
            .with(OutputFormat.whole("JSON", "JSON (json)", ".json", Outputs::writeJson))
            .with(OutputFormat.whole("HDF5", "HDF5 (h5)", ".h5", (file, r) -> ResultHdf5.write(file, r)));

    /** Weights of the open network as arrays. */
    public static final OutputFormats<WeightsFile> ARRAYS =
            OutputFormats.of(OutputFormat.whole("NPZ", "Weights (npz)", ".npz", WeightsFile::writeArrays));

    /** Weights of the open network. */
    public static final OutputFormats<WeightsFile> WEIGHTS = OutputFormats.of(
                    OutputFormat.whole("ONNX", "ONNX model (onnx)", ".onnx", WeightsFile::writeModel))
            .with(ARRAYS.all().get(0));

    /** A figure. */
    public static final OutputFormats<Figure> FIGURE = OutputFormats.of(
                    OutputFormat.whole("PNG", "PNG picture (png)", ".png", FigureFile::writePng))
            .with(OutputFormat.whole("SVG", "SVG drawing (svg)", ".svg", FigureFile::writeSvg))
            .with(OutputFormat.whole("PDF", "PDF page (pdf)", ".pdf", FigureFile::writePdf))
            .with(new OutputFormat<>(
                    "TIFF", "TIFF picture (tiff)", List.of(".tiff", ".tif"), ALL, FigureFile::writeTiff));

    /** A moving picture. */
    public static final OutputFormats<Film> FILM = OutputFormats.of(OutputFormat.whole(
                    "MP4", "MP4 film (mp4)", ".mp4", (Path file, Film film) -> Mp4File.write(file, film)))
            .with(OutputFormat.whole(
                    "GIF", "Animated GIF (gif)", ".gif", (Path file, Film film) -> GifFile.write(file, film)));

    /** A report. */
    public static final OutputFormats<ReportStudy.Result> REPORT = OutputFormats.of(
                    OutputFormat.<ReportStudy.Result>whole(
                            "HTML", "Page for a browser (html)", ".html", ReportPage::write))
            .with(OutputFormat.whole(
                    "PDF", "Pages to print (pdf)", ".pdf", (file, report) -> ReportPage.writePaper(file, report)));

    private Outputs() {}

    /**
     * Returns the same formats where a page shows a landscape as a person wants.
     *
     * @param shown what heights and colours of a landscape are
     * @param colors the map of colours
     */
    public static OutputFormats<LandscapeStudy.Result> landscape(
            Function<Landscape, LandscapeData> shown, ColorMap colors) {
        return OutputFormats.of(OutputFormat.<LandscapeStudy.Result>npz())
                .with(landscape(
                        "CSV", "Table (csv)", ".csv", GRID, (file, r) -> LandscapeCsv.write(file, r.landscape())))
                .with(landscape("JSON", "JSON with readouts (json)", ".json", ALL, Outputs::writeJson))
                .with(landscape("HDF5", "HDF5 (h5)", ".h5", ALL, (file, r) -> ResultHdf5.write(file, r)))
                .with(landscape(
                        "HTML",
                        "Page to turn in a browser (html)",
                        ".html",
                        PATH,
                        (file, r) -> LandscapePage.write(
                                file, r.landscape(), shown.apply(r.landscape()), colors, r.provenance())))
                .with(mesh("VTS", "ParaView, structured grid (vts)", ".vts", GRID, VtsFile::write))
                .with(mesh("VTP", "ParaView, surface and path (vtp)", ".vtp", PATH, VtpFile::write))
                .with(mesh(
                        "glTF",
                        "3-D scene for slides, glTF (glb)",
                        ".glb",
                        PATH,
                        (file, mesh) -> GlbFile.write(file, mesh)))
                .with(mesh("OBJ", "Mesh with colours (obj, mtl)", ".obj", SHAPE, ObjFile::write))
                .with(mesh("STL", "Solid to print (stl)", ".stl", SHAPE, StlFile::write));
    }

    private static OutputFormat<LandscapeStudy.Result> landscape(
            String name,
            String title,
            String ending,
            OutputFormat.Holds holds,
            OutputFormat.Writing<LandscapeStudy.Result> writing) {
        return new OutputFormat<>(name, title, List.of(ending), holds, writing);
    }

    private static OutputFormat<LandscapeStudy.Result> mesh(
            String name,
            String title,
            String ending,
            OutputFormat.Holds holds,
            OutputFormat.Writing<LandscapeMesh> writing) {
        return landscape(
                name,
                title,
                ending,
                holds,
                (file, result) -> writing.write(file, new LandscapeMesh(result.landscape(), result.provenance())));
    }

    private static void writeJson(Path file, LandscapeStudy.Result result) throws IOException {
        ResultJson.write(file, result, LandscapeReadouts.of(result.landscape()));
    }

    private static void writeJson(Path file, Exportable result) throws IOException {
        ResultJson.write(file, result, Map.of());
    }
}
