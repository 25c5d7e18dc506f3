package io.github.jdiffscope.format.media;

import io.github.jdiffscope.sniff.Probe;
import io.github.jdiffscope.sniff.Signature;
import java.util.List;

/** How pictures are recognised whose first bytes say too little. */
final class BitmapRules {
  /** The size of the header that follows the one of 14 bytes. */
  private static final List<Long> HEADERS = List.of(12L, 40L, 52L, 56L, 64L, 108L, 124L);

  static final Signature BMP = new Signature.Structure(6, new Signature.Check() {
    @Override
    public boolean matches(Probe probe) {
      return probe.size() > 18 && probe.has(0, "BM") && HEADERS.contains(probe.u32le(14)) && probe.u32le(10) <= probe.size();
    }
  });

  /** Two zero bytes, 1 or 2, at least one entry whose data lie inside. */
  static final Signature ICON = new Signature.Structure(6, new Signature.Check() {
    @Override
    public boolean matches(Probe probe) {
      if (probe.size() < 22 || probe.u32le(0) != 1 << 16 && probe.u32le(0) != 2 << 16) {
        return false;
      }
      int entries = probe.u8(4) | probe.u8(5) << 8;
      long offset = probe.u32le(18);
      return entries > 0 && entries < 256 && probe.u8(9) == 0 && offset >= 6 + 16L * entries
          && offset + probe.u32le(14) <= probe.size();
    }
  });

  private BitmapRules() {}
}
