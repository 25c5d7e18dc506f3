package io.github.jdiffscope.codec.compress;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdInputStream;
import com.github.luben.zstd.util.Native;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Opens streams of zstd. The library unpacks a native one for a moment: into the run's scratch folder. */
public final class ZstdLibrary {
  /** Names the scratch folder of the run, which outlives no run: what a killed one leaves, the next one sweeps. */
  public static final String SCRATCH = "jdiffscope.scratch";
  private static final int LONGEST_WINDOW = 27;
  private static final int LONGEST_HEADER = 18;

  private ZstdLibrary() {}

  /** Makes sure that the native library is loaded, as must be before any other use of it. */
  public static void load() throws IOException {
    String scratch = System.getProperty(SCRATCH);
    synchronized (ZstdLibrary.class) {
      if (scratch != null && !Native.isLoaded()) {
        Path folder = Files.createDirectories(Path.of(scratch));
        Native.load(folder.toFile());
      }
    }
  }

  /** Returns the content of all frames; what is damaged is said by exceptions of the library. */
  public static InputStream open(InputStream coded) throws IOException {
    load();
    PushbackInputStream peeked = new PushbackInputStream(coded, LONGEST_HEADER);
    byte[] head = new byte[LONGEST_HEADER];
    int length = peeked.readNBytes(head, 0, LONGEST_HEADER);
    peeked.unread(head, 0, length);
    long dictionary = Zstd.getDictIdFromFrame(head);
    if (dictionary != 0) {
      throw new IOException("Unsupported: a dictionary is needed, of id " + dictionary);
    }
    return new ZstdInputStream(peeked).setLongMax(LONGEST_WINDOW);
  }
}
