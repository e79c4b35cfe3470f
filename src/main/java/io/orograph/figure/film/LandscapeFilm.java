package io.orograph.figure.film;

import io.orograph.figure.FigureOptions;
import io.orograph.figure.LossScale;
import io.orograph.figure.Overlay;
import io.orograph.figure.Picture;
import io.orograph.figure.SectionOverlay;
import io.orograph.figure.SteadySurface;
import io.orograph.landscape.Landscape;
import io.orograph.plane.PlanePath;
import io.orograph.provenance.Key;
import java.util.Optional;

/** A film of a landscape. Heights and colours have one scale in all of its frames, that of the whole landscape. */
public final class LandscapeFilm implements Film {

    private static final double AROUND = 360;

    private final Landscape landscape;
    private final FilmFormat format;
    private final SteadySurface surface;
    private final double azimuth;
    private final Overlay overlay;
    private final Scenes scenes;

    /** Makes what is seen in a frame from how far the film is, 0 in the first frame. */
    @FunctionalInterface
    private interface Scenes {
        SteadySurface.View at(double share);
    }

    /**
     * Makes a film.
     *
     * @param look of the surface: colours, ground, scale (null for one that fits), and from where it is seen at first
     * @throws IllegalArgumentException if the kind needs a path and there is none; the message is a sentence
     */
    public LandscapeFilm(Landscape landscape, FilmKind kind, FilmFormat format, FigureOptions look) {
        this.landscape = landscape;
        this.format = format;
        this.azimuth = look.azimuth();
        LossScale scale = look.scale() == null ? LossScale.automatic(landscape) : look.scale();
        this.surface =
                new SteadySurface(look.withSize(format.width(), format.height()).withScale(scale));
        this.overlay = unnamed(look.overlay().with(SectionOverlay.of(landscape.section())));
        this.scenes = switch (kind) {
            case TURNTABLE -> this::turned;
            case TRAJECTORY ->
                along(pathOf(landscape)
                        .orElseThrow(() -> new IllegalArgumentException(
                                "no path lies on this landscape to be walked along; choose another kind of film")));
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
        String model = landscape.provenance().text(Key.MODEL);
        return model.isEmpty() ? "Loss landscape" : "Loss landscape of " + model;
    }

    @Override
    public Picture frame(int number) {
        return surface.draw(scenes.at((double) number / format.frames()));
    }

    private SteadySurface.View turned(double share) {
        return view(
                landscape,
                azimuth + AROUND * share,
                overlay,
                landscape.provenance().text(Key.DIRECTIONS));
    }

    private SteadySurface.View view(Landscape shown, double from, Overlay over, String caption) {
        return new SteadySurface.View(shown, from, over, title(), caption);
    }

    private Scenes along(PlanePath path) {
        WalkedPath walked = new WalkedPath(path, overlay);
        return share -> {
            double at = walked.position(share);
            return view(landscape, azimuth, walked.overlay(at), walked.caption(at));
        };
    }

    private Scenes evaluated() {
        GrowingLandscape growing = new GrowingLandscape(landscape);
        return share -> {
            Landscape part = growing.at(share);
            return view(growing.filled(part), azimuth, overlay, part.counts() + "; what lies between is filled in");
        };
    }
}
