package io.github.jdiffscope.format.executable.elf;

import io.github.jdiffscope.format.executable.code.ByteView;
import io.github.jdiffscope.format.executable.code.TextLiteral;
import java.util.Map;

/** Build attributes, by which linkers tell whether objects fit together (Arm and RISC-V psABIs): tags with numbers or texts. */
final class ElfAttributes {
  private static final Map<Long, String> RISCV = Map.of(4L, "stack_align", 5L, "arch", 6L, "unaligned_access", 8L, "priv_spec",
      10L, "priv_spec_minor", 12L, "priv_spec_revision", 14L, "atomic_abi", 16L, "x3_reg_usage");
  private static final Map<Long, String> ARM = Map.ofEntries(Map.entry(4L, "CPU_raw_name"), Map.entry(5L, "CPU_name"),
      Map.entry(6L, "CPU_arch"), Map.entry(7L, "CPU_arch_profile"), Map.entry(8L, "ARM_ISA_use"),
      Map.entry(9L, "THUMB_ISA_use"), Map.entry(10L, "FP_arch"), Map.entry(12L, "Advanced_SIMD_arch"),
      Map.entry(18L, "ABI_PCS_wchar_t"), Map.entry(19L, "ABI_FP_rounding"), Map.entry(20L, "ABI_FP_denormal"),
      Map.entry(21L, "ABI_FP_exceptions"), Map.entry(23L, "ABI_FP_number_model"), Map.entry(24L, "ABI_align_needed"),
      Map.entry(25L, "ABI_align_preserved"), Map.entry(26L, "ABI_enum_size"), Map.entry(28L, "ABI_VFP_args"),
      Map.entry(30L, "ABI_optimization_goals"), Map.entry(34L, "CPU_unaligned_access"), Map.entry(38L, "ABI_FP_16bit_format"),
      Map.entry(42L, "MPextension_use"), Map.entry(44L, "DIV_use"), Map.entry(68L, "Virtualization_use"));
  private static final long COMPATIBILITY = 32;

  private final ByteView view;
  private final StringBuilder out = new StringBuilder();
  private long at = 1;

  private ElfAttributes(ByteView view) {
    this.view = view;
  }

  static boolean is(ElfSection section) {
    return section.name().equals(".riscv.attributes") || section.name().equals(".ARM.attributes");
  }

  /** Returns the attributes, one a line; the bytes from where they make no sense. */
  static CharSequence text(ByteView view) {
    ElfAttributes attributes = new ElfAttributes(view);
    try {
      if (view.u8(0) == 'A') {
        attributes.vendors();
        return attributes.out;
      }
    } catch (IndexOutOfBoundsException cut) {
      // What was read before is kept.
    }
    byte[] bytes = view.bytes();
    int rest = (int) Math.min(attributes.at, bytes.length);
    return attributes.out.append("not understood: ").append(TextLiteral.hex(bytes, rest, bytes.length)).append('\n');
  }

  private void vendors() {
    while (at < view.size()) {
      long end = Math.min(view.size(), at + Math.max(5, view.u32(at)));
      String vendor = view.string(at + 4);
      out.append("vendor ").append(vendor).append('\n');
      at += 5 + vendor.length();
      while (at < end) {
        long scope = at;
        long kind = number();
        long size = view.u32(at);
        at += 4;
        out.append(kind == 1 ? "" : kind == 2 ? "of some sections:\n" : "of some symbols:\n");
        attributes(vendor, Math.min(end, scope + Math.max(size, at - scope)));
      }
    }
  }

  private void attributes(String vendor, long end) {
    while (at < end) {
      long tag = number();
      String name = (vendor.equals("riscv") ? RISCV : vendor.equals("aeabi") ? ARM : Map.<Long, String>of()).get(tag);
      out.append("  Tag_").append(name == null ? Long.toString(tag) : name).append(": ");
      boolean arm = vendor.equals("aeabi");
      boolean text = arm && tag < COMPATIBILITY ? tag == 4 || tag == 5 : (tag & 1) == 1;
      out.append(text ? text() : Long.toString(number())).append(arm && tag == COMPATIBILITY ? " " + text() : "").append('\n');
    }
  }

  /** Extensions of an architecture stand one below the other. */
  private String text() {
    String text = view.string(at);
    at += text.getBytes(java.nio.charset.StandardCharsets.UTF_8).length + 1L;
    return text.startsWith("rv") ? text.replace("_", "\n    ") : text;
  }

  private long number() {
    long value = 0;
    for (int shift = 0; shift < 63; shift += 7) {
      int b = view.u8(at++);
      value |= (long) (b & 0x7F) << shift;
      if ((b & 0x80) == 0) {
        break;
      }
    }
    return value;
  }
}
