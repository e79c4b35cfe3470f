package io.orograph.network.jit;

import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.network.jit.Assembler.Address;
import io.orograph.network.jit.Assembler.Comparison;
import io.orograph.network.jit.Assembler.Element;
import io.orograph.network.jit.Assembler.Operation;
import io.orograph.network.jit.Assembler.Single;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Instructions are the bytes that the GNU assembler makes of them: of registers with low and high numbers in each place. */
class AssemblerTest {

    private static final Map<String, Consumer<Assembler>> INSTRUCTIONS = new LinkedHashMap<>();

    private static void expect(String instruction, Consumer<Assembler> written) {
        INSTRUCTIONS.put(instruction, written);
    }

    private static void operation(String instruction, Operation operation, Element element, int... registers) {
        expect(instruction, code -> code.operate(operation, element, registers[0], registers[1], registers[2]));
    }

    static {
        operation("vaddps ymm9, ymm3, ymm12", Operation.ADD, Element.FLOAT, 9, 3, 12);
        operation("vaddpd ymm1, ymm2, ymm3", Operation.ADD, Element.DOUBLE, 1, 2, 3);
        operation("vmulpd ymm0, ymm8, ymm9", Operation.MULTIPLY, Element.DOUBLE, 0, 8, 9);
        operation("vsubps ymm7, ymm14, ymm1", Operation.SUBTRACT, Element.FLOAT, 7, 14, 1);
        operation("vdivpd ymm4, ymm5, ymm6", Operation.DIVIDE, Element.DOUBLE, 4, 5, 6);
        operation("vminps ymm2, ymm13, ymm10", Operation.LESSER, Element.FLOAT, 2, 13, 10);
        operation("vmaxps ymm12, ymm1, ymm2", Operation.GREATER, Element.FLOAT, 12, 1, 2);
        operation("vmaxpd ymm3, ymm11, ymm4", Operation.GREATER, Element.DOUBLE, 3, 11, 4);
        operation("vandpd ymm1, ymm12, ymm13", Operation.AND, Element.DOUBLE, 1, 12, 13);
        operation("vandnpd ymm8, ymm7, ymm6", Operation.AND_NOT, Element.DOUBLE, 8, 7, 6);
        operation("vorps ymm5, ymm4, ymm9", Operation.OR, Element.FLOAT, 5, 4, 9);
        operation("vorpd ymm15, ymm14, ymm13", Operation.OR, Element.DOUBLE, 15, 14, 13);
        operation("vxorps ymm0, ymm0, ymm0", Operation.EXCLUSIVE_OR, Element.FLOAT, 0, 0, 0);
        operation("vfmadd231ps ymm4, ymm13, ymm9", Operation.ADD_PRODUCT, Element.FLOAT, 4, 13, 9);
        operation("vfmadd231pd ymm10, ymm1, ymm2", Operation.ADD_PRODUCT, Element.DOUBLE, 10, 1, 2);
        operation("vfnmadd231ps ymm3, ymm2, ymm15", Operation.SUBTRACT_PRODUCT, Element.FLOAT, 3, 2, 15);
        operation("vfnmadd231pd ymm11, ymm2, ymm14", Operation.SUBTRACT_PRODUCT, Element.DOUBLE, 11, 2, 14);
        expect(
                "vmulps ymm15, ymm0, ymmword ptr [rbp+rcx*1+8]",
                code -> code.operate(
                        Operation.MULTIPLY, Element.FLOAT, 15, 0, new Address(Assembler.RBP, Assembler.RCX, 8)));
        expect("vcmppd ymm6, ymm7, ymm8, 0", code -> code.compare(Comparison.EQUAL, Element.DOUBLE, 6, 7, 8));
        expect("vcmppd ymm9, ymm10, ymm1, 0x15", code -> code.compare(Comparison.NOT_LESS, Element.DOUBLE, 9, 10, 1));
        expect("vcmpps ymm1, ymm2, ymm13, 0", code -> code.compare(Comparison.EQUAL, Element.FLOAT, 1, 2, 13));
        expect("vblendvpd ymm1, ymm9, ymm3, ymm12", code -> code.blend(Element.DOUBLE, 1, 9, 3, 12));
        expect("vblendvps ymm14, ymm2, ymm11, ymm5", code -> code.blend(Element.FLOAT, 14, 2, 11, 5));
        expect("vpsllq ymm3, ymm12, 52", code -> code.shift(Element.DOUBLE, 3, 12, 52));
        expect("vpsrlq ymm10, ymm1, 52", code -> code.shift(Element.DOUBLE, 10, 1, -52));
        expect("vpslld ymm3, ymm12, 23", code -> code.shift(Element.FLOAT, 3, 12, 23));
        expect("vpsrld ymm10, ymm1, 23", code -> code.shift(Element.FLOAT, 10, 1, -23));
        expect("vmovaps ymm9, ymm14", code -> code.copy(9, 14));
        expect("vcvtps2pd ymm12, xmm3", code -> code.widen(12, 3));
        expect("vcvtpd2ps xmm3, ymm12", code -> code.narrow(3, 12));
        expect("vpermilpd ymm2, ymm11, 5", code -> code.swapNeighbours(2, 11));
        expect(
                "vpermd ymm11, ymm4, ymmword ptr [r9+rax*1+8]",
                code -> code.pick(11, 4, new Address(Assembler.R9, Assembler.RAX, 8)));
        expect(
                "vpermd ymm2, ymm13, ymmword ptr [rax+r10*1+8]",
                code -> code.pick(2, 13, new Address(Assembler.RAX, Assembler.R10, 8)));
        expect("vsqrtps ymm9, ymm4", code -> code.operate(Single.ROOT, Element.FLOAT, 9, 4));
        expect("vsqrtpd ymm1, ymm12", code -> code.operate(Single.ROOT, Element.DOUBLE, 1, 12));
        expect("vperm2f128 ymm2, ymm11, ymm11, 1", code -> code.operate(Single.SWAPPED_HALVES, Element.DOUBLE, 2, 11));
        expect("vhaddps ymm10, ymm3, ymm3", code -> code.operate(Single.SUMS_OF_PAIRS, Element.FLOAT, 10, 3));
        expect("vhaddpd ymm5, ymm13, ymm13", code -> code.operate(Single.SUMS_OF_PAIRS, Element.DOUBLE, 5, 13));
        expect("vzeroupper", Assembler::clearUpperHalves);
        memory();
        general();
    }

    private static void memory() {
        Address indexed = new Address(Assembler.RDX, Assembler.R14, 96);
        expect("vmovups ymm8, ymmword ptr [r12+256]", code -> code.load(8, Address.at(Assembler.R12, 256)));
        expect(
                "vmovups ymm1, ymmword ptr [r9+rcx*1+4]",
                code -> code.load(1, new Address(Assembler.R9, Assembler.RCX, 4)));
        expect("vmovups ymmword ptr [rsp+32], ymm3", code -> code.store(Address.at(Assembler.RSP, 32), 3));
        expect(
                "vmovups ymmword ptr [r13+r8*1+64], ymm11",
                code -> code.store(new Address(Assembler.R13, Assembler.R8, 64), 11));
        expect(
                "vbroadcastss ymm6, dword ptr [r13+12]",
                code -> code.broadcast(Element.FLOAT, 6, Address.at(Assembler.R13, 12)));
        expect(
                "vbroadcastsd ymm9, qword ptr [r8+16]",
                code -> code.broadcast(Element.DOUBLE, 9, Address.at(Assembler.R8, 16)));
        expect(
                "vmovss xmm5, dword ptr [rax+r11*1+40]",
                code -> code.loadFirst(5, new Address(Assembler.RAX, Assembler.R11, 40)));
        expect(
                "vinsertps xmm5, xmm5, dword ptr [r10+r11*1+80], 0x20",
                code -> code.loadInto(5, 2, new Address(Assembler.R10, Assembler.R11, 80)));
        expect("vcvtps2pd ymm11, xmmword ptr [r8+48]", code -> code.widen(11, Address.at(Assembler.R8, 48)));
        expect("vmovups xmmword ptr [r9+16], xmm12", code -> code.storeHalf(Address.at(Assembler.R9, 16), 12));
        expect(
                "vmovss dword ptr [rdx+r14*1+96], xmm9",
                code -> code.storeFirst(new Address(Assembler.RDX, Assembler.R14, 96), 9));
        expect("vcvtps2pd ymm14, xmmword ptr [rdx+r14*1+96]", code -> code.widen(14, indexed));
        expect(
                "vmovups xmmword ptr [r10+r11*1+40], xmm9",
                code -> code.storeHalf(new Address(Assembler.R10, Assembler.R11, 40), 9));
        expect("vmaskmovps ymm2, ymm13, ymmword ptr [rdx+r14*1+96]", code -> code.loadMasked(2, 13, indexed));
        expect("vmaskmovps ymmword ptr [rdx+r14*1+96], ymm13, ymm2", code -> code.storeMasked(indexed, 13, 2));
    }

    private static void general() {
        expect("mov r9, qword ptr [rdi+520]", code -> code.load64(Assembler.R9, Address.at(Assembler.RDI, 520)));
        expect("mov rax, qword ptr [r12+8]", code -> code.load64(Assembler.RAX, Address.at(Assembler.R12, 8)));
        expect(
                "movsxd r9, dword ptr [r9+rcx*1+8]",
                code -> code.load32(Assembler.R9, new Address(Assembler.R9, Assembler.RCX, 8)));
        expect(
                "movsxd rax, dword ptr [rax+rcx*1+8]",
                code -> code.load32(Assembler.RAX, new Address(Assembler.RAX, Assembler.RCX, 8)));
        expect("{load} mov rbp, rsp", code -> code.copy64(Assembler.RBP, Assembler.RSP));
        expect("{load} mov r8, rsi", code -> code.copy64(Assembler.R8, Assembler.RSI));
        expect("{load} xor rcx, rcx", code -> code.clear64(Assembler.RCX));
        expect("{load} cmp rcx, rdx", code -> code.compare64(Assembler.RCX, Assembler.RDX));
        expect(
                "cmp rax, qword ptr [rbx+32]",
                code -> code.compareWithMemory64(Assembler.RAX, Address.at(Assembler.RBX, 32)));
        expect("add rsp, -4096", code -> code.add64(Assembler.RSP, -4096));
        expect("add r13, 100000", code -> code.add64(Assembler.R13, 100_000));
        expect("{load} add rdx, r13", code -> code.add64Registers(Assembler.RDX, Assembler.R13));
        expect("and rsp, -64000", code -> code.and64(Assembler.RSP, -64_000));
        expect("mov r10, 4000", code -> code.set64(Assembler.R10, 4000));
        expect("push rbp", code -> code.push(Assembler.RBP));
        expect("push r12", code -> code.push(Assembler.R12));
        expect("pop r15", code -> code.pop(Assembler.R15));
        expect("pop rbx", code -> code.pop(Assembler.RBX));
        expect("rep movsb", Assembler::copyBytes);
        expect("call rax", code -> code.call(Assembler.RAX));
        expect("ret", Assembler::returns);
    }

    @Test
    void likeTheGnuAssembler() throws IOException {
        List<String> written = new ArrayList<>();
        INSTRUCTIONS.forEach((instruction, writing) -> {
            Assembler code = new Assembler();
            writing.accept(code);
            written.add(HexFormat.of().formatHex(code.bytes()) + " " + instruction);
        });
        try (InputStream goldens = AssemblerTest.class.getResourceAsStream("instructions.txt")) {
            String text = new String(goldens.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(written).containsExactlyInAnyOrderElementsOf(text.lines().toList());
        }
    }

    /** A jump goes back to the first byte of the instruction that it is to. */
    @Test
    void jumpsBack() {
        Assembler code = new Assembler();
        int place = code.here();
        code.add64(Assembler.RCX, -1);
        code.jumpBackIfNot(place);
        assertThat(code.bytes()).hasSize(13).endsWith(0x0f, 0x85, 0xf3, 0xff, 0xff, 0xff);
    }

    /** The place of what follows the code is counted from behind the instruction that asks for it. */
    @Test
    void placesAhead() {
        Assembler code = new Assembler();
        code.addressAhead(Assembler.R8, 0x1234);
        // lea r8, [rip+0x1234]
        assertThat(code.bytes()).containsExactly(0x4c, 0x8d, 0x05, 0x34, 0x12, 0, 0);
    }
}
