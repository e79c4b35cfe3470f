package io.orograph.ui.main;

import io.orograph.data.DataSource;
import io.orograph.file.FileName;
import io.orograph.model.OpenedModel;
import io.orograph.session.DataPair;
import io.orograph.ui.form.Shown;
import io.orograph.ui.form.WrappedText;
import io.orograph.ui.workspace.LeftOver;
import io.orograph.ui.workspace.Workspace;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.layout.VBox;

/**
 * The ways to the data of the open model: by chooser, those that went with it last time, those that are open for another
 * model. None is taken unasked.
 */
final class DataOffer extends VBox {

    private final Workspace workspace;
    private final FileActions files;
    private final Button choose;
    private final Button last;
    private final Button keep;
    private final WrappedText unfit = new WrappedText("welcome-unfit", "hint");

    DataOffer(Workspace workspace, FileActions files) {
        super(8);
        this.workspace = workspace;
        this.files = files;
        this.choose = Welcome.button("welcome-open-data", "Open data…", files::chooseData);
        this.last = Welcome.button("welcome-last-data", "", files::openLastData);
        this.keep = Welcome.button("welcome-keep-data", "", workspace::keepLeftOver);
        for (Button button : List.of(choose, last, keep)) {
            // Names of files have underscores.
            button.setMnemonicParsing(false);
        }
        for (Button button : List.of(last, keep)) {
            button.getStyleClass().setAll("button");
            button.setWrapText(true);
        }
        getChildren().addAll(choose, last, keep, unfit);
        update();
    }

    /** Offers what there is now. */
    void update() {
        OpenedModel model = workspace.modelProperty().get();
        choose.setText(model == null ? "Open data…" : "Open the data of " + FileName.of(model.path()) + "…");
        LeftOver left = workspace.leftOverProperty().get();
        Optional<DataPair> pair =
                model == null || workspace.dataProperty().get() != null ? Optional.empty() : files.lastData();
        Shown.set(last, pair.isPresent());
        last.setText(pair.map(DataOffer::lastTime).orElse(""));
        boolean other = left != null && pair.filter(known -> isOf(known, left)).isEmpty();
        Shown.set(keep, other && left.fits());
        keep.setText(
                left == null ? "" : "Keep " + name(left.data().source()) + ", opened for " + FileName.of(left.of()));
        Shown.set(unfit, other && !left.fits());
        unfit.setText(
                left == null
                        ? ""
                        : name(left.data().source()) + ", opened for " + FileName.of(left.of())
                                + ", was closed: this model cannot be evaluated on it.");
    }

    private static boolean isOf(DataPair known, LeftOver left) {
        DataSource source = left.data().source();
        return known.source().path().equals(source.path().toAbsolutePath().normalize())
                && known.source().targetName().equals(source.targetName());
    }

    private static String lastTime(DataPair pair) {
        return "Use " + name(pair.source()) + ", which went with it last time"
                + pair.day().map(day -> " (" + text(day) + ")").orElse("");
    }

    private static String text(LocalDate day) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                .withLocale(Locale.UK)
                .format(day);
    }

    private static String name(DataSource source) {
        return FileName.of(source.path())
                + source.targetsPath()
                        .map(targets -> " with " + FileName.of(targets))
                        .orElse("");
    }
}
