package io.orograph.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orograph.format.Formats;
import io.orograph.objective.LogCosh;
import io.orograph.objective.LossKind;
import io.orograph.sharpness.Rise;
import io.orograph.sharpness.SharpnessMeasure;
import io.orograph.sharpness.SharpnessMeasure.Measurement;
import io.orograph.sharpness.SharpnessMeasures;
import io.orograph.study.AxisDirections;
import io.orograph.study.DirectionKind;
import io.orograph.training.BaseOptimizer;
import io.orograph.training.SignDescent;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.TypeConversionException;

/** What one line adds to a list is taken by its option, named in its help and in its messages, and printed. */
final class AddedChoicesTest {

    private static <T> List<T> with(Collection<? extends T> list, T added) {
        List<T> all = new ArrayList<>(list);
        all.add(added);
        return all;
    }

    private static <C extends ITypeConverter<?> & Iterable<String>> String help(C converter) {
        CommandSpec spec = CommandSpec.create()
                .addOption(OptionSpec.builder("--which")
                        .type(Object.class)
                        .converters(converter)
                        .completionCandidates(converter)
                        .description("One of ${COMPLETION-CANDIDATES}")
                        .build());
        return new CommandLine(spec).getUsageMessage().replaceAll("\\s+", " ");
    }

    @Test
    void anOptimizer() {
        OptionTypes.Choice<BaseOptimizer> option =
                new OptionTypes.Choice<>(with(BaseOptimizer.all(), SignDescent.BASE));
        assertThat(option.convert("signsgd")).isEqualTo(SignDescent.BASE);
        assertThat(help(option)).contains("One of sgd, momentum, nesterov, adam, adamw, rmsprop, signsgd");
        assertThatThrownBy(() -> option.convert("sign"))
                .isInstanceOf(TypeConversionException.class)
                .hasMessage("takes one of sgd, momentum, nesterov, adam, adamw, rmsprop, signsgd");
        assertThatThrownBy(() -> new OptionTypes.BaseName().convert("signsgd")).hasMessageEndingWith(", rmsprop");
    }

    @Test
    void aLoss() {
        OptionTypes.LossName option = new OptionTypes.LossName(with(LossKind.all(), LogCosh.KIND));
        assertThat(option.convert("log-cosh")).isEqualTo(LogCosh.KIND);
        assertThat(option.convert("auto")).isNull();
        assertThat(help(option))
                .contains(
                        "One of auto, cross-entropy, nll, soft-cross-entropy, bce, bce-logits, mse, mae, output, log-cosh");
        assertThatThrownBy(() -> option.convert("cosh"))
                .hasMessage(
                        "takes one of auto, cross-entropy, nll, soft-cross-entropy, bce, bce-logits, mse, mae, output, log-cosh");
    }

    @Test
    void directions() throws IOException {
        List<DirectionKind> kinds = with(DirectionKind.all(), AxisDirections.KIND);
        OptionTypes.DirectionsName option = new OptionTypes.DirectionsName(kinds);
        assertThat(option.convert("axes").kind()).isEqualTo(AxisDirections.KIND);
        assertThat(option.convert("axes.npz").file()).contains(Path.of("axes.npz"));
        assertThatThrownBy(() -> option.convert("axis"))
                .isInstanceOf(TypeConversionException.class)
                .hasMessage("takes a file of directions, or one of random, hessian, hessian-extremes, gradient,"
                        + " gradient-pca, axes");
        assertThat(new HelpTexts(Formats::all, () -> kinds).getString("directions.kinds"))
                .endsWith("\n  axes              The first two numbers that may move");
        assertThat(CommandRun.of("landscape", "--help").out().replaceAll("\\s+", " "))
                .contains("random Two random directions, orthogonal")
                .contains("gradient-pca The two directions in which");
    }

    @Test
    void aMeasure() {
        MeasureName option = new MeasureName(with(SharpnessMeasures.all(0), new Rise()));
        assertThat(option.convert("rise")).isEqualTo("rise");
        assertThat(help(option)).contains("relative-flatness-layers, rise");
        assertThatThrownBy(() -> new MeasureName().convert("rise")).hasMessageContaining("takes all or some of");

        Map<SharpnessMeasure, Measurement> measured = Map.of(new Rise(), new Measurement(1.5, Double.NaN, ""));
        StringWriter table = new StringWriter();
        try (PrintWriter out = new PrintWriter(table)) {
            MeasureTable.print(measured, out);
        }
        assertThat(table.toString())
                .startsWith("rise  1.5")
                .contains(
                        "rise of the loss to the origin; invariant to scaling whole layers, single units in and out; votes");
        assertThat(MeasureTable.json(measured).get("rise").toString()).contains("formula=L(0) − L(θ)");
    }
}
