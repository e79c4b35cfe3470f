package io.orograph.plot;

import java.util.ArrayList;
import java.util.List;

/** A pen that writes down what is drawn: a display list, to be compared, looked through and drawn again elsewhere. */
public final class RecordingPen implements Pen {

    private final List<Drawn> drawn = new ArrayList<>();

    /** Something that was drawn, or a change of the clip. */
    public sealed interface Drawn {

        /** Draws it again. */
        void draw(Pen pen);
    }

    /** The clip was kept. */
    public record Saved() implements Drawn {
        @Override
        public void draw(Pen pen) {
            pen.save();
        }
    }

    /** The clip was taken back. */
    public record Restored() implements Drawn {
        @Override
        public void draw(Pen pen) {
            pen.restore();
        }
    }

    /** A clip. */
    public record Clip(Path path) implements Drawn {
        @Override
        public void draw(Pen pen) {
            pen.clip(path);
        }
    }

    /** A line. */
    public record Line(Path path, Stroke stroke) implements Drawn {
        @Override
        public void draw(Pen pen) {
            pen.stroke(path, stroke);
        }
    }

    /** An area. */
    public record Area(Path path, Rgb color) implements Drawn {
        @Override
        public void draw(Pen pen) {
            pen.fill(path, color);
        }
    }

    /** A text. */
    public record Text(Label label, Rgb color, Rgb rim) implements Drawn {
        @Override
        public void draw(Pen pen) {
            pen.text(label, color, rim);
        }
    }

    /** A picture. */
    public record Image(Picture picture, Rect place) implements Drawn {
        @Override
        public void draw(Pen pen) {
            pen.image(picture, place);
        }
    }

    /** Values as colours. */
    public record Field(ColorField field, Rect place) implements Drawn {
        @Override
        public void draw(Pen pen) {
            pen.field(field, place);
        }
    }

    /** A surface. */
    public record Surface(Patches patches) implements Drawn {
        @Override
        public void draw(Pen pen) {
            pen.patches(patches);
        }
    }

    @Override
    public void save() {
        drawn.add(new Saved());
    }

    @Override
    public void restore() {
        drawn.add(new Restored());
    }

    @Override
    public void clip(Path path) {
        drawn.add(new Clip(path));
    }

    @Override
    public void stroke(Path path, Stroke stroke) {
        drawn.add(new Line(path, stroke));
    }

    @Override
    public void fill(Path path, Rgb color) {
        drawn.add(new Area(path, color));
    }

    @Override
    public void text(Label label, Rgb color, Rgb rim) {
        drawn.add(new Text(label, color, rim));
    }

    @Override
    public void image(Picture picture, Rect place) {
        drawn.add(new Image(picture, place));
    }

    @Override
    public void field(ColorField field, Rect place) {
        drawn.add(new Field(field, place));
    }

    @Override
    public void patches(Patches patches) {
        drawn.add(new Surface(patches));
    }

    /** Returns what was drawn, in its order. */
    public List<Drawn> drawn() {
        return List.copyOf(drawn);
    }

    /** Returns the texts that were drawn, in their order. */
    public List<Label> labels() {
        return drawn.stream()
                .filter(Text.class::isInstance)
                .map(what -> ((Text) what).label())
                .toList();
    }

    /** Draws all of it again. */
    public void replay(Pen pen) {
        drawn.forEach(what -> what.draw(pen));
    }
}
