package io.orograph.figure.film;

import io.orograph.plot.Picture;
import io.orograph.task.CancelToken;
import io.orograph.task.ProgressListener;

/** A moving picture. */
public interface Film {

    /** Returns its size and length. */
    FilmFormat format();

    /** Returns what it shows, in a line. */
    String title();

    /** Draws a frame; equal for equal numbers, in any order. */
    Picture frame(int number);

    /** Draws a frame for a look at its colours, which is no progress. */
    default Picture sample(int number) {
        return frame(number);
    }

    /**
     * Returns the same that tells how far it is and can be cancelled.
     *
     * @return a film whose frames throw a CancellationException once it is cancelled
     */
    default Film watched(ProgressListener progress, CancelToken cancel) {
        Film film = this;
        return new Film() {
            @Override
            public FilmFormat format() {
                return film.format();
            }

            @Override
            public String title() {
                return film.title();
            }

            @Override
            public Picture sample(int number) {
                cancel.check();
                return film.sample(number);
            }

            @Override
            public Picture frame(int number) {
                cancel.check();
                progress.progress(number, format().frames());
                return film.frame(number);
            }
        };
    }
}
