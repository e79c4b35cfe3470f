package io.orograph.figure.film;

import io.orograph.figure.AwtPen;
import io.orograph.landscape.Landscape;
import io.orograph.plane.PlanePath;
import io.orograph.plot.FigureSettings;
import io.orograph.plot.LandscapeData;
import io.orograph.plot.Overlay;
import io.orograph.plot.Picture;
import io.orograph.plot.Plot;
import io.orograph.plot.SectionOverlay;
import io.orograph.plot.SteadySurfacePlot;
import io.orograph.provenance.Key;
import java.util.Optional;
import java.util.function.DoubleFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A film of a landscape. Heights and colours have each one scale in all of its frames, that of the whole landscape. */
public final class LandscapeFilm implements Film {

    private static final double AROUND = 360;

    /** The width of a frame in points, by which its text is as large on every screen: some 9 points on 480. */
    private static final double POINTS = 480;

    private static final double TEXT = 9;
    private static final double POINTS_PER_INCH = 72;

    private final LandscapeData data;
    private final Landscape landscape;
    private final FilmFormat format;
    private final FilmLook look;
    private final FigureSettings page;
    private final Overlay overlay;
    private final Scenes scenes;
    private final boolean turning;

    /** Makes what is seen in a frame from how far the film is, 0 in the first frame. */
    @FunctionalInterface
    private interface Scenes {
        View at(double share);
    }

    /**
     * Makes a film.
     *
     * @param data what heights and colours show
     * @param look of the surface
     * @throws IllegalArgumentException if the kind needs a path and there is none; the message is a sentence
     */
    public LandscapeFilm(LandscapeData data, FilmKind kind, FilmFormat format, FilmLook look) {
        this.data = data;
        this.landscape = data.landscape();
        this.format = format;
        this.look = look;
        int dpi = (int) Math.round(format.width() / POINTS * POINTS_PER_INCH);
        this.page = FigureSettings.DEFAULT
                .with(look.ground())
                .withDpi(dpi)
                .withText(TEXT)
                .withWidth(format.width() * POINTS_PER_INCH / dpi)
                .withHeight(format.height() * POINTS_PER_INCH / dpi);
        this.overlay = unnamed(SectionOverlay.of(landscape.section()));
        this.turning = kind == FilmKind.TURNTABLE;
        this.scenes = switch (kind) {
            case TURNTABLE -> this::turned;
            case TRAJECTORY -> along(walked(), at -> UnaryOperator.identity());
            case TRAINING -> {
                WalkedPath walked = walked();
                yield along(walked, at -> surface -> walked.over(surface, at));
            }
            case EVALUATION -> evaluated();
        };
    }

    /** Returns an overlay without a legend, which would hide the surface from some sides; the caption names the path. */
    private static Overlay unnamed(Overlay named) {
        return new Overlay(
                named.lines().stream()
                        .map(line -> new Overlay.Line(
                                "",
                                line.argb(),
                                line.alpha(),
                                line.beta(),
                                line.residuals(),
                                line.scale(),
                                line.dotted()))
                        .toList(),
                named.marks());
    }

    /** Returns the path of a landscape that can be walked along, if there is one. */
    public static Optional<PlanePath> pathOf(Landscape landscape) {
        return landscape.section().path().filter(path -> path.kind() != PlanePath.Kind.MODELS && path.size() > 1);
    }

    @Override
    public FilmFormat format() {
        return format;
    }

    @Override
    public String title() {
        return data.title();
    }

    @Override
    public Picture frame(int number) {
        View view = scenes.at((double) number / format.frames());
        SteadySurfacePlot plot = new SteadySurfacePlot(
                view.data(),
                look.plane().with(view.overlay()),
                look.view().turned(view.turned()),
                turning,
                title(),
                view.caption());
        return AwtPen.draw(page.page(view.with().apply(plot)));
    }

    /**
     * What differs from frame to frame.
     *
     * @param turned by so many degrees
     * @param with what is drawn with the surface
     */
    private record View(LandscapeData data, double turned, Overlay overlay, String caption, UnaryOperator<Plot> with) {

        View(LandscapeData data, double turned, Overlay overlay, String caption) {
            this(data, turned, overlay, caption, UnaryOperator.identity());
        }
    }

    private View turned(double share) {
        String caption = Stream.of(landscape.provenance().text(Key.DIRECTIONS), data.quantities())
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(" · "));
        return new View(data, AROUND * share, overlay, caption);
    }

    private WalkedPath walked() {
        PlanePath path = pathOf(landscape)
                .orElseThrow(() -> new IllegalArgumentException(
                        "no path lies on this landscape to be walked along; choose another kind of film"));
        return new WalkedPath(path, overlay);
    }

    /**
     * Returns the scenes along a path.
     *
     * @param beside what is drawn with the surface at a place of the path
     */
    private Scenes along(WalkedPath walked, DoubleFunction<UnaryOperator<Plot>> beside) {
        return share -> {
            double at = walked.position(share);
            return new View(data, 0, walked.overlay(at), walked.caption(at), beside.apply(at));
        };
    }

    private Scenes evaluated() {
        GrowingLandscape heights = new GrowingLandscape(landscape);
        GrowingLandscape colors = data.isOfOneQuantity()
                ? null
                : new GrowingLandscape(data.colors().landscape());
        return share -> {
            Landscape part = heights.at(share);
            LandscapeData colored = colors == null
                    ? null
                    : new LandscapeData(
                            colors.filled(colors.at(share)), data.colors().scale());
            return new View(
                    new LandscapeData(heights.filled(part), data.scale(), colored),
                    0,
                    overlay,
                    part.counts() + "; what lies between is filled in");
        };
    }
}
