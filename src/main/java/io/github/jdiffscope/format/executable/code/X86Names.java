package io.github.jdiffscope.format.executable.code;

import java.util.HashMap;
import java.util.Map;

/** Mnemonics of x86 by opcode, from the opcode maps of the Intel manual, volume 2, appendix A. */
final class X86Names {
  static final String[] GROUP1 = "add or adc sbb and sub xor cmp".split(" ");
  static final String[] GROUP2 = "rol ror rcl rcr shl shr shl sar".split(" ");
  static final String[] GROUP3 = "test test not neg mul imul div idiv".split(" ");
  static final String[] GROUP5 = "inc dec call lcall jmp ljmp push (bad)".split(" ");
  static final String[] GROUP8 = "(bad) (bad) (bad) (bad) bt bts btr btc".split(" ");
  static final String[] CONDITIONS = "o no b ae e ne be a s ns p np l ge le g".split(" ");

  /** Instructions of the first map whose operands are implied. */
  private static final String[] PLAIN = new String[256];
  /** Of the maps 1 to 3: key is map, prefix (0 none, 1 66, 2 F3, 3 F2) and opcode. */
  private static final Map<Integer, String> VECTOR = new HashMap<>();

  static {
    fill(PLAIN, "90 nop 98 cdqe 99 cqo 9b fwait 9c pushf 9d popf 9e sahf 9f lahf a4 movsb a5 movs a6 cmpsb a7 cmps "
        + "aa stosb ab stos ac lodsb ad lods ae scasb af scas c3 ret c9 leave cc int3 cf iret d7 xlat ec in ed in ee out "
        + "ef out f1 int1 f4 hlt f5 cmc f8 clc f9 stc fa cli fb sti fc cld fd std 6c insb 6d ins 6e outsb 6f outs");
    vector(1, "10 movups movupd movss movsd 11 movups movupd movss movsd 12 movlps movlpd movsldup movddup "
        + "13 movlps movlpd - - 14 unpcklps unpcklpd - - 15 unpckhps unpckhpd - - 16 movhps movhpd movshdup - "
        + "17 movhps movhpd - - 28 movaps movapd - - 29 movaps movapd - - 2a cvtpi2ps cvtpi2pd cvtsi2ss cvtsi2sd "
        + "2b movntps movntpd - - 2c cvttps2pi cvttpd2pi cvttss2si cvttsd2si 2d cvtps2pi cvtpd2pi cvtss2si cvtsd2si "
        + "2e ucomiss ucomisd - - 2f comiss comisd - - 50 movmskps movmskpd - - 51 sqrtps sqrtpd sqrtss sqrtsd "
        + "52 rsqrtps - rsqrtss - 53 rcpps - rcpss - 54 andps andpd - - 55 andnps andnpd - - 56 orps orpd - - "
        + "57 xorps xorpd - - 58 addps addpd addss addsd 59 mulps mulpd mulss mulsd 5a cvtps2pd cvtpd2ps cvtss2sd cvtsd2ss "
        + "5b cvtdq2ps cvtps2dq cvttps2dq - 5c subps subpd subss subsd 5d minps minpd minss minsd 5e divps divpd divss divsd "
        + "5f maxps maxpd maxss maxsd 6f movq movdqa movdqu movdqu 70 pshufw pshufd pshufhw pshuflw 7e movd movd movq - "
        + "7f movq movdqa movdqu movdqu c2 cmpps cmppd cmpss cmpsd c6 shufps shufpd - - d6 - movq movq2dq movdq2q "
        + "e6 - cvttpd2dq cvtdq2pd cvtpd2dq e7 movntq movntdq - - f0 - - - lddqu 6c - punpcklqdq - - 6d - punpckhqdq - - "
        + "7c - haddpd - haddps 7d - hsubpd - hsubps d0 - addsubpd - addsubps b8 - - popcnt - bc bsf bsf tzcnt - "
        + "bd bsr bsr lzcnt -");
    same(1, "60 punpcklbw 61 punpcklwd 62 punpckldq 63 packsswb 64 pcmpgtb 65 pcmpgtw 66 pcmpgtd 67 packuswb 68 punpckhbw "
        + "69 punpckhwd 6a punpckhdq 6b packssdw 6e movd 74 pcmpeqb 75 pcmpeqw 76 pcmpeqd 77 emms c4 pinsrw c5 pextrw "
        + "d1 psrlw d2 psrld d3 psrlq d4 paddq d5 pmullw d7 pmovmskb d8 psubusb d9 psubusw da pminub db pand dc paddusb "
        + "dd paddusw de pmaxub df pandn e0 pavgb e1 psraw e2 psrad e3 pavgw e4 pmulhuw e5 pmulhw e8 psubsb e9 psubsw "
        + "ea pminsw eb por ec paddsb ed paddsw ee pmaxsw ef pxor f1 psllw f2 pslld f3 psllq f4 pmuludq f5 pmaddwd "
        + "f6 psadbw f7 maskmovdqu f8 psubb f9 psubw fa psubd fb psubq fc paddb fd paddw fe paddd");
    same(2, "00 pshufb 01 phaddw 02 phaddd 03 phaddsw 04 pmaddubsw 05 phsubw 06 phsubd 08 psignb 09 psignw 0a psignd "
        + "0b pmulhrsw 0c permilps 10 pblendvb 14 blendvps 15 blendvpd 16 permps 17 ptest 18 broadcastss 19 broadcastsd "
        + "1a broadcastf128 1c pabsb 1d pabsw 1e pabsd 20 pmovsxbw 21 pmovsxbd 22 pmovsxbq 23 pmovsxwd 24 pmovsxwq "
        + "25 pmovsxdq 28 pmuldq 29 pcmpeqq 2a movntdqa 2b packusdw 30 pmovzxbw 31 pmovzxbd 32 pmovzxbq 33 pmovzxwd "
        + "34 pmovzxwq 35 pmovzxdq 36 permd 37 pcmpgtq 38 pminsb 39 pminsd 3a pminuw 3b pminud 3c pmaxsb 3d pmaxsd "
        + "3e pmaxuw 3f pmaxud 40 pmulld 41 phminposuw 45 psrlv 46 psrav 47 psllv 52 pdpwssd 58 pbroadcastd 59 pbroadcastq "
        + "5a broadcasti128 78 pbroadcastb 79 pbroadcastw 8c pmaskmov 8e pmaskmov 98 fmadd132p 99 fmadd132s a8 fmadd213p "
        + "a9 fmadd213s b8 fmadd231p b9 fmadd231s 9c fnmadd132p ac fnmadd213p bc fnmadd231p 9d fnmadd132s ad fnmadd213s "
        + "bd fnmadd231s 9a fmsub132p aa fmsub213p ba fmsub231p 9b fmsub132s ab fmsub213s bb fmsub231s b4 pmadd52luq "
        + "b5 pmadd52huq c8 sha1nexte c9 sha1msg1 ca sha1msg2 cb sha256rnds2 cc sha256msg1 cd sha256msg2 cf gf2p8mulb "
        + "db aesimc dc aesenc dd aesenclast de aesdec df aesdeclast f2 andn f3 blsi");
    vector(2, "f0 movbe movbe - crc32 f1 movbe movbe - crc32 f5 bzhi wruss pext pdep f6 wrss adcx adox mulx "
        + "f7 bextr shlx sarx shrx");
    same(3, "00 permq 01 permpd 02 pblendd 04 permilps 06 perm2f128 08 roundps 09 roundpd 0a roundss 0b roundsd 0c blendps "
        + "0d blendpd 0e pblendw 0f palignr 14 pextrb 15 pextrw 16 pextr 17 extractps 18 insertf128 19 extractf128 "
        + "1d cvtps2ph 20 pinsrb 21 insertps 22 pinsr 25 pternlog 38 inserti128 39 extracti128 3a inserti64x4 3b extracti64x4 "
        + "40 dpps 41 dppd 42 mpsadbw 43 shufi64x2 44 pclmulqdq 46 perm2i128 4a blendvps 4b blendvpd 4c pblendvb "
        + "60 pcmpestrm 61 pcmpestri 62 pcmpistrm 63 pcmpistri cc sha1rnds4 ce gf2p8affineqb cf gf2p8affineinvqb "
        + "df aeskeygenassist f0 rorx 03 alignq");
  }

  private X86Names() {}

  private static void fill(String[] table, String text) {
    String[] words = text.split(" ");
    for (int i = 0; i < words.length; i += 2) {
      table[Integer.parseInt(words[i], 16)] = words[i + 1];
    }
  }

  private static void vector(int map, String text) {
    String[] words = text.split(" ");
    for (int i = 0; i < words.length; i += 5) {
      for (int prefix = 0; prefix < 4; prefix++) {
        if (!words[i + 1 + prefix].equals("-")) {
          VECTOR.put(map << 16 | prefix << 8 | Integer.parseInt(words[i], 16), words[i + 1 + prefix]);
        }
      }
    }
  }

  private static void same(int map, String text) {
    String[] words = text.split(" ");
    for (int i = 0; i < words.length; i += 2) {
      for (int prefix = 0; prefix < 4; prefix++) {
        VECTOR.putIfAbsent(map << 16 | prefix << 8 | Integer.parseInt(words[i], 16), words[i + 1]);
      }
    }
  }

  static String plain(int opcode) {
    return PLAIN[opcode];
  }

  /** Returns the mnemonic of a vector instruction, or null. */
  static String vector(X86Instruction in) {
    int prefix = in.repeat ? 2 : in.repeatNot ? 3 : in.operandSize ? 1 : 0;
    return VECTOR.get(in.map << 16 | prefix << 8 | in.opcode);
  }
}
