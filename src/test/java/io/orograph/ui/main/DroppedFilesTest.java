package io.orograph.ui.main;

import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.data.DataSource;
import io.orograph.format.Role;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DroppedFilesTest {

    private static DroppedFiles of(String... names) {
        return DroppedFiles.of(
                Stream.of(names).map(Path::of).toList(),
                path -> path.toString().endsWith(".onnx")
                        ? Role.MODEL
                        : path.toString().endsWith(".pt") ? Role.WEIGHTS : Role.DATA);
    }

    @Test
    void aModelAndItsDataInAnyOrderLeaveNothingOut() {
        DroppedFiles files = of("a.npz", "m.onnx");
        assertThat(files.model()).contains(Path.of("m.onnx"));
        assertThat(files.data()).contains(DataSource.of(Path.of("a.npz")));
        assertThat(files.leftOut()).isEmpty();
        assertThat(of()).isEqualTo(new DroppedFiles(Optional.empty(), Optional.empty(), Optional.empty(), List.of()));
    }

    @Test
    void otherModelsAndDataAreNamed() {
        DroppedFiles files = of("m.onnx", "n.onnx", "train.npz", "test.npz", "m.onnx", "o.onnx", "p.onnx");
        assertThat(files.model()).contains(Path.of("m.onnx"));
        assertThat(files.data()).contains(DataSource.of(Path.of("train.npz")));
        assertThat(files.explanation())
                .startsWith("Not opened: n.onnx, o.onnx, p.onnx and 1 more.")
                .doesNotContain("m.onnx");
    }

    @Test
    void twoFilesAreInputsAndTargetsWhereTheirNamesOrKindsSaySo() {
        DataSource swapped = DataSource.of(Path.of("t10k-images"), Path.of("t10k-labels"));
        assertThat(of("t10k-labels", "t10k-images").data()).contains(swapped);
        assertThat(of("a.npy", "b.npy").data()).contains(DataSource.of(Path.of("a.npy"), Path.of("b.npy")));
        assertThat(of("a.npy", "b.npy", "c.npy").leftOut()).containsExactly(Path.of("c.npy"));
        // Each holds inputs and targets: the targets of one do not belong to the inputs of the other.
        assertThat(of("train.csv", "test.csv").leftOut()).containsExactly(Path.of("test.csv"));
    }

    @Test
    void weightsAreOpenedByThemselves() {
        assertThat(of("a.pt", "b.pt").beside()).contains(new DroppedFiles.Beside(Role.WEIGHTS, Path.of("a.pt")));
        assertThat(of("a.pt", "b.pt").leftOut()).containsExactly(Path.of("b.pt"));
        DroppedFiles files = of("a.pt", "m.onnx");
        assertThat(files.beside()).isEmpty();
        assertThat(files.explanation()).startsWith("Not opened: a.pt.").contains("after them");
    }
}
