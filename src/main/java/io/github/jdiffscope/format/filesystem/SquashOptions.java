package io.github.jdiffscope.format.filesystem;

import java.io.IOException;

/** The options of the compressor that a SquashFS image keeps behind its superblock, as {@code unsquashfs -s} prints them. */
final class SquashOptions {
  private static final String[] STRATEGIES = {"default", "filtered", "huffman_only", "run_length_encoded", "fixed"};
  private static final String[] FILTERS = {"x86", "powerpc", "ia64", "arm", "armthumb", "sparc"};
  private static final String[] LZO = {"lzo1x_1", "lzo1x_1_11", "lzo1x_1_12", "lzo1x_1_15", "lzo1x_999"};

  private SquashOptions() {}

  static void put(SquashImage image, Fields fields) {
    try {
      int size = image.compressor() == SquashBlocks.ZSTD ? 4 : 8;
      Struct raw = image.metadata(SquashImage.SUPERBLOCK_SIZE, 0, size, "compressor options");
      switch (image.compressor()) {
        case GZIP -> fields.line("\tcompression-level " + raw.u32(0)).line("\twindow-size " + raw.u16(4))
            .line("\tStrategies selected: " + names(raw.u16(6) == 0 ? 1 : raw.u16(6), STRATEGIES));
        case XZ -> fields.line("\tDictionary size " + raw.u32(0))
            .line("\tFilters selected: " + (raw.u32(4) == 0 ? "none" : names(raw.u32(4), FILTERS)));
        case LZ4 -> fields.line("\tversion " + raw.u32(0))
            .line("\tHigh Compression option " + ((raw.u32(4) & 1) != 0 ? "" : "not ") + "specified (-Xhc)");
        case LZO -> fields.line("\talgorithm " + Fields.word(raw.u32(0), LZO)).line("\tcompression-level " + raw.u32(4));
        case ZSTD -> fields.line("\tcompression-level " + raw.u32(0));
        case LZMA -> { }
      }
    } catch (IOException damaged) {
      // The rest of the superblock is told all the same.
      fields.line("\toptions cannot be read: " + damaged.getMessage());
    }
  }

  private static String names(long bits, String... names) {
    return Fields.bits(bits, names).replace(" ", ", ");
  }
}
