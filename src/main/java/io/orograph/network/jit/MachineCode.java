package io.orograph.network.jit;

import com.sun.jna.Function;
import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A function of machine code in memory of its own, which may be run and not written. It is there until the process ends, as the
 * kernels of oneDNN are: some thousand bytes for each that is compiled.
 */
public final class MachineCode {

    private static final Logger LOG = LoggerFactory.getLogger(MachineCode.class);

    private static final int READ = 1;
    private static final int WRITE = 2;
    private static final int EXECUTE = 4;

    /** Memory of the process alone, of no file: of mmap(2), which numbers it differently from system to system. */
    private static final int ANONYMOUS = 2 | (Platform.isMac() ? 0x1000 : 0x20);

    private static final int ANSWER = 42;

    private static final Optional<CLibrary> LIBRARY = found();

    private final Pointer place;

    private MachineCode(Pointer place) {
        this.place = place;
    }

    /** The C library's part of this. */
    interface CLibrary extends Library {
        Pointer mmap(Pointer where, NativeLong length, int protection, int flags, int file, NativeLong offset);

        int mprotect(Pointer where, NativeLong length, int protection);
    }

    /**
     * Tells whether the system lets a program run what it wrote, and knows the convention that the code is written for: Linux and
     * macOS on x86-64. Whether the processor has the instructions is not asked.
     */
    public static boolean isAllowed() {
        return LIBRARY.isPresent();
    }

    private static Optional<CLibrary> found() {
        boolean isKnown = Platform.is64Bit() && Platform.isIntel() && (Platform.isLinux() || Platform.isMac());
        if (!isKnown) {
            return Optional.empty();
        }
        try {
            CLibrary library = Native.load("c", CLibrary.class);
            Assembler answer = new Assembler();
            answer.set64(Assembler.RAX, ANSWER);
            answer.returns();
            int answered = Function.getFunction(placed(library, answer.bytes())).invokeInt(new Object[0]);
            return answered == ANSWER ? Optional.of(library) : Optional.empty();
        } catch (LinkageError | IllegalStateException e) {
            LOG.debug("The system does not run code that is written while the program runs", e);
            return Optional.empty();
        }
    }

    static MachineCode of(byte... code) {
        return new MachineCode(placed(LIBRARY.orElseThrow(), code));
    }

    private static Pointer placed(CLibrary library, byte... code) {
        NativeLong length = new NativeLong(code.length);
        Pointer place = library.mmap(Pointer.NULL, length, READ | WRITE, ANONYMOUS, -1, new NativeLong(0));
        if (Pointer.nativeValue(place) == -1) {
            throw new IllegalStateException("no memory for " + code.length + " bytes of code");
        }
        place.write(0, code, 0, code.length);
        if (library.mprotect(place, length, READ | EXECUTE) != 0) {
            throw new IllegalStateException("memory may not be made executable");
        }
        return place;
    }

    /** Returns where the code begins. */
    long address() {
        return Pointer.nativeValue(place);
    }
}
