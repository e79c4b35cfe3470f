package io.orograph.task;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LoadingProblemTest {

    @Test
    void tellsNativeLibrariesFromClasses() {
        assertThat(LoadingProblem.sentence(new UnsatisfiedLinkError("no jnind4jcpu in java.library.path")))
                .isEqualTo(
                        "The native library that computes cannot be loaded (no jnind4jcpu in java.library.path); use one of"
                                + " the systems that Orograph is built for");
        assertThat(LoadingProblem.sentence(new NoSuchMethodError("'void a.B.c()'")))
                .isEqualTo(
                        "A part of the program is missing or of another version than the rest ('void a.B.c()'); install it"
                                + " anew, or build it again if it is built from source");
        assertThat(LoadingProblem.sentence(new NoClassDefFoundError("a/B"))).contains("missing");
    }

    /** Java tells of a class that failed once by another error than at first. */
    @Test
    void aLibraryThatFailedBeforeIsOneStill() {
        assertThat(LoadingProblem.sentence(new NoClassDefFoundError("Could not initialize class org.nd4j.Nd4j")))
                .contains("native library");
        assertThat(LoadingProblem.sentence(new ExceptionInInitializerError(new UnsatisfiedLinkError("libgomp.so.1"))))
                .contains("native library", "libgomp.so.1");
    }
}
