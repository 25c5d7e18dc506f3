package io.github.jdiffscope.codec.sevenzip;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.codec.compress.Compression;
import io.github.jdiffscope.codec.compress.Decompressors;
import io.github.jdiffscope.codec.lzma.Filters;
import io.github.jdiffscope.codec.lzma.Lzma2Stream;
import io.github.jdiffscope.codec.lzma.LzmaStream;
import io.github.jdiffscope.codec.ppmd.PpmdDecoder;
import io.github.jdiffscope.codec.ppmd.SevenZipRange;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.apache.commons.compress.compressors.deflate64.Deflate64CompressorInputStream;

/** Puts the coders of a folder together. */
public final class FolderDecoder {
  private static final int MEMORY_LIMIT = 256 << 20;
  private static final int DEPTH_LIMIT = 32;
  private static final byte[] NONE = {};

  private final Blob blob;
  private final Folder folder;

  private FolderDecoder(Blob blob, Folder folder) {
    this.blob = blob;
    this.folder = folder;
  }

  /**
   * Returns the decoded bytes of a folder.
   *
   * @throws IOException if a coder is not known, or the folder is encrypted
   */
  public static InputStream open(Blob blob, Folder folder) throws IOException {
    return new FolderDecoder(blob, folder).output(folder.mainCoder(), 0);
  }

  private InputStream output(int coder, int depth) throws IOException {
    if (depth > DEPTH_LIMIT) {
      throw new IOException("coders feed one another");
    }
    int firstInput = 0;
    for (int i = 0; i < coder; i++) {
      firstInput += folder.coders().get(i).inputs();
    }
    InputStream[] inputs = new InputStream[folder.coders().get(coder).inputs()];
    for (int i = 0; i < inputs.length; i++) {
      inputs[i] = input(firstInput + i, depth);
    }
    return decoded(folder.coders().get(coder), inputs, folder.sizes()[coder]);
  }

  private InputStream input(int input, int depth) throws IOException {
    if (folder.bindings()[input] >= 0) {
      return output(folder.bindings()[input], depth + 1);
    }
    for (int i = 0; i < folder.packed().length; i++) {
      if (folder.packed()[i] == input) {
        return blob.stream(folder.offsets()[i], folder.lengths()[i]);
      }
    }
    throw new IOException("nothing feeds input " + input);
  }

  private static InputStream decoded(Coder coder, InputStream[] inputs, long size) throws IOException {
    if (coder.id().equals(Coder.BCJ2) && inputs.length == 4) {
      return new Bcj2Stream(inputs, size);
    }
    if (inputs.length != 1) {
      throw new IOException("Unsupported method " + coder.name() + " with " + inputs.length + " inputs");
    }
    InputStream in = inputs[0];
    return switch (coder.name()) {
      case "Copy" -> in;
      case "LZMA" -> lzma(coder, in, size);
      case "LZMA2" -> new Lzma2Stream(in, Lzma2Stream.dictionary(property(coder, 1)[0] & 63), size);
      case "PPMD" -> new PpmdStream(new PpmdDecoder(property(coder, 5)[0] & 0xFF, coder.i32(1), MEMORY_LIMIT),
          new SevenZipRange(in), size);
      case "Deflate" -> inflated(in);
      case "Deflate64" -> new Deflate64CompressorInputStream(in);
      case "BZip2" -> Decompressors.open(Compression.BZIP2, in);
      case "ZSTD" -> Decompressors.open(Compression.ZSTD, in);
      case "Brotli" -> Decompressors.open(Compression.BROTLI, in);
      case "LZ4" -> Decompressors.open(Compression.LZ4, in);
      case "Delta" -> Filters.open(in, Filters.DELTA, property(coder, 1));
      case "7zAES" -> throw new IOException("Unsupported: it is encrypted");
      case "BCJ" -> Filters.open(in, Filters.X86, NONE);
      case "PPC" -> Filters.open(in, Filters.POWERPC, NONE);
      case "IA64" -> Filters.open(in, Filters.IA64, NONE);
      case "ARM" -> Filters.open(in, Filters.ARM, NONE);
      case "ARMT" -> Filters.open(in, Filters.ARM_THUMB, NONE);
      case "SPARC" -> Filters.open(in, Filters.SPARC, NONE);
      case "ARM64" -> Filters.open(in, Filters.ARM64, coder.properties());
      case "RISCV" -> Filters.open(in, Filters.RISCV, coder.properties());
      default -> throw new IOException("Unsupported method " + coder.name());
    };
  }

  /** Some makers write an end mark although the size is known. */
  private static InputStream lzma(Coder coder, InputStream in, long size) throws IOException {
    return new LzmaStream(in, property(coder, 5)[0] & 0xFF, coder.i32(1), size, false);
  }

  private static byte[] property(Coder coder, int length) throws IOException {
    if (coder.properties().length < length) {
      throw new IOException("properties of " + coder.name() + " are cut off");
    }
    return coder.properties();
  }

  /** DEFLATE data may lack the byte that the library's end detection wants. */
  private static InputStream inflated(InputStream in) {
    InputStream padded = new SequenceInputStream(in, new java.io.ByteArrayInputStream(new byte[1]));
    return new InflaterInputStream(padded, new Inflater(true)) {
      @Override
      public void close() throws IOException {
        super.close();
        inf.end();
      }
    };
  }
}
