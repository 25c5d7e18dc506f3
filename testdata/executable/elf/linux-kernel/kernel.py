# Writes the assembly of a small program laid out as a Linux kernel: python3 kernel.py 0|1 OUTPUT-OF-NM
# As the kernel's own build does, it is linked once to learn the addresses and once more with them.
import sys
new = sys.argv[1] == '1'
places = {p[2]: int(p[0], 16) for p in map(str.split, open(sys.argv[2]))}
functions = [('T', 'start_kernel'), ('t', 'do_one_initcall'), ('T', 'schedule')]
objects = [('D', 'jiffies', '.data'), ('d', 'state.7' if new else 'state.5', '.data')]
out = ['.intel_syntax noprefix', '.globl _text', '.section .text,"ax"', '.balign 64', '_text:']
if new:
    out += ['inserted: mov eax, 5', 'ret', '.balign 64']
    functions.insert(0, ('t', 'inserted'))
out += ['start_kernel: lea rdi, [rip+banner]', 'mov rsi, OFFSET jiffies', 'call do_one_initcall', 'test eax, eax',
        'jne 1f', 'call schedule', '1: ret', '.balign 16',
        'do_one_initcall: mov rax, [rip+state]', 'add rax, %d' % (3 if new else 2), 'ret', '.balign 16',
        'schedule: mov rdi, OFFSET message', 'cmp byte ptr [rdi], 1', 'je 2f', 'ret', '2: xor eax, eax', 'ret']
out += ['.section .data,"aw"', 'jiffies: .quad start_kernel', '.quad schedule', 'state: .quad message', '.quad %d' % (9 if new else 8)]
extra = ['filler_%d' % i for i in range(603)]
names = sorted([(t, n, {'state.7': 'state', 'state.5': 'state'}.get(n, n)) for t, n in functions]
               + [(t, n, 'state' if n.startswith('state') else n) for t, n, s in objects]) + [('A', e, None) for e in extra]
out += ['.section .rodata,"a"', 'banner: .asciz "Linux version 6.1.0-%d"' % (2 if new else 1),
        'message: .asciz "\\0013nobody cares"', '.balign 8', 'offsets:']
out += ['.long %d' % (0xffffffff81000000 - 1 - places.get(l, 0xffffffff81000000) if l else i) for i, (t, n, l) in enumerate(names)]
out += ['.balign 8', '.quad _text', '.long %d' % len(names), '.balign 8', 'names:']
markers, at = [], 0
for i, (t, n, l) in enumerate(names):
    if i % 256 == 0:
        markers.append(at)
    text = (t + n).replace('filler', '\x80')
    out.append('.byte %d, %s' % (len(text), ', '.join(str(ord(c)) for c in text)))
    at += 1 + len(text)
out += ['.balign 8'] + ['.long %d' % m for m in markers] + ['.balign 8']
# The order of the names: of 608 names it fills whole words, so that its last byte lies right before the tokens.
out += ['.byte 0, %d, %d' % (i >> 8, i & 255 | 1) for i in range(len(names))] + ['.balign 8', 'tokens:']
starts, at = [], 0
for i in range(256):
    token = 'filler' if i == 0x80 else chr(i) if 33 <= i < 127 else ''
    starts.append(at)
    at += len(token) + 1
    out.append('.asciz "%s"' % token.replace('\\', '\\\\').replace('"', '\\"'))
out += ['.balign 8'] + ['.short %d' % p for p in starts]
exports = [('schedule', 0x1234, ''), ('start_kernel', 0x77 if new else 0x66, 'CRYPTO')]
out += ['.section __ksymtab,"a"'] + ['.long %s - ., .Ln_%s - .' % (n, n) + ', %s' % ('.Ls_%s - .' % n if s else '0') for n, c, s in exports]
out += ['.section __kcrctab,"a"'] + ['.long %d' % c for n, c, s in exports]
out += ['.section __ksymtab_strings,"aMS",@progbits,1'] + ['.Ln_%s: .asciz "%s"' % (n, n) for n, c, s in exports] \
    + ['.Ls_%s: .asciz "%s"' % (n, s) for n, c, s in exports if s]
fixups = [(0x8086, 0x29c0)] + ([(0x17cb, 0x1103)] if new else [])
out += ['.section .pci_fixup,"a"'] + ['.short %d, %d\n.long -1, 0, schedule - .' % f for f in fixups]
print('\n'.join(out))
