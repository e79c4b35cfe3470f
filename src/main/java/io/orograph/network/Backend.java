package io.orograph.network;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.stream.Collectors;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;

/** The native library that does the arithmetic. */
public final class Backend {

    private static final String FEATURE = "HAVE_";
    private static final List<String> FILE_FORMATS = List.of("flatbuffers");

    private Backend() {}

    /**
     * Returns a description of the backend for a person who looks into its speed: {@code oneDNN 2.5.2 for products, convolutional
     * and some other layers beside ND4J on the CPU, with onednn and openblas}.
     */
    public static String describe() {
        Properties environment = Nd4j.getExecutioner().getEnvironmentInformation();
        String build = NativeOpsHolder.getInstance().getDeviceNativeOps().buildInfo();
        String kernels = Arrays.stream(build.split("\\s+"))
                .filter(word -> word.startsWith(FEATURE))
                .map(word -> word.substring(FEATURE.length()).toLowerCase(Locale.ROOT))
                .filter(name -> !FILE_FORMATS.contains(name))
                .collect(Collectors.joining(" and "));
        String layers = LayerEngines.current()
                .map(engine -> engine.version() + " for products, convolutional and some other layers beside ")
                .orElse("");
        return layers + "ND4J on the " + environment.getProperty("backend")
                + (kernels.isEmpty() ? "" : ", with " + kernels);
    }
}
