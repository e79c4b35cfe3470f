package io.orograph.network;

import com.sun.jna.Function;
import com.sun.jna.Library;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.cpu.nativecpu.CpuNDArrayFactory;
import org.nd4j.linalg.cpu.nativecpu.blas.CpuBlas;

/**
 * Gives ND4J the functions of BLAS without a search through all libraries of the process. JavaCPP's
 * {@link Loader#addressof} opens each of them within {@code dl_iterate_phdr}, that is, it takes the two locks of the GNU C
 * library's loader in the order opposite to {@code dlopen}: where another thread loads a library meanwhile, such as JavaFX
 * its renderer, both wait for ever, and the window stands. Here the one library is asked that has them.
 *
 * <p>ND4J makes one by reflection, as {@link NativeThreads#useSafeLookup} has it do.
 */
public final class BlasLookup extends CpuNDArrayFactory {

    /** In the order of ND4J's enumeration of BLAS functions in native code; those that OpenBLAS has not stay null. */
    private static final String[] FUNCTIONS = {
        "cblas_sgemv",
        "cblas_dgemv",
        "cblas_sgemm",
        "cblas_dgemm",
        "cblas_sgemm_batch",
        "cblas_dgemm_batch",
        "LAPACKE_sgesvd",
        "LAPACKE_dgesvd",
        "LAPACKE_sgesdd",
        "LAPACKE_dgesdd",
    };

    /**
     * RTLD_LAZY alone, of dlopen(3). With RTLD_GLOBAL, as JNA has it otherwise, the other OpenBLAS of the process, which has
     * LAPACK, would take this one's functions for its own, and free what it never allocated.
     */
    private static final Map<String, Integer> OPENING =
            Platform.isLinux() ? Map.of(Library.OPTION_OPEN_FLAGS, 1) : Map.of();

    /** Makes one with ND4J's type and order of the elements. */
    public BlasLookup(DataType type, char order) {
        super(type, order);
    }

    @Override
    public void createBlas() {
        blas = new OpenBlas();
        try (PointerPointer<Pointer> functions = new PointerPointer<>(FUNCTIONS.length)) {
            for (int i = 0; i < FUNCTIONS.length; i++) {
                functions.put(i, pointer(FUNCTIONS[i]));
            }
            nativeOps.initializeFunctions(functions);
        }
        if (nativeOps.lastErrorCode() != 0) {
            throw new IllegalStateException(nativeOps.lastErrorMessage());
        }
    }

    /** The threads of OpenBLAS, which would be looked for in the same way. */
    private static final class OpenBlas extends CpuBlas {

        @Override
        public void setMaxThreads(int threads) {
            Function.getFunction(address("openblas_set_num_threads")).invoke(new Object[] {threads});
        }

        @Override
        public int getMaxThreads() {
            return Function.getFunction(address("openblas_get_num_threads")).invokeInt(new Object[0]);
        }

        @Override
        public int getBlasVendorId() {
            return Vendor.OPENBLAS.ordinal();
        }
    }

    /** Returns where a function of BLAS begins; null where there is no such function. */
    static Pointer pointer(String function) {
        try {
            return new Place(com.sun.jna.Pointer.nativeValue(address(function)));
        } catch (UnsatisfiedLinkError e) {
            return null;
        }
    }

    /** Returns the family of processors that OpenBLAS takes this one for, such as Haswell; empty where it does not tell. */
    static Optional<String> processor() {
        try {
            return Optional.of(
                    Function.getFunction(address("openblas_get_corename")).invokeString(new Object[0], false));
        } catch (LinkageError e) {
            return Optional.empty();
        }
    }

    /** A pointer to a place that is known by its number. */
    private static final class Place extends Pointer {
        Place(long place) {
            address = place;
        }
    }

    /**
     * Returns where a function of BLAS begins.
     *
     * @throws UnsatisfiedLinkError if there is no such function
     */
    private static com.sun.jna.Pointer address(String function) {
        // A look into a library is one into those that it was linked with.
        return NativeLibrary.getInstance(Loader.load(openblas_nolapack.class), OPENING)
                .getGlobalVariableAddress(function);
    }
}
