"""Writes instructions.txt: the bytes that the GNU assembler makes of the instructions that compiled loops consist of.

Run it in its folder; it needs as and objdump of the GNU binutils. Of the ways to say the same, those are asked for that the
program knows: vector instructions with three bytes before the operation, immediate numbers of four bytes, and operations on two
general registers that load the first one.
"""

import re
import subprocess
import tempfile

INSTRUCTIONS = """
vaddps ymm9, ymm3, ymm12
vaddpd ymm1, ymm2, ymm3
vmulps ymm15, ymm0, ymmword ptr [rbp+rcx*1+8]
vmulpd ymm0, ymm8, ymm9
vsubps ymm7, ymm14, ymm1
vdivpd ymm4, ymm5, ymm6
vminps ymm2, ymm13, ymm10
vmaxps ymm12, ymm1, ymm2
vmaxpd ymm3, ymm11, ymm4
vandpd ymm1, ymm12, ymm13
vandnpd ymm8, ymm7, ymm6
vorps ymm5, ymm4, ymm9
vorpd ymm15, ymm14, ymm13
vxorps ymm0, ymm0, ymm0
vfmadd231ps ymm4, ymm13, ymm9
vfmadd231pd ymm10, ymm1, ymm2
vfnmadd231ps ymm3, ymm2, ymm15
vfnmadd231pd ymm11, ymm2, ymm14
vcmppd ymm6, ymm7, ymm8, 0
vcmppd ymm9, ymm10, ymm1, 0x15
vcmpps ymm1, ymm2, ymm13, 0
vblendvpd ymm1, ymm9, ymm3, ymm12
vblendvps ymm14, ymm2, ymm11, ymm5
vpsllq ymm3, ymm12, 52
vpsrlq ymm10, ymm1, 52
vpslld ymm3, ymm12, 23
vpsrld ymm10, ymm1, 23
vmovaps ymm9, ymm14
vmovups ymm8, ymmword ptr [r12+256]
vmovups ymm1, ymmword ptr [r9+rcx*1+4]
vmovups ymmword ptr [rsp+32], ymm3
vmovups ymmword ptr [r13+r8*1+64], ymm11
vbroadcastss ymm6, dword ptr [r13+12]
vbroadcastsd ymm9, qword ptr [r8+16]
vmovss xmm5, dword ptr [rax+r11*1+40]
vinsertps xmm5, xmm5, dword ptr [r10+r11*1+80], 0x20
vcvtps2pd ymm12, xmm3
vcvtps2pd ymm14, xmmword ptr [rdx+r14*1+96]
vcvtps2pd ymm11, xmmword ptr [r8+48]
vcvtpd2ps xmm3, ymm12
vmovups xmmword ptr [r10+r11*1+40], xmm9
vmovups xmmword ptr [r9+16], xmm12
vmovss dword ptr [rdx+r14*1+96], xmm9
vpermd ymm11, ymm4, ymmword ptr [r9+rax*1+8]
vpermd ymm2, ymm13, ymmword ptr [rax+r10*1+8]
vsqrtps ymm9, ymm4
vsqrtpd ymm1, ymm12
vperm2f128 ymm2, ymm11, ymm11, 1
vpermilpd ymm2, ymm11, 5
vhaddps ymm10, ymm3, ymm3
vhaddpd ymm5, ymm13, ymm13
vmaskmovps ymm2, ymm13, ymmword ptr [rdx+r14*1+96]
vmaskmovps ymmword ptr [rdx+r14*1+96], ymm13, ymm2
vzeroupper
mov r9, qword ptr [rdi+520]
mov rax, qword ptr [r12+8]
movsxd r9, dword ptr [r9+rcx*1+8]
movsxd rax, dword ptr [rax+rcx*1+8]
{load} mov rbp, rsp
{load} mov r8, rsi
{load} xor rcx, rcx
{load} cmp rcx, rdx
cmp rax, qword ptr [rbx+32]
add rsp, -4096
add r13, 100000
{load} add rdx, r13
and rsp, -64000
mov r10, 4000
push rbp
push r12
pop r15
pop rbx
rep movsb
call rax
ret
"""


def bytes_of(lines):
    source = ".intel_syntax noprefix\n" + "\n".join(
        ("{vex3} " if line.startswith("v") and line != "vzeroupper" else "") + line for line in lines) + "\n"
    with tempfile.NamedTemporaryFile("w", suffix=".s") as file, tempfile.NamedTemporaryFile(suffix=".o") as made:
        file.write(source)
        file.flush()
        subprocess.run(["as", "-o", made.name, file.name], check=True)
        listing = subprocess.run(["objdump", "-d", "-w", made.name], check=True, capture_output=True, text=True).stdout
    return [re.sub(r"\s", "", match) for match in re.findall(r"^\s+[0-9a-f]+:\t((?:[0-9a-f]{2} )+)", listing, re.M)]


lines = [line for line in INSTRUCTIONS.strip().splitlines()]
with open("instructions.txt", "w", encoding="utf-8") as out:
    for line, code in zip(lines, bytes_of(lines), strict=True):
        out.write(f"{code} {line}\n")
