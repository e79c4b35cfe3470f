package io.orograph.cli;

import io.orograph.format.Formats;
import io.orograph.format.Role;
import java.util.ListResourceBundle;
import java.util.Locale;

/**
 * The formats that are read, for the texts of {@code --help}: {@code ${bundle:formats.data}} names those of data, {@code
 * ${bundle:endings.weights}} the endings of the names of files with weights, and so on for each {@linkplain Role role}.
 */
final class FormatNames extends ListResourceBundle {

    private final Formats formats;

    FormatNames(Formats formats) {
        this.formats = formats;
    }

    @Override
    protected Object[][] getContents() {
        Role[] roles = Role.values();
        Object[][] contents = new Object[2 * roles.length][];
        for (int i = 0; i < roles.length; i++) {
            String name = roles[i].name().toLowerCase(Locale.ROOT);
            contents[2 * i] = new Object[] {"formats." + name, formats.names(roles[i])};
            contents[2 * i + 1] = new Object[] {"endings." + name, String.join(", ", formats.endings(roles[i]))};
        }
        return contents;
    }
}
