package io.github.jdiffscope.format.executable.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Reads real programs instruction by instruction and compares lengths and mnemonics with those of objdump. */
class ObjdumpAgreementTest {
  private static final int MOST = 60_000;
  private static final Set<String> PREFIXES = Set.of("data16", "cs", "ds", "es", "ss", "fs", "gs", "bnd", "notrack", "repz",
      "rep", "repnz", "lock", "addr32");
  private static final Operands NUMBERS = new Operands() {
    @Override
    public String code(long target) {
      return "0x" + Long.toHexString(target);
    }

    @Override
    public String data(long target, int size) {
      return "0x" + Long.toHexString(target);
    }

    @Override
    public String relocated(long address, long next, int size) {
      return null;
    }

    @Override
    public String absolute(long value) {
      return null;
    }
  };

  private boolean bits32;
  private int count;
  private int lengths;
  private int exact;
  private int mnemonics;
  private final Map<String, String> others = new TreeMap<>();

  @Test
  void x86AgreesWithObjdump() throws IOException {
    read(new X86Disassembler(true), false, "/usr/bin/objdump", "/bin/bash", "-w", "-M", "intel");
    assertThat(lengths).as("lengths").isEqualTo(count);
    assertThat(mnemonics * 1000L / count).as("mnemonics of 1,000, not these: %s", others).isGreaterThanOrEqualTo(999);
  }

  @Test
  void i386AgreesWithObjdump() throws IOException {
    bits32 = true;
    read(new X86Disassembler(false), false, "/usr/bin/objdump", "/usr/lib32/libc.so.6", "-w", "-M", "intel");
    assertThat(lengths).as("lengths").isEqualTo(count);
    assertThat(mnemonics * 1000L / count).as("mnemonics of 1,000, not these: %s", others).isGreaterThanOrEqualTo(999);
  }

  @Test
  void aarch64AgreesWithObjdump() throws IOException {
    read(new Aarch64Disassembler(), true, "/usr/bin/aarch64-linux-gnu-objdump", "/usr/aarch64-linux-gnu/lib/libc.so.6");
    assertThat(mnemonics * 1000L / count).as("mnemonics of 1,000, not these: %s", others).isGreaterThanOrEqualTo(990);
  }

  @Test
  void riscvAgreesWithObjdump() throws IOException {
    read(new RiscvDisassembler(true), true, "/usr/bin/riscv64-linux-gnu-objdump", "/usr/riscv64-linux-gnu/lib/libc.so.6");
    assertThat(exact).as("instructions with operands, not these: %s", others).isEqualTo(count);
    assertThat(mnemonics * 1000L / count).as("mnemonics of 1,000, not these: %s", others).isGreaterThanOrEqualTo(999);
  }

  private void read(Disassembler disassembler, boolean words, String command, String file, String... options)
      throws IOException {
    assumeTrue(Files.isExecutable(Path.of(command)) && Files.exists(Path.of(file)));
    List<String> line = new java.util.ArrayList<>(List.of(command, "-d"));
    line.addAll(List.of(options));
    line.add(file);
    Process process = new ProcessBuilder(line).start();
    try (BufferedReader lines = new BufferedReader(
        new InputStreamReader(process.getInputStream(), StandardCharsets.ISO_8859_1))) {
      for (String text = lines.readLine(); text != null && count < MOST; text = lines.readLine()) {
        String[] columns = text.split("\t");
        if (columns.length >= 3 && columns[0].endsWith(":")) {
          instruction(disassembler, words, columns);
        }
      }
    } finally {
      process.destroy();
    }
    assertThat(count).isGreaterThan(10_000);
  }

  private void instruction(Disassembler disassembler, boolean words, String[] columns) {
    long address = Long.parseLong(columns[0].trim().replace(":", ""), 16);
    String theirs = String.join(" ", Arrays.copyOfRange(columns, 2, columns.length)).trim();
    if (theirs.startsWith(".inst") || theirs.startsWith("udf") || theirs.startsWith("(bad)")) {
      return;
    }
    byte[] code = bytes(columns[1].trim(), words);
    count++;
    if (!words) {
      byte[] longer = Arrays.copyOf(code, code.length + 16);
      lengths += new X86Instruction(!bits32).decode(longer, 0, longer.length) == code.length ? 1 : 0;
    }
    Step step = disassembler.steps(List.of(new CodeRange(code, 0, code.length, address)), NUMBERS).get(0);
    String ours = step.flow() == Step.Flow.PADDING ? "nop" : mnemonic(step.text());
    // Some versions of objdump call instructions with a number as those with a register.
    String inShort = disassembler instanceof RiscvDisassembler ? ours.replaceFirst("i(w?)$", "$1") : ours;
    if (disassembler instanceof RiscvDisassembler) {
      String whole = step.text().replaceFirst("i(w?) ", "$1 ").replace(", ", ",")
          .replaceFirst("^([bj].*)0x", "$1");
      String other = theirs.replaceFirst(" *(#|<).*", "").replaceFirst("i(w?) ", "$1 ").replaceFirst("\\s+", " ").strip();
      exact += whole.equals(other) ? 1 : 0;
      if (!whole.equals(other)) {
        others.put(mnemonic(theirs), whole + " | " + other);
      }
    }
    if (ours.equals(mnemonic(theirs)) || inShort.equals(mnemonic(theirs))) {
      mnemonics++;
    } else {
      others.put(mnemonic(theirs), step.text());
    }
  }

  private static byte[] bytes(String text, boolean words) {
    String[] digits = text.split(" ");
    byte[] code = new byte[words ? text.length() / 2 : digits.length];
    for (int i = 0; i < code.length; i++) {
      code[i] = words ? (byte) (Long.parseLong(text, 16) >> 8 * i) : (byte) Integer.parseInt(digits[i], 16);
    }
    return code;
  }

  /** Returns the mnemonic; what only fills space is nop, and string instructions lose the size that operands tell. */
  private static String mnemonic(String text) {
    String[] words = text.split(" +");
    int at = 0;
    while (at < words.length - 1 && (PREFIXES.contains(words[at]) || words[at].startsWith("rex"))) {
      at++;
    }
    String word = words[at];
    boolean string = word.matches("(stos|movs|lods|scas|cmps|ins|outs)[bwdq]?") && !text.contains("xmm");
    return text.startsWith("xchg") && text.contains("ax,ax") || PREFIXES.contains(word) ? "nop"
        : string ? word.substring(0, word.startsWith("ins") ? 3 : 4) : word;
  }
}
