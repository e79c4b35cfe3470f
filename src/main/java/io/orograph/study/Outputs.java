package io.orograph.study;

import io.orograph.export.Exportable;
import io.orograph.export.Figure;
import io.orograph.export.FigureFile;
import io.orograph.export.LandscapeCsv;
import io.orograph.export.OutputFormat;
import io.orograph.export.OutputFormats;
import java.util.List;

/**
 * The formats that results are written in, a list for each kind of result. The options of the command line, their help
 * and messages, and what the window offers follow from them.
 */
public final class Outputs {

    /** A landscape with what was found about it. */
    public static final OutputFormats<LandscapeStudy.Result> LANDSCAPE = OutputFormats.of(
                    OutputFormat.<LandscapeStudy.Result>npz())
            .with(new OutputFormat<>(
                    "CSV",
                    "Table (csv)",
                    List.of(".csv"),
                    false,
                    (file, result) -> LandscapeCsv.write(file, result.landscape())));

    /** The numbers of any other study. */
    public static final OutputFormats<Exportable> NUMBERS = OutputFormats.of(OutputFormat.npz());

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
                    "TIFF", "TIFF picture (tiff)", List.of(".tiff", ".tif"), true, FigureFile::writeTiff));

    private Outputs() {}
}
