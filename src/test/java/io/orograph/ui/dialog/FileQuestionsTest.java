package io.orograph.ui.dialog;

import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.export.OutputFormat;
import io.orograph.export.OutputFormats;
import io.orograph.format.DummyFormat;
import io.orograph.format.Formats;
import io.orograph.format.Role;
import io.orograph.study.Outputs;
import io.orograph.ui.dialog.FileQuestions.Kind;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** Which files a person is shown. */
class FileQuestionsTest {

    @Test
    void filesOfARoleAreThoseOfAllItsFormats() {
        assertThat(Kind.of("Data", Formats.all(), Role.DATA).patterns())
                .containsExactly(
                        "*.npz",
                        "*.npy",
                        "*.csv",
                        "*.tsv",
                        "*.txt",
                        "*ubyte",
                        "*.gz",
                        "*.safetensors",
                        "*.pt",
                        "*.pth",
                        "*.ckpt",
                        "*.tar",
                        "*.t7",
                        "*.bin",
                        "*.h5",
                        "*.hdf5",
                        "*.hdf",
                        "*.mat",
                        "*.parquet",
                        "*.pq",
                        "*.pkl",
                        "*.pickle");
        assertThat(Kind.of("Any", Formats.all(), Role.MODEL, Role.WEIGHTS).patterns())
                .containsExactly(
                        "*.npz",
                        "*.safetensors",
                        "*.pt",
                        "*.pth",
                        "*.ckpt",
                        "*.tar",
                        "*.t7",
                        "*.bin",
                        "*.index.json",
                        "*.onnx");
    }

    @Test
    void aNewFormatIsShown() {
        Formats formats = Formats.all().with(new DummyFormat());
        assertThat(Kind.of("Data", formats, Role.DATA).patterns()).contains("*.dummy");
        assertThat(Kind.of("Models", formats, Role.MODEL).patterns()).doesNotContain("*.dummy");
    }

    @Test
    void aNewFormatToWriteInIsOffered() {
        OutputFormat<String> straw = OutputFormat.whole(
                "Straw", "Stuffing (straw)", ".straw", (file, text) -> Files.writeString(file, text));
        assertThat(Kind.of(OutputFormats.of(straw).with(straw)))
                .containsExactly(new Kind("Stuffing (straw)", "*.straw"), new Kind("Stuffing (straw)", "*.straw"));
        assertThat(Kind.of(Outputs.LANDSCAPE))
                .hasSameSizeAs(Outputs.LANDSCAPE.all())
                .startsWith(new Kind("NumPy archive (npz)", "*.npz"), new Kind("Table (csv)", "*.csv"));
    }
}
