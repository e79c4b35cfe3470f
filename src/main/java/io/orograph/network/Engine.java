package io.orograph.network;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What decides the last digits of a result besides the network and its data: the libraries that do the arithmetic, and the
 * instructions of the processor that they choose their kernels by.
 *
 * @param libraries with their versions
 * @param instructions the widest vectors that kernels are chosen for, and what limits them
 */
public record Engine(String libraries, String instructions) {

    private static final Path PROCESSOR = Path.of("/proc/cpuinfo");

    /** Variables of the environment by which the libraries are told to use other kernels. */
    private static final List<String> LIMITS = List.of("OPENBLAS_CORETYPE", "DNNL_MAX_CPU_ISA", "ONEDNN_MAX_CPU_ISA");

    /** Returns what computes here. */
    public static Engine here() {
        Optional<LayerEngine> engine = LayerEngines.multiplying();
        String layers = engine.map(found -> ", " + found.version()).orElse("");
        String libraries = "ND4J " + version("org.nd4j/nd4j-api") + ", OpenBLAS " + version("org.bytedeco/openblas")
                + layers + ", Java " + Runtime.version().feature();
        String limits = LIMITS.stream()
                .filter(name -> System.getenv(name) != null)
                .map(name -> name + "=" + System.getenv(name))
                .collect(Collectors.joining(", "));
        String widest = engine.map(LayerEngine::instructions).orElseGet(() -> widest(System.getProperty("os.arch")));
        return new Engine(libraries, limits.isEmpty() ? widest : widest + " (" + limits + ")");
    }

    private static String version(String artifact) {
        String resource = "/META-INF/maven/" + artifact + "/pom.properties";
        try (InputStream in = Engine.class.getResourceAsStream(resource)) {
            if (in == null) {
                return "of unknown version";
            }
            Properties properties = new Properties();
            properties.load(in);
            return properties.getProperty("version", "of unknown version");
        } catch (IOException e) {
            return "of unknown version";
        }
    }

    private static String widest(String architecture) {
        Set<String> flags = flags();
        if (flags.contains("avx512f")) {
            return "AVX-512";
        }
        if (flags.contains("avx2")) {
            return "AVX2";
        }
        String processor = System.getenv("PROCESSOR_IDENTIFIER");
        return processor == null ? architecture : processor;
    }

    /** Returns the features of the processor where the system tells them in a file. */
    private static Set<String> flags() {
        try {
            return Files.readString(PROCESSOR, StandardCharsets.ISO_8859_1)
                    .lines()
                    .filter(line -> line.startsWith("flags"))
                    .findFirst()
                    .map(line -> (Set<String>) new HashSet<>(Arrays.asList(line.split("\\s+"))))
                    .orElse(Set.of());
        } catch (IOException | RuntimeException e) {
            return Set.of();
        }
    }
}
