package io.orograph.ui.settings;

import io.orograph.session.DataPair;
import java.util.ArrayList;
import java.util.List;

/**
 * The settings of the window that last from one start to the next.
 *
 * @param width of the window
 * @param height of the window
 * @param maximized whether it fills the screen
 * @param dark whether the dark theme is on
 * @param colorMap name of the colour map
 * @param dividers positions of the main split panes' dividers, 0 to 1, outer first
 * @param recentModels paths of model files, latest first
 * @param pairs the data that models were evaluated on, latest first, each model once
 * @param folder the folder that file choosers open in; empty for the user's own
 * @param room where things are in the window
 * @param figure what was chosen about the last figure
 * @param film what was chosen about the last film
 */
public record Settings(
        double width,
        double height,
        boolean maximized,
        boolean dark,
        String colorMap,
        List<Double> dividers,
        List<String> recentModels,
        List<DataPair> pairs,
        String folder,
        Room room,
        FigureChoices figure,
        FilmChoices film) {

    private static final int MOST_RECENT = 10;
    private static final int MOST_PAIRS = 100;

    public static final Settings DEFAULT = new Settings(
            1440,
            900,
            false,
            false,
            "viridis",
            List.of(),
            List.of(),
            List.of(),
            "",
            Room.DEFAULT,
            FigureChoices.NONE,
            FilmChoices.NONE);

    /** Makes settings; values out of their range, as a damaged or foreign file may hold, are replaced by the defaults. */
    public Settings {
        width = inRange(width) ? width : DEFAULT.width;
        height = inRange(height) ? height : DEFAULT.height;
        colorMap = colorMap == null ? DEFAULT.colorMap : colorMap;
        dividers =
                dividers == null || !dividers.stream().allMatch(Settings::isShare) ? List.of() : List.copyOf(dividers);
        recentModels = recentModels == null ? List.of() : List.copyOf(recentModels);
        pairs = pairs == null
                ? List.of()
                : pairs.stream().filter(DataPair::isWhole).toList();
        folder = folder == null ? "" : folder;
        room = room == null ? Room.DEFAULT : room;
        figure = figure == null ? FigureChoices.NONE : figure;
        film = film == null ? FilmChoices.NONE : film;
    }

    private static boolean inRange(double size) {
        return size >= 400 && size <= 20_000;
    }

    private static boolean isShare(Double position) {
        return position != null && position >= 0 && position <= 1;
    }

    /** Returns these settings with a model moved or put to the front of the recent ones. */
    public Settings withRecentModel(String path) {
        List<String> recent = new ArrayList<>(recentModels);
        recent.remove(path);
        recent.add(0, path);
        return withRecentModels(recent.subList(0, Math.min(MOST_RECENT, recent.size())));
    }

    public Settings withRecentModels(List<String> recent) {
        return new Settings(
                width, height, maximized, dark, colorMap, dividers, recent, pairs, folder, room, figure, film);
    }

    /** Returns these settings with the data of a model in place of those that were remembered for it. */
    public Settings withPair(DataPair pair) {
        List<DataPair> all = new ArrayList<>(List.of(pair));
        pairs.stream().filter(other -> !other.model().equals(pair.model())).forEach(all::add);
        return withPairs(all.subList(0, Math.min(MOST_PAIRS, all.size())));
    }

    public Settings withPairs(List<DataPair> all) {
        return new Settings(
                width, height, maximized, dark, colorMap, dividers, recentModels, all, folder, room, figure, film);
    }

    /** Returns these settings with the recent models and their data of others, which may have been stored since. */
    Settings withRecentOf(Settings stored) {
        return withRecentModels(stored.recentModels).withPairs(stored.pairs);
    }

    public Settings withFolder(String path) {
        return new Settings(
                width, height, maximized, dark, colorMap, dividers, recentModels, pairs, path, room, figure, film);
    }

    public Settings withWindow(double newWidth, double newHeight, boolean newMaximized, List<Double> newDividers) {
        return new Settings(
                newWidth,
                newHeight,
                newMaximized,
                dark,
                colorMap,
                newDividers,
                recentModels,
                pairs,
                folder,
                room,
                figure,
                film);
    }

    public Settings withTheme(boolean newDark, String newColorMap) {
        return new Settings(
                width,
                height,
                maximized,
                newDark,
                newColorMap,
                dividers,
                recentModels,
                pairs,
                folder,
                room,
                figure,
                film);
    }

    public Settings withFigure(FigureChoices choices) {
        return new Settings(
                width, height, maximized, dark, colorMap, dividers, recentModels, pairs, folder, room, choices, film);
    }

    public Settings withFilm(FilmChoices choices) {
        return new Settings(
                width, height, maximized, dark, colorMap, dividers, recentModels, pairs, folder, room, figure, choices);
    }

    public Settings withRoom(Room newRoom) {
        return new Settings(
                width, height, maximized, dark, colorMap, dividers, recentModels, pairs, folder, newRoom, figure, film);
    }
}
