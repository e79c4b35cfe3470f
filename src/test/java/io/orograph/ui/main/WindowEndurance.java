package io.orograph.ui.main;

import io.orograph.landscape.Landscape;
import io.orograph.network.NativeMemory;
import io.orograph.network.NativeThreads;
import io.orograph.provenance.Key;
import io.orograph.study.Sample;
import io.orograph.study.TestSamples;
import io.orograph.ui.dialog.Notice;
import io.orograph.ui.dialog.ProblemDialog;
import io.orograph.ui.display.DisplaySettings;
import io.orograph.ui.settings.SettingsStore;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javafx.animation.AnimationTimer;
import javafx.application.Application;
import javafx.stage.Stage;
import org.bytedeco.javacpp.Pointer;

/**
 * The window in a process of its own, which does the same again and again and prints the bytes that the process and Java's
 * objects grew by, and the number of threads that are left. Its arguments are a folder, what to do, and how often.
 */
public final class WindowEndurance {

    /** The part of the rounds before the first look, in which compilers, caches and pools come to rest. */
    private static final int SETTLED_AFTER = 4;

    private WindowEndurance() {}

    /** What is done again and again. */
    enum Work {
        /** Begins a large landscape, and cancels it once its first cells are there. */
        CANCELLING,
        /** Opens one sample after another, each until its landscape is whole. */
        SWITCHING,
        /** Does this and that, as a person who tries everything and waits for nothing. */
        ACTING
    }

    public static void main(String[] args) {
        NativeThreads.useSafeLookup();
        GraphicsProcessor.choose();
        Application.launch(Program.class, args);
    }

    /** Not the main class, which would need JavaFX as modules. Public, as JavaFX makes it. */
    public static final class Program extends Application {

        private static final int MANY_CELLS = 201;
        private static final int FEW_CELLS = 5;
        private static final List<Sample> SAMPLES =
                List.of(TestSamples.named("breast-cancer-mlp"), TestSamples.named("digits-mlp-tanh"));

        private static final int LOOK_MILLIS = 100;
        private static final int MOST_SECONDS = 60;

        /** Pictures between two actions. */
        private static final int PICTURES = 4;

        private WindowModels models;
        private RandomActions actions;
        private int pictures;
        private MainWindow window;
        private BooleanSupplier round;
        private boolean begun;
        private int done;
        private long resident;
        private long used;

        @Override
        public void start(Stage stage) {
            List<String> args = getParameters().getRaw();
            Work work = Work.valueOf(args.get(1));
            int rounds = Integer.parseInt(args.get(2));
            models = new WindowModels(new DisplaySettings(), new ProblemDialog(stage), new Notice(stage)::show);
            Path settings = Path.of(args.get(0), "settings.json");
            window = new MainWindow(stage, new SettingsStore(settings), remembered -> new PreparedFiles(), models);
            models.evaluation().resolutionProperty().set(FEW_CELLS);
            actions = new RandomActions(models, SAMPLES);
            window.show();
            models.workspace().openSample(SAMPLES.get(0));
            round = this::isWhole;
            new AnimationTimer() {
                @Override
                public void handle(long now) {
                    if (round.getAsBoolean()) {
                        advance(work, rounds, stage);
                    }
                }
            }.start();
        }

        private void advance(Work work, int rounds, Stage stage) {
            if (done == rounds / SETTLED_AFTER) {
                resident = Pointer.physicalBytes();
                used = usedByObjects();
            }
            if (done == rounds) {
                stage.close();
                return;
            }
            done++;
            begun = false;
            round = switch (work) {
                case CANCELLING -> this::isCancelled;
                case SWITCHING -> this::isSwitched;
                case ACTING -> this::hasActed;
            };
        }

        /** One action, and a few pictures of what comes of it. */
        private boolean hasActed() {
            if (!begun) {
                actions.next();
                begun = true;
                pictures = 0;
            }
            return ++pictures > PICTURES;
        }

        private boolean isCancelled() {
            boolean running = models.evaluation().runningProperty().get();
            if (!begun && !running) {
                models.evaluation().resolutionProperty().set(MANY_CELLS);
                models.evaluation().evaluate();
                begun = true;
                return false;
            }
            Landscape shown = models.evaluation().landscapeProperty().get();
            if (running && shown.grid().nx() == MANY_CELLS && shown.evaluatedCells() > 0) {
                models.evaluation().cancel();
            }
            return begun && !models.evaluation().runningProperty().get();
        }

        private boolean isSwitched() {
            if (!begun) {
                models.workspace().openSample(SAMPLES.get(done % SAMPLES.size()));
                begun = true;
                return false;
            }
            return isWhole();
        }

        /** The landscape of the sample that was opened last. */
        private boolean isWhole() {
            Landscape shown = models.evaluation().landscapeProperty().get();
            String model =
                    SAMPLES.get(done % SAMPLES.size()).model().getFileName().toString();
            return shown != null
                    && shown.isComplete()
                    && !models.evaluation().runningProperty().get()
                    && model.equals(shown.provenance().text(Key.MODEL));
        }

        /** Waits for what the background still closes; what is never freed is there after any wait, and is printed. */
        private static void awaitFreed() throws InterruptedException {
            CountDownLatch freed = new CountDownLatch(1);
            ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor();
            ScheduledFuture<?> looks = looking.scheduleAtFixedRate(
                    () -> {
                        if (NativeMemory.used() == 0) {
                            freed.countDown();
                        }
                    },
                    0,
                    LOOK_MILLIS,
                    TimeUnit.MILLISECONDS);
            freed.await(MOST_SECONDS, TimeUnit.SECONDS);
            looks.cancel(false);
            looking.shutdown();
        }

        private static long usedByObjects() {
            Runtime.getRuntime().gc();
            return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
        }

        @Override
        public void stop() throws InterruptedException {
            window.close();
            long grown = usedByObjects() - used;
            awaitFreed();
            System.out.println(
                    done + " " + (Pointer.physicalBytes() - resident) + " " + grown + " " + NativeMemory.used());
        }
    }
}
