package io.orograph.cli;

import io.orograph.format.Formats;
import io.orograph.format.Role;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The formats that are read, for the texts of {@code --help}: {@code ${bundle:formats.data}} names those of data, {@code
 * ${bundle:endings.weights}} the endings of the names of files with weights, and so on for each {@linkplain Role role}.
 * The formats are looked for when a help text is written, not at each start: that opens every archive of the class path.
 */
final class FormatNames extends ResourceBundle {

    private static final String FORMATS = "formats.";
    private static final String ENDINGS = "endings.";

    private final Supplier<Formats> formats;

    FormatNames(Supplier<Formats> formats) {
        this.formats = formats;
    }

    @Override
    public Enumeration<String> getKeys() {
        return Collections.enumeration(handleKeySet());
    }

    @Override
    protected Set<String> handleKeySet() {
        return Arrays.stream(Role.values())
                .flatMap(role -> Stream.of(FORMATS + name(role), ENDINGS + name(role)))
                .collect(Collectors.toSet());
    }

    @Override
    protected Object handleGetObject(String key) {
        for (Role role : Role.values()) {
            if (key.equals(FORMATS + name(role))) {
                return formats.get().names(role);
            }
            if (key.equals(ENDINGS + name(role))) {
                return String.join(", ", formats.get().endings(role));
            }
        }
        return null;
    }

    private static String name(Role role) {
        return role.name().toLowerCase(Locale.ROOT);
    }
}
