package io.github.jdiffscope.codec.lzma;

import java.io.IOException;
import java.io.InputStream;
import org.tukaani.xz.ARM64Options;
import org.tukaani.xz.ARMOptions;
import org.tukaani.xz.ARMThumbOptions;
import org.tukaani.xz.DeltaOptions;
import org.tukaani.xz.FilterOptions;
import org.tukaani.xz.IA64Options;
import org.tukaani.xz.PowerPCOptions;
import org.tukaani.xz.RISCVOptions;
import org.tukaani.xz.SPARCOptions;
import org.tukaani.xz.X86Options;

/** Filters before LZMA2, numbered as in the .xz file format 1.2.1, section 5.3: differences, and targets of branches. */
public final class Filters {
  public static final int DELTA = 3;
  public static final int X86 = 4;
  public static final int POWERPC = 5;
  public static final int IA64 = 6;
  public static final int ARM = 7;
  public static final int ARM_THUMB = 8;
  public static final int SPARC = 9;
  public static final int ARM64 = 10;
  public static final int RISCV = 11;

  private Filters() {}

  /**
   * Returns a stream that undoes a filter.
   *
   * @param properties of the filter; for branches none, or where the content starts
   */
  public static InputStream open(InputStream in, int filter, byte[] properties) throws IOException {
    if (filter == DELTA) {
      if (properties.length != 1) {
        throw new IOException("properties of the delta filter are damaged");
      }
      return new DeltaOptions((properties[0] & 0xFF) + 1).getInputStream(in);
    }
    int start = properties.length < 4 ? 0 : properties[0] & 0xFF | (properties[1] & 0xFF) << 8
        | (properties[2] & 0xFF) << 16 | properties[3] << 24;
    return branches(filter, start).getInputStream(in);
  }

  private static FilterOptions branches(int filter, int start) throws IOException {
    return switch (filter) {
      case X86 -> from(start, new X86Options(), X86Options::setStartOffset);
      case POWERPC -> from(start, new PowerPCOptions(), PowerPCOptions::setStartOffset);
      case IA64 -> from(start, new IA64Options(), IA64Options::setStartOffset);
      case ARM -> from(start, new ARMOptions(), ARMOptions::setStartOffset);
      case ARM_THUMB -> from(start, new ARMThumbOptions(), ARMThumbOptions::setStartOffset);
      case SPARC -> from(start, new SPARCOptions(), SPARCOptions::setStartOffset);
      case ARM64 -> from(start, new ARM64Options(), ARM64Options::setStartOffset);
      case RISCV -> from(start, new RISCVOptions(), RISCVOptions::setStartOffset);
      default -> throw new IOException("Unsupported filter " + filter);
    };
  }

  /** The method is the same for all, but its class is not public. */
  private static <T extends FilterOptions> T from(int start, T options, Start<T> setter) throws IOException {
    setter.set(options, start);
    return options;
  }

  @FunctionalInterface
  private interface Start<T> {
    void set(T options, int start) throws IOException;
  }
}
