package io.orograph.export.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.orograph.file.Excerpt;
import io.orograph.landscape.Axis;
import io.orograph.landscape.Contour;
import io.orograph.landscape.Grid;
import io.orograph.landscape.Landscape;
import io.orograph.plot.BoxProjection;
import io.orograph.plot.BoxView;
import io.orograph.plot.ColorMap;
import io.orograph.plot.LandscapeData;
import io.orograph.plot.LossScale;
import io.orograph.plot.Overlay;
import io.orograph.plot.Quantity;
import io.orograph.plot.Rgb;
import io.orograph.plot.SurfaceLight;
import io.orograph.plot.Tick;
import io.orograph.plot.Ticks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * What the script of a page draws a surface from, as JSON: the values of the cells to the bit (null where a cell is not
 * evaluated, a text where it is not finite), scale, colours, ticks, contours, paths and marks.
 */
final class SurfaceData {

    private static final int TICKS = 6;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private SurfaceData() {}

    /**
     * Returns it for an element of a page: no text in it ends the element.
     *
     * @param shown what heights and colours show of the landscape
     */
    static String json(Landscape landscape, LandscapeData shown, ColorMap colors, Overlay overlay) {
        LossScale scale = shown.scale();
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("alpha", landscape.grid().alpha().values());
        data.put("beta", landscape.grid().beta().values());
        data.put("loss", cells(landscape, landscape::loss));
        data.put("loss_se", cells(landscape, landscape::standardError));
        if (landscape.hasAccuracy()) {
            data.put("accuracy", cells(landscape, landscape::accuracy));
        }
        data.put("height", quantity(shown));
        if (!shown.isOfOneQuantity()) {
            data.put("color", quantity(shown.colors()));
        }
        data.put(
                "colors",
                Arrays.stream(colors.table()).map(argb -> argb & 0xffffff).toArray());
        data.put("box", box(landscape.grid()));
        data.put("ambient", SurfaceLight.AMBIENT);
        data.put(
                "lamps",
                Arrays.stream(SurfaceLight.values()).map(SurfaceData::lamp).toList());
        data.put("ticks", ticks(landscape, scale));
        data.put("contours", shown.contours().stream().map(SurfaceData::contour).toList());
        data.put("lines", overlay.lines().stream().map(SurfaceData::line).toList());
        data.put("marks", overlay.marks().stream().map(SurfaceData::mark).toList());
        try {
            // Outside of its strings, where it may be written so, JSON has no such character.
            return MAPPER.writeValueAsString(data).replace("<", "\\u003c");
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a surface holds a value that JSON cannot say", e);
        }
    }

    /** Returns what heights or colours show: by what name, on which scale, and the numbers where they are not the losses. */
    private static Map<String, Object> quantity(LandscapeData shown) {
        LossScale scale = shown.scale();
        Quantity quantity = Quantity.of(shown.landscape());
        Map<String, Object> entries = new LinkedHashMap<>();
        entries.put("title", Excerpt.line(shown.lossTitle()));
        entries.put("name", quantity.title());
        entries.put("scale", Map.of("low", scale.low(), "high", scale.high(), "log", scale.logarithmic()));
        if (quantity != Quantity.LOSS) {
            entries.put("values", cells(shown.landscape(), shown.landscape()::loss));
        }
        return entries;
    }

    private static List<Object> cells(Landscape landscape, IntToDoubleFunction value) {
        List<Object> cells = new ArrayList<>();
        for (int cell = 0; cell < landscape.grid().cells(); cell++) {
            cells.add(landscape.isEvaluated(cell) ? value.applyAsDouble(cell) : null);
        }
        return cells;
    }

    /** Returns the box and the camera before it, which are those of every other picture. */
    private static Map<String, Object> box(Grid grid) {
        BoxProjection box = BoxProjection.of(BoxView.STANDARD, grid);
        return Map.of(
                "sideU", box.shape().sideU(),
                "sideV", box.shape().sideV(),
                "height", box.shape().whole(),
                "floor", box.shape().floor(),
                "distance", box.distance(),
                "azimuth", box.view().azimuth(),
                "elevation", box.view().elevation());
    }

    private static Map<String, Object> lamp(SurfaceLight lamp) {
        return Map.of("strength", lamp.strength(), "right", lamp.right(), "down", lamp.down(), "away", lamp.away());
    }

    private static Map<String, Object> ticks(Landscape landscape, LossScale scale) {
        List<Map<String, Object>> losses = scale.isEmpty()
                ? List.of()
                : scale.ticks(TICKS).stream()
                        .<Map<String, Object>>map(
                                tick -> Map.of("share", scale.share(tick.value()), "label", tick.label()))
                        .toList();
        return Map.of(
                "alpha",
                ticks(landscape.grid().alpha()),
                "beta",
                ticks(landscape.grid().beta()),
                "loss",
                losses);
    }

    private static List<Map<String, Object>> ticks(Axis axis) {
        return Ticks.linear(axis.from(), axis.to(), TICKS).stream()
                .<Map<String, Object>>map((Tick tick) -> Map.of("value", tick.value(), "label", tick.label()))
                .toList();
    }

    private static Map<String, Object> contour(Contour contour) {
        return Map.of(
                "loss", contour.level(), "alpha", contour.alpha(), "beta", contour.beta(), "closed", contour.closed());
    }

    private static Map<String, Object> line(Overlay.Line line) {
        return Map.of(
                "alpha", line.alpha(),
                "beta", line.beta(),
                "width",
                        IntStream.range(0, line.size()).mapToDouble(line::width).toArray(),
                "color", css(line.argb()),
                "rim", css(new Rgb(line.argb()).rim().argb()));
    }

    private static Map<String, Object> mark(Overlay.Mark mark) {
        return Map.of(
                "label", Excerpt.line(mark.label()),
                "alpha", mark.alpha(),
                "beta", mark.beta(),
                "outline", mark.symbol().outline(),
                "color", css(mark.argb()),
                "rim", css(new Rgb(mark.argb()).rim().argb()));
    }

    /** Returns a colour as CSS has it. */
    static String css(int argb) {
        return String.format(Locale.ROOT, "#%06x%02x", argb & 0xffffff, argb >>> 24);
    }
}
