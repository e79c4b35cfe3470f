package io.orograph.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.orograph.arrays.NpyWriter;
import io.orograph.network.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** NumPy itself opens what is exported, without pickle. Skipped where there is no NumPy. */
class NumpyReadsExportsTest {

    private static final String SCRIPT = """
            import json, sys
            import numpy as np
            folder = sys.argv[1]
            s = np.load(folder + "/surface.npz", allow_pickle=False)
            assert s.files == ["alpha", "beta", "loss", "loss_se", "accuracy", "evaluated", "provenance"], s.files
            assert s["alpha"].tolist() == [-1, 0, 1] and s["beta"].tolist() == [0, 0.1]
            assert s["loss"].dtype == "<f8" and s["loss"].shape == (2, 3)
            assert s["loss"][0, 0] == 1 / 3 and np.isnan(s["loss"][0, 2]) and s["loss"][1, 1] == np.inf
            assert s["accuracy"].ravel()[:5].tolist() == [0, 0.2, 0.4, 0.6, 0.8]
            assert s["evaluated"].dtype == bool and s["evaluated"].sum() == 5
            p = json.loads(s["provenance"].item())
            assert list(p.items()) == [("model", 'digits "\\u03b1".onnx'), ("seed", 42), ("range", 0.1),
                                       ("axes", [-1.5, 2]), ("bias", False)], p
            d = np.load(folder + "/directions.npz", allow_pickle=False)
            assert d["d1/fc/weight"].tolist() == [[1, 2, 3], [4, 5, 6]]
            assert d["d2/fc.bias"].tolist() == [-7, 1 / 3]
            rows = np.genfromtxt(folder + "/surface.csv", delimiter=",", names=True, comments="#", skip_header=6)
            assert rows.dtype.names == ("alpha", "beta", "loss", "loss_se", "accuracy"), rows.dtype
            assert rows["loss"][0] == 1 / 3 and rows["loss"][4] == np.inf and rows["beta"][5] == 0.1
            for kind, want in [("f4", "float32"), ("u1", "uint8"), ("b1", "bool"), ("i4", "int32"), ("i8", "int64")]:
                a = np.load(folder + f"/{kind}.npy", allow_pickle=False)
                assert a.dtype == want and a.shape == (3,) and a.tolist() == [0, 1, 1], a
            assert np.load(folder + "/scalar.npy").item() == 2.5
            print("all read")
            """;

    @TempDir
    Path folder;

    @Test
    void numpyReadsEverything() throws IOException {
        Optional<PythonWithNumpy> python = PythonWithNumpy.find();
        assumeTrue(python.isPresent(), "NumPy is not installed");
        Samples.write(folder.resolve("surface.npz"), Samples.landscape(true, false));
        LandscapeCsv.write(folder.resolve("surface.csv"), Samples.landscape(true, false));
        double[] first = {1, 2, 3, 4, 5, 6, 7, 8};
        double[] second = {0, 0, 0, 0, 0, 0, -7, 1.0 / 3};
        DirectionsNpz.write(
                folder.resolve("directions.npz"),
                Samples.layout(),
                new DirectionsNpz.Directions(first, second),
                Samples.PROVENANCE);
        NpyWriter.write(folder.resolve("f4.npy"), Tensor.of(new float[] {0, 1, 1}, 3));
        NpyWriter.write(folder.resolve("u1.npy"), Tensor.ofBytes(new byte[] {0, 1, 1}, 3));
        NpyWriter.write(folder.resolve("b1.npy"), Tensor.ofBooleans(new byte[] {0, 1, 1}, 3));
        NpyWriter.write(folder.resolve("i4.npy"), Tensor.of(new int[] {0, 1, 1}, 3));
        NpyWriter.write(folder.resolve("i8.npy"), Tensor.of(new long[] {0, 1, 1}, 3));
        NpyWriter.write(folder.resolve("scalar.npy"), Tensor.of(new double[] {2.5}));
        assertThat(python.get().run(SCRIPT, folder)).isEqualTo("all read\n");
    }
}
