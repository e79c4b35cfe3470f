package io.orograph.model.onnx.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.model.onnx.check.CheckResult.Status;
import io.orograph.network.Precision;
import io.orograph.task.CancelToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The ONNX backend tests, from the folder that the system property names: what is found is what the page on them says. */
@Tag("long")
@EnabledIfSystemProperty(named = "orograph.onnx-tests", matches = ".+")
class OnnxSuitesTest {

    private static final Path PAGE = Path.of("src/docs/onnx-tests.md");

    /** What is refused for another reason than a setting or a size. */
    private static final Pattern UNSUPPORTED =
            Pattern.compile("the operators? .* (is|are) not supported|something that is not a tensor");

    private static final Pattern TEXTS =
            Pattern.compile("test_(strnorm|castlike_(FLOAT_to_STRING|STRING_to_FLOAT)$).*");

    @Test
    void whatIsFoundIsWhatThePageSays() throws IOException {
        Path top = Path.of(System.getProperty("orograph.onnx-tests"));
        ModelCheck check = new ModelCheck(Tolerance.STANDARD, Precision.SINGLE);
        List<CheckResult> results = new ArrayList<>();
        for (StoredTest test : StoredTest.in(List.of(top))) {
            results.add(check.run(test, new CancelToken()));
        }

        assertThat(results).hasSizeGreaterThan(1000);
        assertThat(results).noneMatch(result -> result.status() == Status.FAILED);
        assertThat(names(results, result -> result.status() == Status.DIFFERENT))
                .isEqualTo(listed("## Different"));
        assertThat(names(results, OnnxSuitesTest::isRefusedThoughSupported))
                .isEqualTo(listed("## Refused, though the operators are supported"));
    }

    private static boolean isRefusedThoughSupported(CheckResult result) {
        return result.status() == Status.REFUSED
                && !UNSUPPORTED.matcher(result.reason()).find()
                && !TEXTS.matcher(name(result)).matches();
    }

    private static String name(CheckResult result) {
        return result.folder().getFileName().toString();
    }

    private static Set<String> names(List<CheckResult> results, Predicate<CheckResult> wanted) {
        return results.stream().filter(wanted).map(OnnxSuitesTest::name).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The tests in the table under a title of the page. */
    private static Set<String> listed(String title) throws IOException {
        String section =
                Files.readString(PAGE).split(Pattern.quote(title + "\n"), 2)[1].split("\n## ", 2)[0];
        return section.lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.split("`")[1])
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
