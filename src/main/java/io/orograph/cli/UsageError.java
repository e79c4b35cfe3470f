package io.orograph.cli;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says in one sentence what is wrong with the arguments, and what to do. */
final class UsageError {

    private UsageError() {}

    /** Returns a sentence without its full stop. */
    static String sentence(ParameterException e) {
        CommandLine line = e.getCommandLine();
        if (e instanceof UnmatchedArgumentException unmatched) {
            return unmatched(unmatched, line);
        }
        if (e instanceof MissingParameterException missing
                && !missing.getMissing().isEmpty()) {
            String what = missing.getMissing().stream()
                    .map(spec -> spec.isOption() ? name(spec) + " " + spec.paramLabel() : spec.paramLabel())
                    .collect(Collectors.joining(" and "));
            return "Missing: " + what + "; " + helpFor(line);
        }
        if (e instanceof MissingParameterException && e.getArgSpec() != null) {
            return name(e.getArgSpec()) + " needs " + e.getArgSpec().paramLabel() + " after it; " + helpFor(line);
        }
        if (e instanceof OverwrittenOptionException twice) {
            return name(twice.getOverwritten()) + " is given more than once; give it once";
        }
        if (e.getCause() instanceof TypeConversionException wrong && e.getArgSpec() != null) {
            if (wrong.getMessage().contains(InvalidPathException.class.getName())) {
                return name(e.getArgSpec()) + " is a name with characters that the language of this shell does not"
                        + " have; set LC_ALL to C.UTF-8, or start the program by packaging/run, which does";
            }
            return name(e.getArgSpec()) + " " + wrong.getMessage() + ", not \"" + e.getValue() + "\"";
        }
        if (e.getArgSpec() != null && e.getArgSpec().typeInfo().isMap()) {
            return name(e.getArgSpec()) + " takes " + e.getArgSpec().paramLabel() + ", not \"" + e.getValue() + "\"";
        }
        return e.getMessage();
    }

    private static String name(ArgSpec spec) {
        return spec instanceof OptionSpec option ? option.longestName() : spec.paramLabel();
    }

    private static String helpFor(CommandLine line) {
        return "see " + line.getCommandSpec().qualifiedName() + " --help";
    }

    private static String unmatched(UnmatchedArgumentException e, CommandLine line) {
        String given = e.getUnmatched().get(0);
        String help = similar(given, e.getSuggestions())
                .map(name -> "did you mean " + name + "?")
                .orElseGet(() -> helpFor(line));
        if (e.isUnknownOption()) {
            return "There is no option " + given + "; " + help;
        }
        if (line.getParent() != null) {
            return "\"" + given + "\" is one argument too many; " + helpFor(line);
        }
        return file(given, help, line);
    }

    /** Returns the likeliest of picocli's suggestions, which may share no more than a letter with what was given. */
    private static Optional<String> similar(String given, List<String> suggestions) {
        String begin = given.replaceAll("^(-*.).*$", "$1");
        return suggestions.stream().filter(name -> name.startsWith(begin)).findFirst();
    }

    /** Returns the message where the first word is neither a command nor a file that can be opened. */
    private static String file(String given, String help, CommandLine line) {
        try {
            if (Files.isDirectory(Path.of(given))) {
                return given + " is a folder; name a model file in it, or a command (" + helpFor(line) + ")";
            }
            if (Files.exists(Path.of(given))) {
                return "\"" + given + "\" stands where a command should; " + helpFor(line);
            }
        } catch (InvalidPathException e) {
            return "\"" + given + "\" is no command; " + helpFor(line);
        }
        return given.matches("[a-z-]+")
                ? "There is no command \"" + given + "\", and no file of that name; " + help
                : given + " does not exist; check the path";
    }
}
