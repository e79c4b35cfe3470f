package io.orograph.study;

import io.orograph.export.NamedValues;
import io.orograph.plane.Section;
import io.orograph.task.CancelToken;

/**
 * A plane that a study found, to be evaluated: it is there already.
 *
 * @param section the plane
 * @param command that lays it, without the options of a grid
 * @param values what an export of a landscape over it holds besides
 */
public record FoundSection(Section section, Command command, NamedValues values) implements SectionSource {

    /** Makes one of which an export holds the landscape alone. */
    public FoundSection(Section section, Command command) {
        this(section, command, new NamedValues());
    }

    @Override
    public Section section(Experiment experiment, StudyListener listener, CancelToken cancel) {
        return section;
    }

    @Override
    public Command command(Experiment experiment) {
        return command;
    }
}
