package io.github.jdiffscope.format.executable.pe;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Numbers and flags of headers with what they mean (Microsoft's PE Format), in the words of {@code objdump -p}. */
final class PeWords {
  private static final Map<Integer, String> MACHINES = Map.ofEntries(Map.entry(0x14C, "i386"), Map.entry(0x8664, "x86-64"),
      Map.entry(0xAA64, "AArch64"), Map.entry(0xA641, "ARM64EC"), Map.entry(0xA64E, "ARM64X"), Map.entry(0x1C0, "ARM"),
      Map.entry(0x1C4, "ARM Thumb-2"), Map.entry(0x200, "Itanium"), Map.entry(0x5032, "RISC-V 32"), Map.entry(0x5064, "RISC-V 64"),
      Map.entry(0x6232, "LoongArch 32"), Map.entry(0x6264, "LoongArch 64"), Map.entry(0xEBC, "EFI byte code"));
  private static final String[] SUBSYSTEMS = {"unspecified", "NT native", "Windows GUI", "Windows CUI", null, "OS/2 CUI", null,
      "POSIX CUI", "Win9x driver", "Wince CUI", "EFI application", "EFI boot service driver", "EFI runtime driver",
      "SAL runtime driver", "XBOX", null, "Boot application"};
  private static final String[] CHARACTERISTICS = {"relocations stripped", "executable", "line numbers stripped",
      "symbols stripped", "working set trimmed", "large address aware", null, "little endian", "32 bit words",
      "debugging information removed", "copy to swap file if on removable media", "copy to swap file if on network media",
      "system file", "DLL", "run only on uniprocessor machine", "big endian"};
  private static final String[] LIBRARY = {null, null, null, null, null, "HIGH_ENTROPY_VA", "DYNAMIC_BASE", "FORCE_INTEGRITY",
      "NX_COMPAT", "NO_ISOLATION", "NO_SEH", "NO_BIND", "APPCONTAINER", "WDM_DRIVER", "GUARD_CF", "TERMINAL_SERVICE_AWARE"};
  private static final String[] SECTION = {null, null, null, "no padding", null, "code", "initialized data",
      "uninitialized data", null, "comment", null, "remove", "COMDAT", null, null, "gp-relative", null, "purgeable", "locked",
      "preload", null, null, null, null, "more relocations", "discardable", "not cached", "not paged", "shared", "execute",
      "read", "write"};

  private PeWords() {}

  static String machine(int machine) {
    String name = MACHINES.get(machine);
    return "0x" + Integer.toHexString(machine) + (name == null ? "" : " (" + name + ")");
  }

  static String subsystem(int subsystem) {
    String name = subsystem < SUBSYSTEMS.length ? SUBSYSTEMS[subsystem] : null;
    return subsystem + (name == null ? "" : " (" + name + ")");
  }

  static String characteristics(int flags) {
    return flags(flags, CHARACTERISTICS);
  }

  static String library(int flags) {
    return flags(flags, LIBRARY);
  }

  static String section(long flags) {
    return flags(flags, SECTION);
  }

  private static String flags(long flags, String[] names) {
    List<String> words = new ArrayList<>();
    for (int bit = 0; bit < names.length; bit++) {
      if ((flags >> bit & 1) != 0 && names[bit] != null) {
        words.add(names[bit]);
      }
    }
    return "0x" + Long.toHexString(flags) + (words.isEmpty() ? "" : " (" + String.join(", ", words) + ")");
  }
}
